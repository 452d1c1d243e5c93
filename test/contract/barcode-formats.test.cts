import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	BARCODE_FORMATS,
	BARCODE_WORDS,
	MOST_DIGITS,
	RESTORABLE,
	TUBE_BARCODE_PATTERN,
	UNCERTAIN_LENGTHS,
} from '../../nodes/OneCodex/domain/barcodes';
import { readBarcode } from '../../nodes/OneCodex/registration/planning/barcodes';
import { schemaOf } from './description.cts';

const root = join(__dirname, '../..');
const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
const pages = ['README.md', ...docs.map((name) => join('docs', name))]
	.filter((name) => name.endsWith('.md'))
	.map((name): [string, string] => [name, readFileSync(join(root, name), 'utf8')]);

test.each(BARCODE_FORMATS)('$length $characters: $example is one', ({ length, example }) => {
	expect(example).toMatch(TUBE_BARCODE_PATTERN);
	expect(example).toHaveLength(length);
	expect(readBarcode(example, false)).toEqual({ kind: 'value', value: example });
});

test('the API description and a page name all formats', () => {
	expect(schemaOf('TubeBarcode').description).toContain(BARCODE_WORDS);
	expect(pages.filter(([, text]) => text.includes(BARCODE_WORDS))).not.toEqual([]);
});

// Each with all that may be there.
const SAID: Array<[string, RegExp, string[]]> = [
	['formats', /\d+ (?:letters|characters) and digits.{0,50}?digits\b|\d+ letters\b/g, []],
	['restored', /\d+ to \d+ digits/g, [`${RESTORABLE.least} to ${RESTORABLE.most} digits`]],
	[
		'uncertain',
		/barcode is a number of \d+/g,
		UNCERTAIN_LENGTHS.map((one) => `barcode is a number of ${one}`),
	],
	[
		'longest',
		/barcode of \d+ digits|zeros to \d+ digits/g,
		[`barcode of ${MOST_DIGITS} digits`, `zeros to ${MOST_DIGITS} digits`],
	],
	['too long', /digits instead of \d+/g, [`digits instead of ${MOST_DIGITS}`]],
];

describe.each(pages)('%s', (_, text) => {
	test.each(SAID)('says what the formats say: %s', (_name, pattern, right) => {
		const said = text.replaceAll(BARCODE_WORDS, '').match(pattern) ?? [];
		expect(said.filter((one) => !right.includes(one))).toEqual([]);
	});
});
