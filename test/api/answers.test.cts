import { millisOf, readBatch, readRegistration, readTubes } from '../../nodes/OneCodex/api/answers';
import { idOf } from '../../nodes/OneCodex/api/references';

const uri = '/api/v1/sequencing/batches/0123456789abcdef';

test.each([
	[uri, '0123456789abcdef'],
	['0123456789abcdef', '0123456789abcdef'],
	['https://app.onecodex.com/api/v1/samples/A_b-9', 'A_b-9'],
	[`/x/${'a'.repeat(255)}`, 'a'.repeat(255)],
	['/x/SB-7.x~0c@4', 'SB-7.x~0c@4'],
	['/x/a b?c#d', 'a b?c#d'],
	['/x/a%20b', 'a b'],
	['/x/100%', '100%'],
	['/x/a..b', 'a..b'],
	['/x/é', 'é'],
])('the id of %s is %s', (path, id) => {
	expect(idOf(path)).toBe(id);
});

test.each([
	undefined,
	'',
	'/',
	'/x/',
	'/x/.',
	'..',
	'/x/a%2fb',
	'/x/%2e%2e',
	'/x/a\\b',
	'/x/a\n',
	`/x/${'a'.repeat(256)}`,
])('%j has no id that is one segment of a path', (path) => {
	expect(idOf(path)).toBeUndefined();
});

describe('a batch', () => {
	test('needs no more than its $uri', () => {
		expect(readBatch({ $uri: uri })).toMatchObject({
			id: '0123456789abcdef',
			batch: { $uri: uri },
		});
	});

	test.each([undefined, null, '<html>', [], {}, { $uri: 5 }, { $uri: '/x/..' }])(
		'is not %j',
		(value) => {
			expect(readBatch(value)).toBeUndefined();
		},
	);
});

test.each([
	{ name: 5 },
	{ status: {} },
	{ batch_number: 7 },
	{ created_at: 1_700_000_000 },
	{ owner: 'somebody' },
	{ name: ['Rack'], status: null, owner: 5 },
])('a batch with an odd %j is read for the rest', (odd) => {
	expect(readBatch({ $uri: uri, ...odd })).toEqual({
		id: '0123456789abcdef',
		name: undefined,
		canceled: false,
		createdAt: undefined,
		batch: { $uri: uri, ...odd },
	});
});

test.each([
	['canceled', true],
	['Cancelled', true],
	['done', false],
	['not canceled', false],
])('a batch that is %s does not count: %j', (status, canceled) => {
	expect(readBatch({ $uri: uri, status })?.canceled).toBe(canceled);
});

test.each<[string | null | undefined, number | undefined]>([
	['1970-01-01T00:00:01Z', 1000],
	['2026-01-05T00:00:00.250+01:00', Date.UTC(2026, 0, 4, 23, 0, 0, 250)],
	['2026-01-05T08:00:00', Date.UTC(2026, 0, 5, 8)],
	['2026-01-05 08:00:00.5', Date.UTC(2026, 0, 5, 8, 0, 0, 500)],
	['2026-01-05T08:00:00-0500', Date.UTC(2026, 0, 5, 13)],
	['2026-01-05', Date.UTC(2026, 0, 5)],
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
		).toEqual({
			tubes: [
				{ barcode: 'ABC1234567', sampleUri: '/api/v1/samples/1', sample: ref },
				{ barcode: 'ABC1234568', sampleUri: '/api/v1/samples/2', sample: embedded },
			],
			unreadable: 0,
		});
	});

	test.each([undefined, null, 5, '/api/v1/samples/1', {}, { $ref: 1 }])(
		'stand also with the sample %j',
		(sample) => {
			expect(readTubes([{ tube_barcode: 'ABC1234567', sample }])).toMatchObject({
				tubes: [{ barcode: 'ABC1234567', sampleUri: undefined }],
				unreadable: 0,
			});
		},
	);

	test.each([
		null,
		'text',
		[],
		{},
		{ tube_barcode: '' },
		{ tube_barcode: 12345678901234, sample: ref },
		{ sample: ref },
	])('cannot be told from %j, which is counted', (entry) => {
		const good = { tube_barcode: 'ABC1234567', sample: ref };
		const list = readTubes([entry, good]);
		expect(list?.tubes).toHaveLength(1);
		expect(list?.unreadable).toBe(1);
	});

	test('none are none', () => {
		expect(readTubes([])).toEqual({ tubes: [], unreadable: 0 });
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

	test.each([undefined, null, {}, [null]])('may lack its tubes: %j', (none) => {
		expect(readRegistration({ batch: { $uri: uri }, samples: none })).toMatchObject({
			batch: { id: '0123456789abcdef' },
			tubes: [],
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
		{ samples },
		{ batch: { $uri: '/' }, samples },
		{ batch: null, samples },
	])('is not %j', (value) => {
		expect(readRegistration(value)).toBeUndefined();
	});
});
