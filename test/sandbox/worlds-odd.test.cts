import type { World } from '../../sandbox/server.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';
import {
	barcode,
	at,
	idOf,
	list,
	read,
	register,
	registerMany,
	sandbox,
	useSandbox,
} from './client.cts';
import type { Loose } from './client.cts';

useSandbox();

/** The types that a property has in some objects. */
const typesOf = (objects: Loose[], name: string) =>
	new Set(objects.map((one) => (one[name] === null ? 'null' : typeof one[name])));

describe('ids', () => {
	const HEX = /^[a-f0-9]{16}$/;
	it.each<[World['ids'], RegExp]>([
		['hex', HEX],
		['segment', /^SB-[a-f0-9]\.x~[a-f0-9]{14}@[a-f0-9]$/],
	])('are %s, and found', async (ids, form) => {
		sandbox().setWorld({ ids });
		const { batch, samples: tubes } = (await register('Plate', [barcode(1)])).body;
		const address = tubes[0]?.sample.$ref ?? '';
		const alone = sandbox().addSample();
		for (const id of [idOf(batch), idOf({ $uri: address }), alone]) expect(id).toMatch(form);
		expect(sandbox().batches()[0]?.id).toBe(idOf(batch));
		for (const id of [idOf(batch), encodeURIComponent(idOf(batch))]) {
			expect(await read<WireBatch>(`${at.batches}/${id}`)).toEqual(batch);
			expect(await read<WireTube[]>(`${at.batches}/${id}/samples`)).toEqual(tubes);
		}
		const [sample] = sandbox().samples();
		expect(await read(address)).toEqual({ ...sample, $uri: address });
		expect(await read(sample?.metadata.$ref ?? '')).toEqual(sandbox().metadata()[0]);
		await read(`${at.samples}/${encodeURIComponent(alone)}`);
		const { body } = await list(at.samples, { where: { $uri: { $in: [address] } } });
		expect(body).toEqual([sample]);
		sandbox().setBatchStatus(idOf(batch), 'done');
		sandbox().finishSample(alone);
		expect(sandbox().batches()).toMatchObject([{ status: 'done' }]);
	});

	it('stay as they are when the world changes, and can still be read', async () => {
		sandbox().setWorld({ ids: 'segment' });
		const { batch } = (await register('Plate', [barcode(1)])).body;
		sandbox().setWorld({ ids: 'hex' });
		expect(await read<WireBatch>(batch.$uri)).toEqual(batch);
		expect(idOf((await register('Next', [barcode(2)])).body.batch)).toMatch(HEX);
	});
});

describe('other fields', () => {
	/** The entries of a list that are objects of its kind, and how many others it has. */
	async function entriesOf(path: string): Promise<{ listed: Loose[]; others: number }> {
		const entries = await read<Array<Loose | null>>(path);
		const listed = entries.filter((entry): entry is Loose => entry !== null && '$uri' in entry);
		return { listed, others: entries.length - listed.length };
	}

	const documented = ['$uri', 'batch_number', 'created_at', 'name', 'owner', 'status'];
	it.each<[World['otherFields'], string[], string[], string[], number]>([
		['documented', ['object'], ['string'], ['string'], 0],
		['odd', ['string'], ['number'], ['string', 'object', 'null'], 2],
	])('of a batch are %s', async (otherFields, owner, batch_number, status, others) => {
		sandbox().setWorld({ otherFields });
		const answered = await registerMany(6);
		expect(await entriesOf(at.batches)).toEqual({ listed: answered, others });
		expect(await read(answered[0]?.$uri ?? '')).toEqual(answered[0]);
		for (const [name, types] of Object.entries({ owner, batch_number, status })) {
			expect(typesOf(answered, name)).toEqual(new Set(types));
		}
		for (const batch of answered) {
			expect(Object.keys(batch)).toEqual(expect.arrayContaining(documented));
			expect(Object.keys(batch).length > documented.length).toBe(others > 0);
			expect(Date.parse(batch.created_at)).not.toBeNaN();
		}
	});

	it.each([
		['samples', at.samples, 'size'],
		['metadata', at.metadata, 'location_lat'],
	] as const)('of %s are odd as well, but not their address', async (kind, path, field) => {
		sandbox().setWorld({ otherFields: 'odd' });
		await registerMany(6);
		const { listed, others } = await entriesOf(path);
		expect([listed.length, others]).toEqual([6, 2]);
		expect(typesOf(listed, field)).toEqual(new Set(['string']));
		for (const [index, one] of sandbox()[kind]().entries()) {
			expect(await read(one.$uri)).toEqual(listed[index]);
			expect(listed[index]).toMatchObject({ $uri: one.$uri });
			expect(listed[index]).not.toMatchObject(one);
		}
	});

	it('always say that a batch is canceled', async () => {
		sandbox().setWorld({ otherFields: 'odd' });
		await registerMany(6);
		for (const { id } of sandbox().batches()) sandbox().setBatchStatus(id, 'canceled');
		const { listed } = await entriesOf(at.batches);
		expect(listed.map(({ status }) => status)).toEqual(listed.map(() => 'canceled'));
	});

	it('come with entries that are no batches, each once and counted, whatever the fault', async () => {
		sandbox().setWorld({ otherFields: 'odd' });
		expect(await read(at.batches)).toEqual([]);
		await registerMany(3);
		sandbox().inject({ fault: { kind: 'dropSamples', barcodes: 1 }, times: 'always' });
		const pages = [];
		for (const page of ['1', '2', '3']) {
			const query = { page, per_page: '2', sort: { created_at: true } };
			const { body, headers } = await list(at.batches, query);
			expect(headers.get('X-Total-Count')).toBe('5');
			pages.push(body);
		}
		const batch = expect.objectContaining({ name: expect.any(String) as string }) as unknown;
		expect(pages).toEqual([[batch, null], [{}, batch], [batch]]);
	});
});

it.each<[World['times'], string[]]>([
	['zone', ['string']],
	['noZone', ['string']],
	['odd', ['number', 'undefined']],
])('created_at is written with %s', async (times, types) => {
	sandbox().setWorld({ times });
	const answered = await registerMany(20);
	expect(await read(at.batches)).toEqual(answered);
	const kept = sandbox()
		.batches()
		.map(({ createdAt }) => createdAt);
	for (const objects of [answered, await read<Loose[]>(at.samples)]) {
		expect(typesOf(objects, 'created_at')).toEqual(new Set(types));
		for (const [index, { created_at }] of objects.entries()) {
			const zone = kept[index] ?? '';
			const odd = created_at === undefined ? undefined : Date.parse(zone);
			expect(created_at).toBe({ zone, noZone: zone.replace('Z', ''), odd }[times]);
		}
	}
	// They are sorted and filtered by all the same.
	const query = { sort: { created_at: true }, where: { created_at: { $gte: kept[10] } } };
	expect((await list(at.batches, query)).body).toEqual(answered.slice(10).toReversed());
});
