import { useStoredFiles } from './binary-data.cts';
import { locator, UNKNOWN, useNode } from './use-node.cts';
import { now } from '../fake-timing.cts';
import { headlineFor } from '../failures.cts';
import { textOf } from '../faults.cts';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { OBJECT_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';

const { sandbox, run, addSamples } = useNode();
const { contentOf } = useStoredFiles();

const STORE = /^\/store\//;

/** Adds a finished analysis, with its own two files if no others are given. */
function addAnalysis(files?: Array<{ name: string; size: number }>, analysis = {}): string {
	const [sample = ''] = addSamples(1);
	const id = sandbox().finishSample(sample, undefined, { size: 1_000, analysis });
	if (files) sandbox().setFiles(id, files);
	return id;
}

const rowsOf = (...ids: string[]) => ids.map((analysis_id) => ({ analysis_id }));
const getFiles = (rows: object[], settings = {}) => run('analysis: getFiles', rows, {}, settings);
const download = (rows: object[], parameters = {}, settings = {}) =>
	run('analysis: download', rows, parameters, settings);
const asksFor = (routes: string[], what: string) => routes.filter((route) => route.includes(what));

describe.each(['both', 'analyses', 'classifications'] as const)('at address %s', (address) => {
	beforeEach(() => sandbox().setWorld({ analysisAddress: address }));

	test('files are listed with their links', async () => {
		const [one, other] = [addAnalysis(), addAnalysis([{ name: 'a b&c.txt', size: 6 }])];
		const { json, output } = await getFiles(rowsOf(one, other));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			...[{ item: 0 }, { item: 0 }, { item: 1 }],
		]);
		const expires_at = new Date(now() + 24 * 3_600_000).toISOString().replace(/\.\d+/, '.000');
		expect(json[2]).toEqual({
			analysis_id: other,
			filename: 'a b&c.txt',
			filepath: `/${other}/a b&c.txt`,
			size: 6,
			download_url: expect.stringMatching(/^http/) as string,
			expires_at,
		});
		const [{ download_url = '' } = {}] = json.slice(2) as Array<{ download_url?: string }>;
		expect(await (await fetch(download_url)).text()).toBe('ACGTAC');
	});

	test('files are downloaded, without the key', async () => {
		const id = addAnalysis();
		const { output, requests } = await download(rowsOf(id));
		const contents = await Promise.all(output.map(({ binary }) => contentOf(binary?.data)));
		expect(contents.map(({ length }) => length)).toEqual([900, 400]);
		expect(
			output.map(({ json: { filename }, binary }) => [filename, binary?.data?.fileName]),
		).toEqual(['results.tsv', 'report.html'].map((name) => [name, name]));
		const asked = requests.filter(({ path }) => STORE.test(path));
		expect(asked.map(({ keyPresented }) => keyPresented)).toEqual([false, false]);
	});
});

test('the output of Get Files downloads each file once', async () => {
	const listed = (await getFiles(rowsOf(addAnalysis()))).json;
	const { json, routes } = await download([...listed, ...listed], {
		fileName: '={{ $json.filename }}',
	});
	expect(json.map(({ filename }) => filename)).toEqual(
		[...listed, ...listed].map(({ filename }) => filename),
	);
	expect(asksFor(routes, STORE.source.slice(2, 7))).toHaveLength(2);
	expect(asksFor(routes, 'file_details')).toHaveLength(1);
});

test('a file is found by its path, and one that there is not names those that there are', async () => {
	const id = addAnalysis([
		{ name: 'a.tsv', size: 4 },
		{ name: 'b.tsv', size: 8 },
	]);
	const rows = ['b.tsv', `/${id}/a.tsv`, 'c.tsv'].map((file) => ({ analysis_id: id, file }));
	const { output } = await download(
		rows,
		{ fileName: '={{ $json.file }}' },
		{ onError: 'continueRegularOutput' },
	);
	expect(output.map(({ json: { size, error } }) => size ?? error)).toEqual([
		8,
		4,
		textOf('file_name', 'c.tsv', 'no_such_file', { names: ['a.tsv', 'b.tsv'] }),
	]);
});

describe('an analysis without files', () => {
	test.each([
		['unfinished', { complete: false, success: false }],
		['failed', { complete: true, success: false }],
		['succeeded', {}],
	] as const)('that %s is a row that needs fixing', async (state, progress) => {
		const [none, good] = [addAnalysis([], progress), addAnalysis()];
		for (const get of [
			getFiles,
			(rows: object[], settings: object) => download(rows, {}, settings),
		]) {
			const { output } = await get(rowsOf(none, UNKNOWN, good), {
				onError: 'continueRegularOutput',
			});
			expect(output.map(({ json: { error } }) => error)).toEqual([
				...[undefined, undefined],
				textOf('analysis', none, 'no_files', { state }),
				textOf('analysis', UNKNOWN, 'not_found', { kind: 'analysis' }),
			]);
		}
	});
});

test('entries that are no files are left out, and counted', async () => {
	sandbox().setWorld({ otherFields: 'odd' });
	const { json, hints } = await getFiles(rowsOf(addAnalysis()));
	expect(json.map(({ filename }) => filename)).toEqual(['results.tsv', 'report.html']);
	expect(hints).toEqual([HINTS.unreadableEntries(2)]);
	expect((await download(rowsOf(addAnalysis()))).hints).toEqual(hints);
});

test('a list of nothing but such entries is not said to be empty', async () => {
	const body = JSON.stringify({ files: [null, { filename: 'a.tsv' }] });
	sandbox().inject({
		match: { path: /file_details$/ },
		times: 'always',
		fault: { kind: 'body', body, contentType: 'application/json' },
	});
	const id = addAnalysis();
	const { error } = await getFiles(rowsOf(id));
	expect(error?.message).toBe(headlineFor({ received: { kind: 'object', keys: 'files' } }));
	expect(error?.description).toContain(OBJECT_TEXTS.filesNotListed(id));
});

test('a link that expired meanwhile is asked for again, once', async () => {
	const id = addAnalysis();
	const expired = { kind: 'status', status: 403 } as const;
	sandbox().inject({ match: { path: /results\.tsv$/ }, fault: expired });
	const { output, routes } = await download([{ id }], { analysisId: locator('={{ $json.id }}') });
	expect(output).toHaveLength(2);
	expect(asksFor(routes, 'file_details')).toHaveLength(2);
});
