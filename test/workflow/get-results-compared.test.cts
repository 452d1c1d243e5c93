import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { lineOf, textOf } from '../faults.cts';
import { range, useNode } from './use-node.cts';
import type { Taxon } from '../../sandbox/server.cts';

const { sandbox, run, addSamples } = useNode();

let ids = 0;
/** A species of a table, with a share of all 100 reads. */
const species = (name: string, share: number | null, reads = 100 * (share ?? 0)): Taxon => ({
	tax_id: String((ids += 1)),
	parent_tax_id: null,
	name,
	rank: 'species',
	readcount: reads,
	readcount_w_children: reads,
	abundance: share,
	abundance_w_children: share,
});
const [A, B, C] = [species('A', 0.5), species('B', 0.3), species('__proto__', 0.1)] as const;

/** A finished sample as a row. */
function finished(table: Taxon[], more: object = {}) {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id, table, { nReads: 100 });
	return { sample_id, ...more };
}

const compare = (rows: object[], parameters = {}, settings = {}) =>
	run('sample: getResults', rows, { output: 'columns', ...parameters }, settings);

const REST = { Other: 0, Host: 0, 'No species': 0 };

/** The chart that came out, as the text of its file. */
function chartIn({ output }: Awaited<ReturnType<typeof compare>>, field = 'data') {
	const [{ binary } = {}] = output;
	const file = binary?.[field];
	return { ...file, text: Buffer.from(file?.data ?? '', 'base64').toString() };
}

describe('taxa as columns', () => {
	test('each sample is an item of its row, with the same columns', async () => {
		const rows = [finished([A, C]), finished([B, A, C])];
		const { json, output, hints } = await compare(rows, { maxTaxa: 2 });
		expect(json).toEqual([
			{ ...rows[0], A: 0.5, B: 0, ...REST, Other: 0.1, 'No species': 0.4 },
			{ ...rows[1], A: 0.5, B: 0.3, ...REST, Other: 0.1, 'No species': 0.1 },
		]);
		expect(Object.keys(json[0] ?? {})).toEqual(Object.keys(json[1] ?? {}));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(hints).toEqual([]);
	});

	test('a taxon may be called as what every object has', async () => {
		const { json } = await compare([finished([C])]);
		expect(Object.entries(json[0] ?? {})).toContainEqual(['__proto__', 0.1]);
	});

	test.each([
		['abundance', { A: 0.5, 'No species': 0.5 }],
		['readcount', { A: 50, 'No species': 50 }],
		['read_share', { A: 0.5, 'No species': 0.5 }],
	])('the metric %s', async (metric, expected) => {
		const { json } = await compare([finished([A])], { metric });
		expect(json).toMatchObject([expected]);
	});

	test('a label of its own, which a sample need not have', async () => {
		const rows = [finished([A], { tube: 23508114100017 }), finished([A], { tube: '' })];
		const { json } = await compare(rows, { sampleLabel: '={{ $json.tube }}' });
		expect(json.map(({ sample_label }) => sample_label)).toEqual(['23508114100017', undefined]);
	});

	test('a label that is no text is a fault of its row', async () => {
		const rows = [finished([A], { tube: ['x'] }), finished([B], { tube: 'T' })];
		const parameters = { sampleLabel: '={{ $json.tube }}' };
		const { error, requests } = await compare(rows, parameters);
		expect(error?.description).toBe(lineOf(['1'], 'sample_label', ['x'], 'not_text'));
		expect(requests).toEqual([]);
	});

	test('rows that name one sample each have an item, and its taxa count once', async () => {
		const often = finished([A]);
		const rows = [often, often, often, finished([species('D', 0.9)])];
		const { json, requests } = await compare(rows, { maxTaxa: 1 });
		expect(json.map(({ D }) => D)).toEqual([0, 0, 0, 0.9]);
		// Two samples, two classifications, and their results.
		expect(requests).toHaveLength(4);
	});

	test('samples without the metric have empty columns, and a hint names them', async () => {
		const rows = [finished([A]), finished([species('E', null, 40)])];
		const { json, hints } = await compare(rows);
		expect(json).toEqual([
			{ ...rows[0], A: 0.5, ...REST, 'No species': 0.5 },
			{ ...rows[1], A: null, Other: null, Host: null, 'No species': null },
		]);
		expect(hints).toEqual([HINTS.noMetric([rows[1]?.sample_id ?? ''])]);
	});

	test('a rank that no sample has gets a hint', async () => {
		const { json, hints } = await compare([finished([A])], { rank: 'strain' });
		expect(json).toMatchObject([{ Other: 0, Host: 0, 'No strain': 1 }]);
		expect(hints).toEqual([HINTS.noTaxonOfRank('strain')]);
	});

	test('filters that were set for another output do not count', async () => {
		const filters = { minAbundance: 0.4, ranks: ['genus'] };
		const { json } = await compare([finished([A, B])], { filters });
		expect(json).toMatchObject([{ A: 0.5, B: 0.3 }]);
	});
});

describe('a chart', () => {
	test('is one item of all rows, with the file and its table', async () => {
		const rows = [finished([A, B], { tube: 'T-1' }), finished([B], { tube: '<b>&' })];
		const parameters = { output: 'chart', sampleLabel: '={{ $json.tube }}', rank: 'species' };
		const done = await compare(rows, parameters);
		const { table, ...about } = done.json[0] ?? {};
		expect(done.json).toHaveLength(1);
		expect(about).toEqual({
			rank: 'species',
			metric: 'abundance',
			sample_count: 2,
			taxon_count: 2,
		});
		const columns = await compare(rows, { ...parameters, output: 'columns' });
		expect(table).toEqual(columns.json);
		expect(done.output[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		const { text, mimeType, fileName, fileExtension } = chartIn(done);
		expect({ mimeType, fileName, fileExtension }).toEqual({
			mimeType: 'image/svg+xml',
			fileName: 'species.svg',
			fileExtension: 'svg',
		});
		expect(text).toMatch(/^<svg [^]*>T-1<[^]*>&lt;b&gt;&amp;<[^]*<\/svg>\n$/);
	});

	test('goes into the field that is asked for, with a bar for each sample', async () => {
		const row = finished([A]);
		const parameters = { output: 'chart', binaryPropertyName: 'picture' };
		const done = await compare([row, row, finished([B])], parameters);
		expect(done.json).toMatchObject([{ sample_count: 2 }]);
		expect(
			chartIn(done, 'picture').text.match(new RegExp(`<title>${row.sample_id}<`, 'g')),
		).toHaveLength(1);
		expect(done.output[0]?.pairedItem).toHaveLength(3);
	});

	test('of 300 samples is made', async () => {
		const done = await compare(
			range(300).map(() => finished([A, B, C])),
			{ output: 'chart' },
		);
		expect(done.json).toMatchObject([{ sample_count: 300 }]);
		expect(chartIn(done).text.length).toBeLessThan(500_000);
	});

	test.each([
		['maxTaxa', 21, LABELS.maxTaxa, SETTING_TEXTS.notAWholeNumber(20)],
		['binaryPropertyName', '', LABELS.outputField, SETTING_TEXTS.notAText()],
	])('%s cannot be %j', async (name, value, label, why) => {
		const { error, requests } = await compare([finished([A])], { output: 'chart', [name]: value });
		expect(error?.message).toBe(SETTING_TEXTS.unusable(label));
		expect(error?.description).toBe(SETTING_TEXTS.correctIt(why));
		expect(requests).toEqual([]);
	});
});

describe.each(['columns', 'chart'])('samples without results, by %s', (output) => {
	test('stop the run', async () => {
		const rows = [finished([A]), { sample_id: addSamples(1)[0] }];
		const { error, output: items } = await compare(rows, { output });
		expect(error?.description).toBe(
			lineOf(['2'], 'sample', rows[1]?.sample_id ?? '', 'not_analyzed', { status: 'available' }),
		);
		expect(items).toEqual([]);
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'are left out, with %s',
		async (onError) => {
			const rows = [{ sample_id: addSamples(1)[0] }, finished([A])];
			const done = await compare(rows, { output }, { onError });
			const errors = [...done.output, ...done.errorOutput].filter(({ json }) => 'error' in json);
			expect(errors.map(({ json }) => json.error)).toEqual([
				textOf('sample', rows[0]?.sample_id ?? '', 'not_analyzed', { status: 'available' }),
			]);
			expect(errors[0]?.pairedItem).toEqual({ item: 0 });
			expect([done.output[0]?.pairedItem].flat()).toEqual([{ item: 1 }]);
		},
	);

	test('leave nothing where there are no others', async () => {
		const rows = [{ sample_id: addSamples(1)[0] }];
		const done = await compare(rows, { output }, { onError: 'continueErrorOutput' });
		expect(done.output).toEqual([]);
		expect(done.errorOutput).toHaveLength(1);
	});
});

test.each([
	['rank', LABELS.rank],
	['metric', LABELS.metric],
])('a %s that there is not stops the run', async (name, label) => {
	const { error, requests } = await compare([finished([A])], { [name]: 'song' });
	expect(error?.message).toBe(SETTING_TEXTS.unusable(label));
	expect(requests).toEqual([]);
});

test.each(['documented', 'odd'] as const)('tables that are %s can be compared', async (taxa) => {
	sandbox().setWorld({ taxa });
	const { json } = await compare([finished([A, B])]);
	expect(json).toMatchObject([{ A: 0.5, B: 0.3 }]);
});
