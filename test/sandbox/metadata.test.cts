import { startSandbox } from '../../sandbox/server.cts';
import type { Sandbox } from '../../sandbox/server.cts';
import type { WireMetadata, WireSample } from '../../sandbox/wire-samples.cts';
import { call, metadata, read, registerSamples } from './client.cts';
import type { Refused } from './client.cts';

let sandbox: Sandbox;
let sample: WireSample;
let before: WireMetadata;

beforeAll(async () => {
	sandbox = await startSandbox({ rateLimit: false });
});
beforeEach(async () => {
	sandbox.reset();
	[sample] = (await registerSamples(sandbox, 1)) as [WireSample];
	before = await read(sandbox, sample.metadata.$ref);
});
afterAll(() => sandbox.close());

const patch = <Body = WireMetadata,>(json: unknown) =>
	call<Body>(sandbox, 'PATCH', before.$uri, { json });

it('is empty at first, and leads back to its sample', () => {
	expect(before).toEqual({
		$uri: sample.metadata.$ref,
		sample: { $ref: sample.$uri },
		updated_at: sample.created_at,
		name: null,
		description: null,
		external_sample_id: null,
		date_collected: null,
		date_sequenced: null,
		library_type: null,
		platform: null,
		sample_type: null,
		location_string: null,
		location_lat: null,
		location_lon: null,
		starred: false,
		custom: {},
	});
	expect(sandbox.metadata()).toEqual([before]);
});

const full = {
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

describe('a change to metadata', () => {
	it('sets all there is, and empties it again', async () => {
		const filled = await patch(full);
		expect(filled.status).toBe(200);
		expect(filled.body).toEqual({ ...before, ...full, updated_at: filled.body.updated_at });
		expect(Date.parse(filled.body.updated_at)).toBeGreaterThan(Date.parse(before.updated_at));
		expect(await read(sandbox, before.$uri)).toEqual(filled.body);

		const empty = Object.fromEntries(Object.keys(full).map((field) => [field, null]));
		const { body } = await patch(empty);
		expect(body).toEqual({ ...before, custom: null, updated_at: body.updated_at });
		expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(filled.body.updated_at));
	});

	it('leaves alone what it does not name, and the sample', async () => {
		await patch(full);
		const { body } = await patch({ name: 'Gut' });
		expect(body).toEqual({ ...before, ...full, name: 'Gut', updated_at: body.updated_at });
		expect(await read(sandbox, sample.$uri)).toEqual(sample);
	});

	it.each([
		['replaced', { rack: 8 }],
		['merged', { lab: 'B', rack: 8 }],
	] as const)('in a world where custom is %s, leaves %j', async (customPatch, custom) => {
		sandbox.setWorld({ customPatch });
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

	it.each<[string, unknown]>([
		['external_sample_id', 'z'.repeat(61)],
		['name', 'x'.repeat(256)],
		['location_string', 'x'.repeat(256)],
		['description', 7],
		['library_type', 'wgs'],
		['platform', 'Abacus'],
		['sample_type', ''],
		['location_lat', 90.1],
		['location_lat', '47'],
		['location_lon', -180.1],
		['starred', 'yes'],
		['date_collected', 'yesterday'],
		['date_collected', '2026-01-05'],
		['date_sequenced', '2026-02-30T08:00:00Z'],
		['date_sequenced', '2016-12-31T23:59:60Z'],
		['custom/parents', { parents: { mother: 'A' } }],
		['custom/parents', { parents: ['A', 'B'] }],
		['custom', 'lab B'],
		['custom', []],
	])('is refused for a wrong %s: %j', async (named, value) => {
		const [field = ''] = named.split('/');
		const refused = await patch<Refused>({ starred: true, [field]: value });
		expect(refused.body.status).toBe(400);
		expect(refused.body.message).toContain(named);
		expect(sandbox.metadata()).toEqual([before]);
	});

	it.each<[string, unknown]>([
		['fewer than 1', {}],
		['additional properties', { barcode: '1' }],
		['additional properties', { sample: null }],
		['object', []],
	])('is refused with %s', async (named, json) => {
		const refused = await patch<Refused>(json);
		expect(refused.body.status).toBe(400);
		expect(refused.body.message).toContain(named);
	});

	it('to a record there is not is a 404', async () => {
		const nothing = `${metadata}/0123456789abcdef`;
		const json = { name: 'Gut' };
		expect((await call(sandbox, 'PATCH', nothing, { json })).status).toBe(404);
	});
});
