import { assert, property, shuffledSubarray } from 'fast-check';

import { barcodeKey } from '../../nodes/OneCodex/domain/barcodes';
import { matchAnswer } from '../../nodes/OneCodex/registration/matchAnswer';
import type { AnsweredTube } from '../../nodes/OneCodex/domain/batch';
import { barcode, makeBatch } from './rows.cts';

const answered = (tubeBarcode: string, sample = tubeBarcode): AnsweredTube => ({
	barcode: tubeBarcode,
	sampleUri: `/api/v1/samples/${sample}`,
	sample: { id: sample },
});

const match = (sent: string[], answers: AnsweredTube[]) => {
	const { found, missing, unexpected } = matchAnswer(makeBatch('Rack', sent).tubes, answers);
	return {
		found: found.map(({ row, answered: one }) => [row, one.sample.id]),
		missing: missing.map(({ row }) => row),
		unexpected: unexpected.map(({ barcode: one }) => one),
	};
};

const [a, b, c] = [barcode(1), 'ABC1234567', barcode(3)] as const;

test('any order: found in the order sent', () => {
	const answers = [answered(c, 'third'), answered(a, 'first'), answered(b, 'second')];
	expect(match([a, b, c], answers)).toEqual({
		found: [
			[0, 'first'],
			[1, 'second'],
			[2, 'third'],
		],
		missing: [],
		unexpected: [],
	});
});

test.each(['abc1234567', 'Abc1234567', ' ABC1234567 '])('%j is the tube that was sent', (echo) => {
	expect(match([b], [answered(echo, 'one')])).toEqual({
		found: [[0, 'one']],
		missing: [],
		unexpected: [],
	});
});

test.each(['ABC123456', 'ABC12345678', 'АBC1234567', ''])('%j is another tube', (echo) => {
	expect(match([b], [answered(echo)])).toEqual({ found: [], missing: [0], unexpected: [echo] });
});

test('missing and unexpected', () => {
	expect(match([a, b], [answered(b), answered(c)])).toEqual({
		found: [[1, b]],
		missing: [0],
		unexpected: [c],
	});
});

test('an empty answer', () => {
	expect(match([a, b], [])).toEqual({ found: [], missing: [0, 1], unexpected: [] });
});

test('two Samples for one barcode are both given', () => {
	const answers = [answered(a, 'first'), answered(b, 'other'), answered(a, 'second')];
	expect(match([a, b], answers).found).toEqual([
		[0, 'first'],
		[0, 'second'],
		[1, 'other'],
	]);
});

test('the same Sample twice is given once', () => {
	const answers = [answered(b, 'one'), answered('abc1234567', 'one'), answered(b, 'one')];
	expect(match([b], answers).found).toEqual([[0, 'one']]);
});

test('a Sample that no row asked for stands once among the unexpected', () => {
	const answers = [answered(c, 'one'), answered(c, 'one'), answered(c, 'two')];
	expect(match([a], answers).unexpected).toEqual([c, c]);
});

test('names of properties are barcodes like others', () => {
	const answers = [answered('__proto__'), answered('toString')];
	expect(match([a], answers)).toEqual({
		found: [],
		missing: [0],
		unexpected: ['__proto__', 'toString'],
	});
});

test.each([
	['ABC1234567', 'abc1234567', true],
	[' ABC1234567\n', 'ABC1234567', true],
	['ABC1234567', 'ABC1234568', false],
	['ABC1234567', 'ABC 1234567', true],
	['\u202aABC1234567\u202c', 'ABC1234567', true],
	['\uff21BC1234567', 'ABC1234567', true],
	['0BC1234567', 'OBC1234567', false],
])('%j and %j are the same tube: %j', (one, other, same) => {
	expect(barcodeKey(one) === barcodeKey(other)).toBe(same);
});

test('a Sample that comes again after another one of its tube is given once', () => {
	const answers = [answered(a, 'one'), answered(a, 'two'), answered(a, 'one')];
	expect(match([a], answers).found).toEqual([
		[0, 'one'],
		[0, 'two'],
	]);
});

test.each<[string, string | undefined, string | undefined, number]>([
	['at two addresses', '/api/v1/samples/one', '/samples/one', 1],
	['with an address only the second time', undefined, '/api/v1/samples/one', 1],
	['with an address only the first time', '/api/v1/samples/one', undefined, 1],
	['without an address', undefined, undefined, 1],
	['and another one at a similar address', '/api/v1/samples/one', '/api/v1/samples/on', 2],
])('a Sample %s', (_, first, second, count) => {
	const answers = [first, second].map((sampleUri) => ({ barcode: a, sampleUri, sample: {} }));
	const { found } = matchAnswer(makeBatch('Rack', [a]).tubes, answers);
	expect(found).toHaveLength(count);
	expect(found[0]?.answered.sampleUri).toBe(first ?? second);
});

test('an answer in the order of the request is matched as one in any other order', () => {
	const all = Array.from({ length: 8 }, (_, number) => barcode(number));
	assert(
		property(shuffledSubarray(all), shuffledSubarray(all), (sent, given) => {
			// As sent, and with the entries that another answer would add or leave out.
			const answers = sent.map((one) => answered(one));
			expect(match(sent, answers)).toEqual(match(sent, answers.toReversed()));
			const odd = given.map((one) => answered(one));
			const { found, missing, unexpected } = match(sent, odd);
			expect(found.map(([, id]) => id)).toEqual(sent.filter((one) => given.includes(one)));
			expect(missing.map((row) => sent[row])).toEqual(sent.filter((one) => !given.includes(one)));
			expect(unexpected).toEqual(given.filter((one) => !sent.includes(one)));
		}),
	);
});
