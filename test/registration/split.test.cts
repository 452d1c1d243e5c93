import { assert, integer, property, string } from 'fast-check';

import { registerRequestSchema } from '../../nodes/OneCodex/registration/schema';
import { isNameOf, namePrefix, splitBatch } from '../../nodes/OneCodex/registration/split';
import { barcode, makeBatch } from './rows.cts';

const barcodes = (count: number) => Array.from({ length: count }, (_, index) => barcode(index));
const sizes = (count: number, max: number) =>
	splitBatch(makeBatch('Rack', barcodes(count)), max).map(({ tubes }) => tubes.length);

test.each<[number, number, number[]]>([
	[0, 5, []],
	[1, 1, [1]],
	[5, 5, [5]],
	[6, 5, [3, 3]],
	[7, 3, [2, 2, 3]],
	[10, 1, Array<number>(10).fill(1)],
	[11, 5, [3, 4, 4]],
])('%d tubes in batches of at most %d', (count, max, expected) => {
	expect(sizes(count, max)).toEqual(expected);
});

test('a batch that is not too large keeps its name', () => {
	const batch = makeBatch('Rack', barcodes(3));
	expect(splitBatch(batch, 3)).toEqual([batch]);
});

test('the parts are numbered and keep tracking numbers and the order of tubes', () => {
	const batch = makeBatch('Rack', barcodes(7));
	const parts = splitBatch(batch, 3);
	expect(parts.map(({ name }) => name)).toEqual([
		'Rack (1 of 3)',
		'Rack (2 of 3)',
		'Rack (3 of 3)',
	]);
	expect(parts.flatMap(({ tubes }) => tubes)).toEqual(batch.tubes);
	expect(parts.map(({ trackingNumbers }) => trackingNumbers)).toEqual(
		parts.map(() => batch.trackingNumbers),
	);
});

test.each([
	['fits exactly', 'n'.repeat(91), `${'n'.repeat(91)} (1 of 2)`],
	['one too long', 'n'.repeat(92), `${'n'.repeat(91)} (1 of 2)`],
	['the longest', 'n'.repeat(100), `${'n'.repeat(91)} (1 of 2)`],
	['no space is left at the cut', `${'n'.repeat(90)} nnn`, `${'n'.repeat(90)} (1 of 2)`],
	['no half of a pair is left', `${'n'.repeat(90)}😀nn`, `${'n'.repeat(90)} (1 of 2)`],
	['a whole pair stays', `${'n'.repeat(89)}😀nn`, `${'n'.repeat(89)}😀 (1 of 2)`],
])('a name: %s', (_, name, expected) => {
	const [first] = splitBatch(makeBatch(name, barcodes(2)), 1);
	expect(first?.name).toBe(expected);
	expect(first?.name.length).toBeLessThanOrEqual(100);
});

test('any batch is split evenly into parts that can be sent', () => {
	const name = string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).map((text) =>
		`n${text}`.slice(0, 100).trim(),
	);
	assert(
		property(
			name,
			integer({ min: 1, max: 60 }),
			integer({ min: 1, max: 60 }),
			(text, count, max) => {
				const batch = makeBatch(text, barcodes(count));
				const parts = splitBatch(batch, max);
				const lengths = parts.map(({ tubes }) => tubes.length);
				expect(Math.max(...lengths)).toBeLessThanOrEqual(max);
				expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
				expect(parts).toHaveLength(Math.ceil(count / max));
				expect(parts.flatMap(({ tubes }) => tubes)).toEqual(batch.tubes);
				for (const part of parts) {
					expect(isNameOf(text, part.name)).toBe(true);
					expect(part.name.startsWith(namePrefix(text))).toBe(true);
					const { batch_name: field } = registerRequestSchema.shape;
					expect(field.safeParse(part.name).success).toBe(true);
				}
			},
		),
	);
});

test.each([
	['Rack', 'Rack', true],
	['Rack', 'Rack (1 of 2)', true],
	['Rack', 'Rack (17 of 200)', true],
	['n'.repeat(100), `${'n'.repeat(91)} (1 of 2)`, true],
	['Rack', 'rack', false],
	['Rack', 'Rack 2', false],
	['Rack', 'Rack (1 of 2) ', true],
	['Rack', ' Ra\u200bck', true],
	['Rack', 'Rack  (1 of 2)', false],
	['Rack', 'Rack (1)', false],
	['Rack', 'Rack (01 of 02)', false],
	['Rack', 'Rack (1 of 2) (1 of 2)', false],
	['Rack (1 of 2)', 'Rack', false],
	['n'.repeat(100), `${'n'.repeat(90)} (1 of 2)`, false],
])('for the batch %j, %j is one of its names: %j', (base, name, is) => {
	expect(isNameOf(base, name)).toBe(is);
});

test.each([
	['Rack', 'Rack'],
	['n'.repeat(100), 'n'.repeat(85)],
	[`${'n'.repeat(84)} nn`, 'n'.repeat(84)],
	[` ${'n'.repeat(99)}`, ` ${'n'.repeat(84)}`],
	[`${'n'.repeat(84)}😀`, 'n'.repeat(84)],
])('all names of the batch %j begin with %j', (base, prefix) => {
	expect(namePrefix(base)).toBe(prefix);
});

test.each(['Rack\n(1 of 2)', 'x\nRack (1 of 2)', 'Rack (1 of 2) x', '', 'undefined (NaN of NaN)'])(
	'%j is no name of the batch Rack',
	(name) => {
		expect(isNameOf('Rack', name)).toBe(false);
	},
);
