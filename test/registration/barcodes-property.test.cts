import {
	array,
	assert,
	boolean,
	constantFrom,
	oneof,
	property,
	string,
	stringMatching,
	tuple,
} from 'fast-check';

import { readBarcode } from '../../nodes/OneCodex/registration/planning/barcodes';
import { TUBE_BARCODE_PATTERN } from '../../nodes/OneCodex/domain/barcodes';

// Letters with spaces between them are taken for words.
const valid = stringMatching(TUBE_BARCODE_PATTERN).filter((barcode) => /\d/.test(barcode));
const SPACES = [' ', '\u00a0', '\u3000', '\u200b', '\u00ad', '\ufeff', '\u200f'];
const noiseOf = (characters: string[]) =>
	array(constantFrom(...characters), { maxLength: 4 }).map((parts) => parts.join(''));
const around = noiseOf([...SPACES, '\t', '\n']);
const between = noiseOf(SPACES);
const mark = constantFrom('', "'", '\u2018', '\u2019', '＇');

const toFullWidth = (char: string) => String.fromCharCode(char.charCodeAt(0) + 0xfee0);

test('a valid barcode is read through all that a spreadsheet puts around and into it', () => {
	const decoration = tuple(
		around,
		mark,
		array(tuple(between, boolean()), { minLength: 15, maxLength: 15 }),
		around,
	);
	assert(
		property(
			valid,
			decoration,
			boolean(),
			(barcode, [before, apostrophe, inside, after], restore) => {
				const decorated = [...barcode].map((char, index) => {
					const [space = '', wide = false] = inside[index] ?? [];
					return (wide ? toFullWidth(char) : char) + space;
				});
				const cell = before + apostrophe + decorated.join('') + after;
				expect(readBarcode(cell, restore)).toEqual({ kind: 'value', value: barcode });
			},
		),
		{ numRuns: 500 },
	);
});

// Written out anew, one character at a time, so that it does not share a mistake with the source.
const DROPPED = /^[\s\p{Cf}\u180e]$/u;

function withoutDecoration(cell: string): string {
	const kept = [...cell]
		.map((char) => {
			const code = char.codePointAt(0) ?? 0;
			return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char;
		})
		.filter((char) => !DROPPED.test(char));
	if (/^['\u2018\u2019]$/.test(kept[0] ?? '')) kept.shift();
	return kept.join('');
}

const piece = constantFrom(
	..."0123456789ABCXYZabcxyzEe+-.,'",
	...['０', '９', 'Ａ', 'ｚ', '＇', 'А', 'О', '١', '\u2019', '\u200b', '\u00a0', ' ', '𝐀'],
);
const nearBarcode = array(piece, { minLength: 8, maxLength: 18 }).map((parts) => parts.join(''));
const digits = stringMatching(/^[0-9]{9,15}$/);
const anyText = oneof(string({ unit: 'binary' }), nearBarcode, digits, valid);

test('no text becomes another barcode in silence', () => {
	let values = 0;
	assert(
		property(anyText, boolean(), (cell, restore) => {
			const reading = readBarcode(cell, restore);
			if (reading.kind !== 'value') return;
			values += 1;
			const seen = withoutDecoration(cell);
			const padded = restore && /^\d{11,13}$/.test(seen) ? seen.padStart(14, '0') : seen;
			expect(reading.value).toBe(padded);
			expect(reading.value).toMatch(TUBE_BARCODE_PATTERN);
		}),
		{ numRuns: 3000 },
	);
	expect(values).toBeGreaterThan(100);
});
