import { z } from 'zod';
import type { WireBatch } from '../../sandbox/wire.cts';
import { DEFAULT_WORLD, worldSchema } from '../../sandbox/worlds.cts';
import { barcode, batches, call, register, send, withSandbox } from './client.cts';
import type { Refused } from './client.cts';

const listed = { query: { where: { name: 'Plate' } } };

describe('the settings of a world', () => {
	it.each(Object.entries<z.ZodTypeAny>(worldSchema.shape))(
		'%s has its first value by default',
		(name, schema) => {
			const first: unknown = schema instanceof z.ZodEnum ? (schema.options as string[])[0] : 0;
			expect(DEFAULT_WORLD).toHaveProperty(name, first);
		},
	);

	it('are those of the default world, and no others', () => {
		expect(Object.keys(DEFAULT_WORLD)).toEqual(Object.keys(worldSchema.shape));
		expect(worldSchema.parse(DEFAULT_WORLD)).toEqual(DEFAULT_WORLD);
	});
});

describe('a world', () => {
	it('is that of the options, can be changed, and comes back with a reset', () =>
		withSandbox({ world: { batchFilter: 'refused' } }, async (sandbox) => {
			const ask = async (query: Record<string, unknown>) =>
				(await send(sandbox, 'GET', batches, { query })).status;
			const both = async () => [await ask({ where: {} }), await ask({ sort: {} })];
			expect(await both()).toEqual([400, 200]);
			sandbox.setWorld({ batchSort: 'refused' });
			expect(await both()).toEqual([400, 400]);
			sandbox.setWorld({ batchFilter: 'ignored' });
			expect(await both()).toEqual([200, 400]);
			sandbox.reset();
			expect(await both()).toEqual([400, 200]);
		}));

	it('can be changed over HTTP, for the batches there are as well', () =>
		withSandbox({}, async (sandbox) => {
			await register(sandbox, 'Plate', [barcode(1)]);
			const changed = await send(sandbox, 'POST', '/sandbox/world', {
				json: { batchFilter: 'nothing' },
				key: null,
			});
			expect(changed.status).toBe(204);
			expect((await call<WireBatch[]>(sandbox, 'GET', batches, listed)).body).toEqual([]);
		}));

	it.each([
		['no object', []],
		['an unknown setting', { batchFilter: 'nothing', batchFilters: 'nothing' }],
		['an unknown value', { batchFilter: 'none' }],
		['a lag before the commit', { samplesLagMs: -1 }],
	])('stays as it is for %s', (_what, json) =>
		withSandbox({}, async (sandbox) => {
			await register(sandbox, 'Plate', [barcode(1)]);
			const refused = await call<Refused>(sandbox, 'POST', '/sandbox/world', { json });
			expect(refused.status).toBe(400);
			expect((await call<WireBatch[]>(sandbox, 'GET', batches, listed)).body).toHaveLength(1);
		}),
	);
});
