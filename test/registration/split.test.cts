import { assert, integer, property, string } from 'fast-check';

import { registerRequestSchema } from '../../nodes/OneCodex/registration/planning/schema';
import { isNameOf, nameFinder, namePrefix } from '../../nodes/OneCodex/domain/batchNames';
import { splitBatch } from '../../nodes/OneCodex/registration/planning/split';
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
	['an emoji is one character', `${'n'.repeat(90)}😀nn`, `${'n'.repeat(90)}😀 (1 of 2)`],
])('a name: %s', (_, name, expected) => {
	const [first] = splitBatch(makeBatch(name, barcodes(2)), 1);
	expect(first?.name).toBe(expected);
	expect([...(first?.name ?? '')].length).toBeLessThanOrEqual(100);
});

test('any batch is split evenly into parts that can be sent', () => {
	const name = string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).map((text) =>
		[...`n${text}`].slice(0, 100).join('').trim(),
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
					expect(nameFinder(['other', text])(part.name)).toEqual([text]);
					const { batch_name: field } = registerRequestSchema().shape;
					expect(field.safeParse(part.name).success).toBe(true);
				}
			},
		),
	);
});
