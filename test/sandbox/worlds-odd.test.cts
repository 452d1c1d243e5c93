import type { Sandbox } from '../../sandbox/server.cts';
import type { WireSample } from '../../sandbox/wire-samples.cts';
import type { WireBatch, WireTube } from '../../sandbox/wire.cts';
import type { World } from '../../sandbox/worlds.cts';
import {
	barcode,
	batches,
	call,
	idOf,
	metadata,
	read,
	register,
	samples,
	withSandbox,
} from './client.cts';

type Loose = Record<string, unknown>;

/** Registers so many batches of one tube each, and gives them as they were answered. */
async function registerMany(sandbox: Sandbox, count: number): Promise<Loose[]> {
	const answered: Loose[] = [];
	for (let index = 0; index < count; index += 1) {
		const { body } = await register(sandbox, `Rack ${index}`, [barcode(index)]);
		answered.push(body.batch);
	}
	return answered;
}

/** The types that a property has in some objects. */
const typesOf = (objects: Loose[], name: string) =>
	new Set(objects.map((one) => (one[name] === null ? 'null' : typeof one[name])));

describe('ids', () => {
	it.each<[World['ids'], RegExp]>([
		['hex', /^[a-f0-9]{16}$/],
		['segment', /^SB-[a-f0-9]\.x~[a-f0-9]{14}@[a-f0-9]$/],
	])('are %s, and found', (ids, form) =>
		withSandbox({ world: { ids } }, async (sandbox) => {
			const { batch, samples: tubes } = (await register(sandbox, 'Plate', [barcode(1)])).body;
			const address = tubes[0]?.sample.$ref ?? '';
			const alone = sandbox.addSample();
			expect([idOf(batch), idOf({ $uri: address }), alone]).toEqual(
				Array.from({ length: 3 }, () => expect.stringMatching(form) as unknown),
			);
			expect(sandbox.batches()[0]?.id).toBe(idOf(batch));

			for (const id of [idOf(batch), encodeURIComponent(idOf(batch))]) {
				expect(await read<WireBatch>(sandbox, `${batches}/${id}`)).toEqual(batch);
				expect(await read<WireTube[]>(sandbox, `${batches}/${id}/samples`)).toEqual(tubes);
			}
			const sample = await read<WireSample>(sandbox, address);
			expect(sample.$uri).toBe(address);
			await read(sandbox, `${samples}/${encodeURIComponent(alone)}`);
			await read(sandbox, sample.metadata.$ref);
			const query = { where: { $uri: { $in: [address] } } };
			const { body } = await call<WireSample[]>(sandbox, 'GET', samples, { query });
			expect(body.map(({ $uri }) => $uri)).toEqual([address]);
			sandbox.setBatchStatus(idOf(batch), 'done');
			sandbox.finishSample(alone);
		}),
	);

	it('stay as they are when the world changes, and can still be read', () =>
		withSandbox({ world: { ids: 'segment' } }, async (sandbox) => {
			const { batch } = (await register(sandbox, 'Plate', [barcode(1)])).body;
			sandbox.setWorld({ ids: 'hex' });
			expect(await read<WireBatch>(sandbox, batch.$uri)).toEqual(batch);
			sandbox.reset();
			sandbox.setWorld({ ids: 'hex' });
			const next = (await register(sandbox, 'Plate', [barcode(1)])).body.batch;
			expect(idOf(next)).toMatch(/^[a-f0-9]{16}$/);
		}));
});

describe('the other fields of a batch', () => {
	const documented = ['$uri', 'batch_number', 'created_at', 'name', 'owner', 'status'];
	it.each<[World['otherFields'], string[], string[], string[], boolean]>([
		['documented', ['object'], ['string'], ['string'], false],
		['odd', ['string'], ['number'], ['string', 'object', 'null'], true],
	])('are %s', (otherFields, owner, batch_number, status, hasMore) =>
		withSandbox({ world: { otherFields } }, async (sandbox) => {
			const answered = await registerMany(sandbox, 6);
			const entries = await read<Array<Loose | null>>(sandbox, batches);
			const listed = entries.filter((entry) => entry !== null && '$uri' in entry);
			const one = await read<Loose>(sandbox, String(answered[0]?.$uri));
			expect([listed, one]).toEqual([answered, answered[0]]);
			expect(entries.length - listed.length).toBe(hasMore ? 2 : 0);
			for (const [name, types] of Object.entries({ owner, batch_number, status })) {
				expect(typesOf(answered, name)).toEqual(new Set(types));
			}
			for (const batch of answered) {
				expect(Object.keys(batch)).toEqual(expect.arrayContaining(documented));
				expect(Object.keys(batch).length > documented.length).toBe(hasMore);
				expect(Date.parse(String(batch.created_at))).not.toBeNaN();
			}
		}),
	);

	it.each(['samples', 'metadata'] as const)(
		'are odd in %s as well, but not what they are for',
		(kind) =>
			withSandbox({ world: { otherFields: 'odd' } }, async (sandbox) => {
				await registerMany(sandbox, 6);
				const path = { samples, metadata }[kind];
				const entries = await read<Array<Loose | null>>(sandbox, path);
				const listed = entries.filter((entry) => entry !== null && '$uri' in entry);
				expect([entries.length, listed.length]).toEqual([8, 6]);
				const documented: Loose[] = [...sandbox[kind]()];
				for (const [index, one] of documented.entries()) {
					expect(await read(sandbox, String(one.$uri))).toEqual(listed[index]);
					expect(listed[index]).toMatchObject({ $uri: one.$uri });
					expect(listed[index]).not.toMatchObject(one);
				}
				expect(typesOf(listed as Loose[], kind === 'samples' ? 'size' : 'location_lat')).toEqual(
					new Set(['string']),
				);
			}),
	);

	it('always tell that a batch is canceled', () =>
		withSandbox({ world: { otherFields: 'odd' } }, async (sandbox) => {
			await registerMany(sandbox, 6);
			for (const { id } of sandbox.batches()) sandbox.setBatchStatus(id, 'canceled');
			for (const { id } of sandbox.batches()) {
				expect((await read<Loose>(sandbox, `${batches}/${id}`)).status).toBe('canceled');
			}
		}));

	it('come with entries that are no batches, each once and counted', () =>
		withSandbox({ world: { otherFields: 'odd' } }, async (sandbox) => {
			expect(await read(sandbox, batches)).toEqual([]);
			await registerMany(sandbox, 3);
			const pages = [];
			for (const page of ['1', '2', '3']) {
				const query = { page, per_page: '2', sort: { created_at: true } };
				const { body, headers } = await call<unknown[]>(sandbox, 'GET', batches, { query });
				expect(headers.get('X-Total-Count')).toBe('5');
				pages.push(body);
			}
			const batch = expect.objectContaining({ name: expect.any(String) as string }) as unknown;
			expect(pages).toEqual([[batch, null], [{}, batch], [batch]]);
		}));

	it('leave faults as they are', () =>
		withSandbox({ world: { otherFields: 'odd' } }, async (sandbox) => {
			await registerMany(sandbox, 1);
			sandbox.inject({ fault: { kind: 'dropSamples', barcodes: 1 }, times: 'always' });
			expect(await read<unknown[]>(sandbox, batches)).toHaveLength(3);
		}));
});

describe('created_at', () => {
	it.each<[World['times'], string[]]>([
		['zone', ['string']],
		['noZone', ['string']],
		['odd', ['number', 'undefined']],
	])('is written with %s', (times, types) =>
		withSandbox({ world: { times } }, async (sandbox) => {
			const answered = await registerMany(sandbox, 20);
			expect(await read<Loose[]>(sandbox, batches)).toEqual(answered);
			const kept = sandbox.batches().map(({ createdAt }) => createdAt);
			for (const objects of [answered, await read<Loose[]>(sandbox, samples)]) {
				expect(typesOf(objects, 'created_at')).toEqual(new Set(types));
				for (const [index, { created_at }] of objects.entries()) {
					const time = kept[index] ?? '';
					const noZone = time.replace('Z', '');
					const odd = created_at === undefined ? undefined : Date.parse(time);
					expect(created_at).toBe({ zone: time, noZone, odd }[times]);
				}
			}
			// They are sorted and filtered by all the same.
			const query = { sort: { created_at: true }, where: { created_at: { $gte: kept[10] } } };
			const { body } = await call<Loose[]>(sandbox, 'GET', batches, { query });
			expect(body).toEqual(answered.slice(10).toReversed());
		}),
	);
});
