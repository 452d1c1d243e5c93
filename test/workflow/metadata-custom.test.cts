import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { locator, range, patchesIn, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';

const { sandbox, run, register, addSamples, metadataOf } = useNode();

const OTHERS = { options: { othersToCustom: true } };
const BOTH = { options: { othersToCustom: true, clearEmpty: true } };

const update = (rows: object[], parameters: object = OTHERS, settings = {}) =>
	run('metadata: update', rows, { ...parameters }, settings);

const customOf = (id: string) => metadataOf(id).custom;
/** A sample that has custom values. */
async function withCustom(custom: object = { patient: 'P-1', visit: 1 }) {
	const [sample_id = ''] = addSamples(1);
	await update([{ sample_id, custom }], {});
	expect(customOf(sample_id)).toEqual(custom);
	return sample_id;
}

test('other columns are stored, and what is there already stays', async () => {
	const sample_id = await withCustom();
	const row = { sample_id, name: 'N', visit: 2, Consent: true, 'Body site': 'gut', Note: '' };
	const { json } = await update([row]);
	const custom = { patient: 'P-1', visit: 2, Consent: true, 'Body site': 'gut' };
	expect(customOf(sample_id)).toEqual(custom);
	expect(json).toMatchObject([{ name: 'N', custom }]);
});

test('other columns are not stored unless that is asked for', async () => {
	const sample_id = await withCustom();
	const { requests } = await update([{ sample_id, name: 'N', visit: 2 }], {});
	expect(patchesIn(requests).map(({ body }) => body)).toEqual([{ name: 'N' }]);
	expect(customOf(sample_id)).toEqual({ patient: 'P-1', visit: 1 });
});

test('Clear Empty makes the values of empty columns null, and no others', async () => {
	const sample_id = await withCustom();
	const { requests, json } = await update([{ sample_id, visit: ' ', site: 'gut' }], BOTH);
	const custom = { patient: 'P-1', visit: null, site: 'gut' };
	expect(patchesIn(requests).map(({ body }) => body)).toEqual([{ custom }]);
	expect(customOf(sample_id)).toEqual(custom);
	expect(json).toMatchObject([{ custom }]);
});

test('a column Custom holds values itself, as an object or as JSON', async () => {
	const [a, b] = [await withCustom(), await withCustom()];
	await update(
		[
			{ sample_id: a, Custom: { visit: 3 } },
			{ sample_id: b, Custom: '{"visit":4}' },
		],
		{},
	);
	expect(customOf(a)).toEqual({ patient: 'P-1', visit: 3 });
	expect(customOf(b)).toEqual({ patient: 'P-1', visit: 4 });
});

test('columns that this node gives are not stored', async () => {
	const registered = await register(1, 'Rack 1');
	const id = registered[0]?.sample_id ?? '';
	const samples = (await run('sample: get', registered)).json;
	const tubes = (
		await run('sequencingBatch: getSamples', registered, {
			batchId: { __rl: true, mode: 'id', value: registered[0]?.batch_id ?? '' },
			includeStatus: true,
		})
	).json;
	for (const rows of [registered, samples, tubes]) {
		const { error } = await update(rows.map((row) => ({ ...row, row_number: 2, Patient: 'P-7' })));
		expect(error).toBeUndefined();
		expect(customOf(id)).toEqual({ Patient: 'P-7' });
	}
});

test.each(['analysis: get', 'analysis: run', 'analysis: getFiles', 'sample: getDownloadLink'])(
	'nor are those of %s, such as links to files',
	async (name) => {
		const [sample_id = ''] = addSamples(1);
		const analysis_id = sandbox().finishSample(sample_id);
		const { job_id } = (await run('analysis: get', [{ analysis_id }])).json[0] ?? {};
		const { json } = await run(name, [{ sample_id, analysis_id }], { jobId: locator(job_id) });
		expect(json.length).toBeGreaterThan(0);
		const { requests } = await update(json.map((one) => ({ sample_id, ...one })));
		expect(patchesIn(requests)).toEqual([]);
	},
);

test('what a panel found is neither stored nor a fault', async () => {
	const [sample_id = ''] = addSamples(1);
	const found = { panel_name: 'AMR', panel_results: [{ gene: 'mecA' }] };
	const analysis_id = sandbox().addAnalysis(sample_id, { type: 'panel', found });
	const { json } = await run('analysis: getResults', [{ analysis_id }]);
	const { error } = await update(json);
	expect(error).toBeUndefined();
	expect(customOf(sample_id)).toEqual({ panel_name: 'AMR' });
});

test('the name of a taxon does not become that of the sample, and a hint says so', async () => {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id);
	await update([{ sample_id, name: 'Patient 7' }], {});
	const { json } = await run('sample: getResults', [{ sample_id }]);
	const { hints } = await update(json.slice(0, 1), {});
	expect(metadataOf(sample_id).name).toBe('Patient 7');
	expect(hints).toContain(HINTS.ownColumns(['name']));
	await update([{ ...json[0], Name: 'Patient 8' }], {});
	expect(metadataOf(sample_id).name).toBe('Patient 8');
});

test.each<[unknown, 'object' | 'list']>([
	[{ a: 1 }, 'object'],
	[[1], 'list'],
])('a column that holds %j is a fault that says so', async (Answers, type) => {
	const rows = addSamples(2).map((sample_id, index) => ({
		sample_id,
		Answers: index ? Answers : 1,
	}));
	const { error, requests } = await update(rows);
	expect(requests).toEqual([]);
	expect(error?.description).toBe(
		lineOf(['2'], 'custom', Answers, 'custom_not_flat', { title: 'Answers', type }),
	);
});

test.each(['1.23457E+13', '1E+13', 2 ** 53])(
	'a column that holds %j may have lost digits, which is a fault of its row',
	async (value) => {
		const rows = addSamples(2).map((sample_id) => ({ sample_id, 'Lab No': '12E3' as unknown }));
		Object.assign(rows[1] ?? {}, { 'Lab No': value });
		const { error, requests } = await update(rows);
		expect(requests).toEqual([]);
		expect(error?.description).toBe(
			lineOf(['2'], 'custom', value, 'custom_lost_digits', { title: 'Lab No' }),
		);
		const done = await update(rows, OTHERS, { onError: 'continueErrorOutput' });
		expect(done.json).toMatchObject([{ custom: { 'Lab No': '12E3' } }]);
		expect(done.errorOutput).toHaveLength(1);
	},
);

const ODD_TITLES = ['__proto__', 'constructor', 'prototype', 'toString', 'a.b', '$ref'];

test.each(ODD_TITLES)('the column "%s" arrives, and stays', async (title) => {
	const sample_id = await withCustom();
	const odd = JSON.parse(
		JSON.stringify({ sample_id, key: 'x' }).replace('"key"', `"${title}"`),
	) as object;
	const { error, json } = await update([odd]);
	expect(error).toBeUndefined();
	const expected = `{"patient":"P-1","visit":1,"${title}":"x"}`;
	expect(JSON.stringify(customOf(sample_id))).toBe(expected);
	expect(JSON.stringify(json[0]?.custom)).toBe(expected);

	await update([{ sample_id, visit: 2 }]);
	expect(JSON.stringify(customOf(sample_id))).toBe(expected.replace('"visit":1', '"visit":2'));
});

describe('two rows of one sample', () => {
	test('the last one stands, and the custom values of both are kept', async () => {
		const sample_id = await withCustom();
		const rows = range(3).map((index) => ({ sample_id, last: index, [`own ${index}`]: index }));
		const { json } = await update(rows);
		const custom = { patient: 'P-1', visit: 1, last: 2, 'own 0': 0, 'own 1': 1, 'own 2': 2 };
		expect(customOf(sample_id)).toEqual(custom);
		expect(json[2]?.custom).toEqual(custom);
	});

	test('the first of which has none, and fails: what was there is kept', async () => {
		const sample_id = await withCustom();
		const rows = [
			{ sample_id, name: 'N', custom: '' },
			{ sample_id, name: 'O', custom: { site: 'gut' } },
		];
		const fault = { kind: 'status', status: 403 } as const;
		sandbox().inject({ match: { method: 'PATCH' }, fault });
		const done = await update(rows, {}, { onError: 'continueErrorOutput' });
		expect(done.errorOutput).toHaveLength(1);
		expect(customOf(sample_id)).toEqual({ patient: 'P-1', visit: 1, site: 'gut' });
	});
});

test('with a manual mapping, Put Other Columns in Custom does nothing', async () => {
	const sample_id = await withCustom();
	const metadataFields = { mappingMode: 'defineBelow', value: { name: 'N' } };
	await update([{ sample_id, visit: 2 }], { ...OTHERS, metadataFields });
	expect(metadataOf(sample_id)).toMatchObject({ name: 'N', custom: { patient: 'P-1', visit: 1 } });
});

const ORDINARY = {
	size: 12,
	valid: true,
	filename: 'a.txt',
	payload: 'p',
	n_reads: 7,
	error: 0.02,
	error_msg: 'none',
};

test.each(Object.entries(ORDINARY))(
	'a column %s that is the user’s own is stored',
	async (title, cell) => {
		const [sample_id = ''] = addSamples(1);
		const { hints } = await update([{ sample_id, [title]: cell }]);
		expect(customOf(sample_id)).toEqual({ [title]: cell });
		expect(hints).toEqual([]);
	},
);

test('ordinary titles of columns that this package gave are left out, and named', async () => {
	const [sample_id = ''] = addSamples(1);
	const [sample = {}] = (await run('sample: get', [{ sample_id }])).json;
	const error = 'Name: has 256 characters. Shorten it.';
	// A sheet may have the size from before the output was simplified to 10 fields.
	const more = { size: 250_000_000, valid: true, problems: [], error };
	const rows = [{ ...sample, ...more, Patient: 'P' }];
	const { hints } = await update(rows);
	expect(customOf(sample_id)).toEqual({ Patient: 'P' });
	expect(hints).toHaveLength(1);
	for (const title of ['filename', 'size', 'error_msg', 'valid', 'problems', 'error']) {
		expect(hints[0]).toContain(title);
	}
});
