import type { WireMetadata, WireSample } from '../../sandbox/wire-samples.cts';
import { call, at, read, registerSample, sandbox, statusOf, useSandbox } from './client.cts';
import type { Refused } from './client.cts';

useSandbox();

let sample: WireSample;
let before: WireMetadata;

beforeEach(async () => {
	sample = await registerSample();
	before = await read(sample.metadata.$ref);
});

const patch = <Body = WireMetadata,>(json: unknown) => call<Body>('PATCH', before.$uri, { json });

const FULL = {
	name: 'x'.repeat(255),
	description: 'y'.repeat(1000),
	external_sample_id: 'z'.repeat(60),
	date_collected: '2026-01-05T08:00:00.000Z',
	date_sequenced: '2026-02-05T08:00:00.000Z',
	library_type: 'Targeted/16S',
	platform: 'Oxford Nanopore GridION X5',
	sample_type: 'Metagenomic',
	location_string: 'Basel',
	location_lat: -90,
	location_lon: 180,
	starred: true,
	custom: { lab: 'B', rack: 7, frozen: true, note: null },
};
const EMPTY = Object.fromEntries(Object.keys(FULL).map((field) => [field, null]));

it('is empty at first, and leads back to its sample', () => {
	const { $uri, created_at: updated_at, metadata: address } = sample;
	const ids = { $uri: address.$ref, sample: { $ref: $uri }, updated_at };
	expect(before).toEqual({ ...EMPTY, ...ids, starred: false, custom: {} });
	expect(sandbox().metadata()).toEqual([before]);
});

describe('a change to metadata', () => {
	it('sets all there is, and empties it again', async () => {
		const filled = await patch(FULL);
		expect(filled.status).toBe(200);
		expect(filled.body).toEqual({ ...before, ...FULL, updated_at: filled.body.updated_at });
		expect(Date.parse(filled.body.updated_at)).toBeGreaterThan(Date.parse(before.updated_at));
		expect(await read(before.$uri)).toEqual(filled.body);
		const { body } = await patch(EMPTY);
		expect(body).toEqual({ ...before, custom: null, updated_at: body.updated_at });
		expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(filled.body.updated_at));
	});

	it('leaves alone what it does not name, and the sample', async () => {
		await patch(FULL);
		const { body } = await patch({ name: 'Gut' });
		expect(body).toEqual({ ...before, ...FULL, name: 'Gut', updated_at: body.updated_at });
		expect(await read(sample.$uri)).toEqual(sample);
	});

	it.each([
		['replaced', { rack: 8 }],
		['merged', { lab: 'B', rack: 8 }],
	] as const)('in a world where custom is %s, leaves %j', async (customPatch, custom) => {
		sandbox().setWorld({ customPatch });
		await patch({ custom: { lab: 'B', rack: 7 } });
		expect((await patch({ custom: { rack: 8 } })).body.custom).toEqual(custom);
	});

	it.each([
		['2026-01-05T10:30:00+02:00', '2026-01-05T08:30:00.000Z'],
		['2026-01-05T08:00:00Z', '2026-01-05T08:00:00.000Z'],
	])('keeps the instant of %s', async (date, kept) => {
		const { body } = await patch({ date_collected: date, date_sequenced: date });
		expect([body.date_collected, body.date_sequenced]).toEqual([kept, kept]);
	});

	it.each(['2026-02-30T08:00:00Z', '2016-12-31T23:59:60Z'])(
		'is refused for the date %s, which no calendar or clock has',
		async (date) => {
			for (const field of ['date_collected', 'date_sequenced']) {
				const refused = await patch<Refused>({ starred: true, [field]: date });
				expect(refused.status).toBe(400);
				expect(refused.body.message).toContain(field);
			}
			expect(sandbox().metadata()).toEqual([before]);
		},
	);

	it('to a record there is not is a 404', async () => {
		const json = { name: 'Gut' };
		expect(await statusOf(`${at.metadata}/0123456789abcdef`, { json }, 'PATCH')).toBe(404);
	});
});
