import type { INodeParameters } from 'n8n-workflow';

import { ID_OPERATIONS } from './id-operations.cts';
import { barcode } from './with-sandbox.cts';
import { idIn, locator, range, UNKNOWN, useNode } from './use-node.cts';
import { pass } from '../fake-timing.cts';
import { headlineFor } from '../failures.cts';
import { lineOf, nothingChanged, textOf } from '../faults.cts';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import type { Sandbox, World } from '../../sandbox/server.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

const { sandbox, run, register, metadataOf } = useNode();

const named = (mode: string, value: unknown = '={{ $json.name }}') => ({
	sampleId: { __rl: true, mode, value } as INodeParameters,
});
const rowsOf = (names: unknown[]) => names.map((name) => ({ name }));

/** Gives a sample an external ID, as somebody else would. */
async function label(sampleId: string, external_sample_id: string) {
	const { apiKey, url } = sandbox();
	await fetch(url + metadataOf(sampleId).$uri, {
		method: 'PATCH',
		headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify({ external_sample_id }),
	});
}

/** The ids of the samples that there are for each of these ways to name one, with the name of each. */
const WAYS = {
	barcode: async (count: number) => {
		const tubes = await register(count);
		return tubes.map(({ sample_id }, index) => ({ id: sample_id, name: barcode(index) }));
	},
	externalId: async (count: number) => {
		const ids = range(count).map(() => sandbox().addSample());
		const samples = ids.map((id, index) => ({ id, name: `LIMS-${index}` }));
		for (const { id, name } of samples) await label(id, name);
		return samples;
	},
};
const MODES = Object.keys(WAYS) as Array<keyof typeof WAYS>;
const get = (mode: string, names: unknown[], settings = {}) =>
	run('sample: get', rowsOf(names), named(mode), settings);
const GO_ON = { onError: 'continueErrorOutput' } as const;

const OPERATIONS = ID_OPERATIONS.filter(([, kind]) => kind === 'sample');

describe.each(MODES)('by %s', (mode) => {
	test.each(OPERATIONS)('%s finds the sample of each item', async (name, _, __, parameters) => {
		const samples = await WAYS[mode](3);
		for (const { id } of samples) sandbox().finishSample(id, undefined, { size: 100 });
		const rows = rowsOf([2, 0, 0].map((place) => samples[place]?.name));
		const { error, json, output } = await run(name, rows, { ...parameters, ...named(mode) });
		expect(error).toBeUndefined();
		expect(json.map(({ sample_id }) => sample_id)).toEqual(
			[2, 0, 0].map((place) => samples[place]?.id),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((item) => ({ item })));
	});

	test('blank rows are skipped, and a name that is missing in a row is a fault', async () => {
		const [sample] = await WAYS[mode](1);
		const rows = [{ name: '' }, { name: sample?.name }, { name: ' ', patient: 'P-1' }];
		const done = await run('sample: get', rows, named(mode), GO_ON);
		expect(done.json.map(({ sample_id }) => sample_id)).toEqual([sample?.id]);
		const field = mode === 'barcode' ? 'tube_barcode' : 'external_sample_id';
		expect(done.errorOutput.map(({ json }) => json)).toEqual([
			{ ...rows[2], error: textOf(field, '', 'empty') },
		]);
	});

	test('many rows share a few requests', async () => {
		const samples = await WAYS[mode](60);
		const { json, requests } = await get(
			mode,
			samples.map(({ name }) => name),
		);
		expect(json.map(({ sample_id }) => sample_id)).toEqual(samples.map(({ id }) => id));
		// This process knows the tubes that it registered. Two requests are for the samples.
		expect(requests).toHaveLength(mode === 'barcode' ? 3 : 4);
	});

	test('a failed look-up stops the run, or is an error of each row', async () => {
		const [sample] = await WAYS[mode](1);
		// What this process registered, it would know.
		pass(3_600_000);
		sandbox().inject({ times: 'always', fault: { kind: 'status', status: 403 } });
		const stopped = await get(mode, [sample?.name]);
		expect(stopped.error?.message).toBe(headlineFor({ status: 403 }));
		const done = await get(mode, [sample?.name, sample?.name], GO_ON);
		expect(done.output).toEqual([]);
		expect(done.errorOutput).toHaveLength(2);
		expect(stopped.stored + done.stored).not.toContain(sandbox().apiKey);
	});
});

describe('a tube barcode', () => {
	const RUN_JOB = ['analysis: run', 'sample', 'sampleId', { jobId: locator(UNKNOWN) }] as const;
	test.each([...OPERATIONS, RUN_JOB])(
		'%s skips places without a tube',
		async (name, _, __, more) => {
			const rows = rowsOf(['NO TUBE', 'Empty']);
			const done = await run(name, rows, { ...more, ...named('barcode') });
			expect(done.error).toBeUndefined();
			expect([done.output, done.hints]).toEqual([[], [HINTS.noTube(2, true)]]);
		},
	);

	test('is read like that of a row to register', async () => {
		const { sampleId } = sandbox().addBatch('A', ['00508114100017']).tubes[0] ?? {};
		const { json } = await get('barcode', [' 00508114100017', 508114100017]);
		expect(json.map(({ sample_id }) => sample_id)).toEqual([sampleId, sampleId]);
		const { error } = await get('barcode', ['1.2E+13']);
		expect(error?.description).toBe(lineOf(['1'], 'tube_barcode', '1.2E+13', 'scientific'));
	});

	test('that is nowhere is named with every other, and nothing is changed', async () => {
		await register(1);
		const rows = rowsOf([barcode(7), barcode(0), barcode(8)]);
		const parameters = { ...named('barcode'), updateFields: { tags: 'a' } };
		const { error, routes } = await run('sample: update', rows, parameters);
		expect(error?.message).toBe(nothingChanged(2, 3));
		expect(routes.filter((route) => !route.startsWith('GET'))).toEqual([]);
		const params = { days: 365, canceled: [], unsure: [] };
		for (const [row, tube] of [['1', barcode(7)] as const, ['3', barcode(8)] as const]) {
			expect(error?.description).toContain(
				lineOf([row], 'tube_barcode', tube, 'tube_not_found', params),
			);
		}
	});

	test('in a canceled batch counts if it is in an active one, too', async () => {
		sandbox().setWorld({ repeatedBarcodes: 'accepted' });
		const gone = sandbox().addBatch('A', [barcode(1), barcode(2)]);
		const live = sandbox().addBatch('B', [barcode(1)]);
		sandbox().setBatchStatus(gone.id, 'canceled');
		pass(3_600_000);
		const { json, errorOutput } = await get('barcode', [barcode(1), barcode(2)], GO_ON);
		expect(json.map(({ sample_id }) => sample_id)).toEqual([live.tubes[0]?.sampleId]);
		const params = { days: 365, canceled: [gone.number], unsure: [] };
		expect(errorOutput[0]?.json.error).toBe(
			textOf('tube_barcode', barcode(2), 'tube_not_found', params),
		);
	});

	test('in two active batches is a fault that names both samples', async () => {
		sandbox().setWorld({ repeatedBarcodes: 'accepted' });
		const batches = ['A', 'B'].map((name) => sandbox().addBatch(name, [barcode(1)]));
		const { errorOutput } = await get('barcode', [barcode(1)], GO_ON);
		const samples = batches
			.toReversed()
			.map(({ number, tubes }) => `${tubes[0]?.sampleId} (batch number ${number})`);
		expect(errorOutput[0]?.json.error).toBe(
			textOf('tube_barcode', barcode(1), 'several_samples', { samples }),
		);
	});
});

describe('an external sample ID', () => {
	const lists = (requests: Sandbox['requests']) =>
		requests.filter(({ path }) => path === '/api/v1/metadata');
	const missing = (name: string) => textOf('external_sample_id', name, 'external_id_not_found');

	describe.each(worldSchema.shape.metadataFilter.options)(
		'where a filter is %s',
		(metadataFilter) => {
			test.each<Partial<World>>([
				{},
				{ pageSize: 'small', counts: 'none' },
				{ otherFields: 'odd' },
			])('is found, and said to be missing only if it is; in %j', async (world) => {
				const samples = await WAYS.externalId(12);
				const [first, , second] = samples;
				sandbox().setWorld({ ...world, metadataFilter });
				const rows = [first?.name, 'LIMS-99', second?.name, "lims-1'); --"];
				const { json, errorOutput } = await get('externalId', rows, GO_ON);
				expect(json.map(({ sample_id }) => sample_id)).toEqual([first?.id, second?.id]);
				expect(errorOutput.map(({ json: { error } }) => error)).toEqual(
					[rows[1] ?? '', rows[3] ?? ''].map(missing),
				);
				const alone = await get('externalId', ['LIMS-99'], GO_ON);
				expect(alone.errorOutput.map(({ json: { error } }) => error)).toEqual([missing('LIMS-99')]);
			});
		},
	);

	test('that is nowhere costs three requests where the filter works, and the list where not', async () => {
		await WAYS.externalId(250);
		expect(lists((await get('externalId', ['A'], GO_ON)).requests)).toHaveLength(3);
		sandbox().setWorld({ metadataFilter: 'nothing' });
		expect(lists((await get('externalId', ['A', 'B'], GO_ON)).requests)).toHaveLength(5);
	});

	test('of several samples is a fault that names them', async () => {
		const ids = range(3).map(() => sandbox().addSample());
		for (const id of ids) await label(id, 'LIMS-1');
		const { error } = await get('externalId', ['LIMS-1']);
		expect(error?.description).toBe(
			lineOf(['1'], 'external_sample_id', 'LIMS-1', 'several_samples', { samples: ids }),
		);
	});

	test.each(['__proto__', 'constructor', 'a "b" {c}', '\\u0041', 'é '.repeat(20).trim(), '\ud83d'])(
		'may be %j',
		async (name) => {
			const [id = ''] = range(3).map(() => sandbox().addSample());
			await label(id, name);
			const { json, error } = await get('externalId', [name]);
			expect(error).toBeUndefined();
			expect(json[0]?.sample_id).toBe(id);
		},
	);

	test('as many long ones as there may be fit into addresses', async () => {
		const samples = range(60).map(() => sandbox().addSample());
		const names = samples.map((_, index) => `${'语'.repeat(57)}${index}`);
		for (const [index, id] of samples.entries()) await label(id, names[index] ?? '');
		const { json, requests } = await get('externalId', names);
		expect(json.map(({ sample_id }) => sample_id)).toEqual(samples);
		expect(
			Math.max(...requests.map(({ query: { where = '' } }) => encodeURIComponent(where).length)),
		).toBeLessThan(7_000);
	});

	test('of which a sheet dropped digits, or that is too long, is a fault', async () => {
		const long = 'x'.repeat(61);
		const { errorOutput } = await get('externalId', ['1.2E+13', long], GO_ON);
		expect(errorOutput.map(({ json: { error } }) => error)).toEqual([
			textOf('external_sample_id', '1.2E+13', 'lost_digits'),
			textOf('external_sample_id', long, 'too_long', { length: 61, most: 60 }),
		]);
	});
});

test('Update writes to the metadata of the tube, and not the column that names it', async () => {
	const [tube] = await register(1);
	const rows = [{ Tube: barcode(0), Patient: 'P-7' }];
	const { error } = await run('metadata: update', rows, {
		...named('barcode', '={{ $json.Tube }}'),
		options: { othersToCustom: true },
	});
	expect(error).toBeUndefined();
	expect(metadataOf(tube?.sample_id ?? '').custom).toEqual({ Patient: 'P-7' });
	expect(idIn(tube?.sample_uri ?? '')).toBe(tube?.sample_id);
});
