import { millisOf, readBatch, readRegistration, readTubes } from '../../nodes/OneCodex/api/answers';
import { idOf } from '../../nodes/OneCodex/api/references';

const uri = '/api/v1/sequencing/batches/0123456789abcdef';

test.each([
	[uri, '0123456789abcdef'],
	['0123456789abcdef', '0123456789abcdef'],
	['https://app.onecodex.com/api/v1/samples/A_b-9', 'A_b-9'],
	[`/x/${'a'.repeat(64)}`, 'a'.repeat(64)],
])('the id of %s is %s', (path, id) => {
	expect(idOf(path)).toBe(id);
});

test.each([
	'',
	'/',
	`${uri}/`,
	'/x/..',
	'/x/.',
	'..',
	'/x/a..b',
	'/x/a%2fb',
	'/x/a b',
	'/x/a?b',
	'/x/a#b',
	'/x/a\\b',
	'/x/a\n',
	'/x/é',
	`/x/${'a'.repeat(65)}`,
])('%j has no id that is safe in a path', (path) => {
	expect(idOf(path)).toBeUndefined();
});

describe('a batch', () => {
	test('needs no more than its $uri', () => {
		expect(readBatch({ $uri: uri })).toMatchObject({
			id: '0123456789abcdef',
			batch: { $uri: uri },
		});
	});

	test.each([
		undefined,
		null,
		'<html>',
		[],
		{},
		{ $uri: 5 },
		{ $uri: '/x/..' },
		{ $uri: uri, name: 5 },
		{ $uri: uri, status: {} },
	])('is not %j', (value) => {
		expect(readBatch(value)).toBeUndefined();
	});
});

test.each<[string | null | undefined, number | undefined]>([
	['1970-01-01T00:00:01Z', 1000],
	['2026-01-05T00:00:00.250+01:00', Date.UTC(2026, 0, 4, 23, 0, 0, 250)],
	['', undefined],
	['yesterday', undefined],
	[null, undefined],
	[undefined, undefined],
])('the time %j is at %j', (time, at) => {
	expect(millisOf(time)).toBe(at);
	expect(readBatch({ $uri: uri, created_at: time })?.createdAt).toBe(at);
});

describe('tubes', () => {
	const ref = { $ref: '/api/v1/samples/1' };
	const embedded = { $uri: '/api/v1/samples/2', filename: null };

	test('name their Sample by $ref, or hold it', () => {
		expect(
			readTubes([
				{ tube_barcode: 'ABC1234567', sample: ref },
				{ tube_barcode: 'ABC1234568', sample: embedded, more: 1 },
			]),
		).toEqual([
			{ barcode: 'ABC1234567', sampleUri: '/api/v1/samples/1', sample: ref },
			{ barcode: 'ABC1234568', sampleUri: '/api/v1/samples/2', sample: embedded },
		]);
	});

	test.each([
		null,
		'text',
		[],
		{},
		{ tube_barcode: 'ABC1234567' },
		{ tube_barcode: 'ABC1234567', sample: null },
		{ tube_barcode: 'ABC1234567', sample: '/api/v1/samples/1' },
		{ tube_barcode: 'ABC1234567', sample: {} },
		{ tube_barcode: 'ABC1234567', sample: { $ref: 1 } },
		{ tube_barcode: 12345678901234, sample: ref },
		{ sample: ref },
	])('%j is left out, and the others are not', (entry) => {
		const good = { tube_barcode: 'ABC1234567', sample: ref };
		expect(readTubes([entry, good])).toHaveLength(1);
	});

	test('none are none', () => {
		expect(readTubes([])).toEqual([]);
	});
});

describe('the answer to a registration', () => {
	const samples = [{ tube_barcode: 'ABC1234567', sample: { $ref: '/api/v1/samples/1' } }];

	test('has a batch and its tubes', () => {
		expect(readRegistration({ batch: { $uri: uri }, samples })).toMatchObject({
			batch: { id: '0123456789abcdef' },
			tubes: [{ barcode: 'ABC1234567' }],
		});
	});

	test.each([
		undefined,
		null,
		'',
		'<html></html>',
		'{"batch": {',
		[],
		{},
		{ batch: { $uri: uri } },
		{ batch: { $uri: uri }, samples: null },
		{ batch: { $uri: uri }, samples: {} },
		{ samples },
		{ batch: { $uri: '/' }, samples },
		{ batch: null, samples },
	])('is not %j', (value) => {
		expect(readRegistration(value)).toBeUndefined();
	});
});
