import { useStoredFiles } from './binary-data.cts';
import { range, UNKNOWN, useNode } from './use-node.cts';
import { headlineFor } from '../failures.cts';
import { textOf } from '../faults.cts';
import { now, pass } from '../fake-timing.cts';
import { toHtml } from '../../nodes/OneCodex/wording/html';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { OBJECT_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import type { Fault } from '../../sandbox/server.cts';

const { sandbox, run, addSamples } = useNode();
const { contentOf, bytesOnDisk, failToStore } = useStoredFiles();

const STORE = /^\/store\//;
const LINK = /download_uri$/;
const MB = 1_000_000;

type Link = Record<'filename' | 'download_url' | 'expires_at', string>;

/** Adds a sample with a file of so many bytes. */
function addFile(size = 1_000, filename?: string): string {
	const [id = ''] = addSamples(1);
	sandbox().finishSample(id, undefined, { size, filename });
	return id;
}

const download = (rows: object[], parameters = {}, settings = {}) =>
	run('sample: download', rows, parameters, settings);
const asksIn = (routes: string[]) => routes.filter((route) => route.includes('/store/'));
const fail = (fault: Fault, times: number | 'always' = 1) =>
	sandbox().inject({ match: { path: STORE }, times, fault });
const answerLink = (link: object) =>
	sandbox().inject({
		match: { path: LINK },
		times: 'always',
		fault: { kind: 'body', body: JSON.stringify(link), contentType: 'application/json' },
	});
const limit = (maxSize: number) => ({ options: { maxSize } });

describe('a link', () => {
	const getLinks = (rows: object[], settings = {}) =>
		run('sample: getDownloadLink', rows, {}, settings);

	test('comes with the name, the size and when it expires, once for each sample', async () => {
		const [one, other] = [addFile(7), addFile(8)];
		const { json, output, requests } = await getLinks(
			[one, other, one].map((sample_id) => ({ sample_id })),
		);
		expect(json.map(({ sample_id, size }) => [sample_id, size])).toEqual([
			[one, 7],
			[other, 8],
			[one, 7],
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((item) => ({ item })));
		expect(json[2]).toEqual(json[0]);
		expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
		const [{ filename, download_url, expires_at } = {}] = json as Link[];
		expect(filename).toBe(`${one}.fastq.gz`);
		const hours = (Date.parse(expires_at ?? '') - now()) / 3_600_000;
		expect([Math.round(hours), Math.round(24 - hours)]).toEqual([24, 0]);
		const file = await fetch(download_url ?? '');
		expect([file.status, await file.text()]).toEqual([200, 'ACGTACG']);
	});

	test('is asked for again where the answer is lost, as it changes nothing', async () => {
		sandbox().inject({ match: { path: LINK }, when: 'after', fault: { kind: 'reset' } });
		expect((await getLinks([{ sample_id: addFile() }])).json).toHaveLength(1);
	});

	test('expires when it says so itself, where One Codex does not', async () => {
		sandbox().setWorld({ otherFields: 'odd' });
		const { json } = await getLinks([{ sample_id: addFile() }]);
		expect(json).toEqual([
			expect.objectContaining({ expires_at: expect.stringMatching(/^20/) as string }),
		]);
	});

	test.each([1e12, -1e12, 1e300, null])(
		'whose life of %s hours is no time expires when it says so itself',
		async (expires_in_hours) => {
			const download_uri = 'https://files.example/a?Expires=1767603600';
			answerLink({ download_uri, expires_in_hours });
			const { json } = await getLinks([{ sample_id: addFile() }]);
			expect(json).toMatchObject([
				{ download_url: download_uri, expires_at: '2026-01-05T09:00:00.000Z' },
			]);
		},
	);

	test.each(['notFound', 'badRequest', 'conflict'] as const)(
		'there is none of a sample without a file (%s), and the status says why',
		async (noFile) => {
			sandbox().setWorld({ noFile });
			const id = sandbox().addSample({ status: 'importing' });
			const good = addFile();
			const rows = [id, UNKNOWN, good].map((sample_id) => ({ sample_id }));
			const { output } = await getLinks(rows, { onError: 'continueRegularOutput' });
			expect(output.map(({ json: { error } }) => error)).toEqual([
				undefined,
				textOf('sample', id, 'no_file', { status: 'importing' }),
				textOf('sample', UNKNOWN, 'not_found', { kind: 'sample' }),
			]);
		},
	);

	test('a refusal that is about something else says what One Codex says', async () => {
		const message = 'Archived';
		sandbox().inject({ match: { path: LINK }, fault: { kind: 'status', status: 409, message } });
		const { error } = await getLinks([{ sample_id: addFile() }]);
		expect(error).toMatchObject({ httpCode: '409' });
		expect(error?.description).toContain(message);
	});
});

describe('a file', () => {
	test('goes into the field, for each item and downloaded once, without the key', async () => {
		const rows = [addFile(5), addFile(6)].map((sample_id) => ({ sample_id, field: 'reads' }));
		const { output, requests } = await download([...rows, rows[0] ?? {}], {
			binaryPropertyName: '={{ $json.field }}',
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(3).map((item) => ({ item })));
		expect(await Promise.all(output.map(({ binary }) => contentOf(binary?.reads)))).toEqual([
			...['ACGTA', 'ACGTAC', 'ACGTA'],
		]);
		expect(output[0]?.json).toEqual({
			sample_id: rows[0]?.sample_id,
			filename: `${rows[0]?.sample_id}.fastq.gz`,
			size: 5,
		});
		expect(output[0]?.binary?.reads).toMatchObject({
			fileName: `${rows[0]?.sample_id}.fastq.gz`,
			fileExtension: 'gz',
			mimeType: 'binary/octet-stream',
		});
		const asked = requests.filter(({ path }) => STORE.test(path));
		expect(asked).toHaveLength(2);
		expect(asked.filter(({ keyPresented }) => keyPresented)).toEqual([]);
		expect(asked[0]?.headerNames).not.toContain('authorization');
	});

	test('has no folders in its name, and its id where it has none', async () => {
		const rows = ['../../etc/passwd', 'C:\\a\\b.fq', ''].map((filename) => ({
			sample_id: sandbox().addSample({ filename }),
		}));
		const { output } = await download(rows);
		expect(output.map(({ binary }) => [binary?.data?.fileName, binary?.data?.directory])).toEqual([
			['passwd', undefined],
			['b.fq', undefined],
			[rows[2]?.sample_id, undefined],
		]);
	});

	test.each([
		['reads.fastq.gz', 'reads.fastq', 'fastq'],
		['READS.GZ', 'READS', undefined],
	])('%s that n8n unpacks on the way is saved as %s', async (filename, fileName, fileExtension) => {
		sandbox().setWorld({ fileEncoding: 'gzip' });
		const sample_id = addFile(800, filename);
		const { output, hints } = await download([{ sample_id }, { sample_id }]);
		const file = output[0]?.binary?.data;
		expect(await contentOf(file)).toBe('ACGT'.repeat(200));
		expect([file?.fileName, file?.fileExtension]).toEqual([fileName, fileExtension]);
		expect(file?.mimeType).toBe('application/octet-stream');
		expect(output[0]?.json.filename).toBe(filename);
		expect(hints).toEqual([HINTS.unpacked([filename])]);
	});

	test.each([
		['whose name does not end in .gz', 'gzip', 'reads.fastq'],
		['that has no other name', 'gzip', '.gz'],
		['that comes as it is', 'none', 'reads.fastq.gz'],
	] as const)('%s keeps its name', async (_, fileEncoding, filename) => {
		sandbox().setWorld({ fileEncoding });
		const { output, hints } = await download([{ sample_id: addFile(800, filename) }]);
		expect(output[0]?.binary?.data?.fileName).toBe(filename);
		expect(hints).toEqual([]);
	});

	test.each(['sent', 'unknown'] as const)(
		'larger than it may be is left, with its length %s, and the others come',
		async (fileLength) => {
			sandbox().setWorld({ fileLength });
			const before = bytesOnDisk();
			const [large, small] = [addFile(1 * MB + 1), addFile(1 * MB)];
			const rows = [large, small].map((sample_id) => ({ sample_id }));
			const { output } = await download(rows, limit(1), { onError: 'continueRegularOutput' });
			const name = `${large}.fastq.gz`;
			expect(output.map(({ json: { error } }) => error)).toEqual([
				undefined,
				textOf('sample', large, 'file_too_large', { name, mb: 1 }),
			]);
			expect(bytesOnDisk() - before).toBeLessThan(1 * MB + 1_000);
		},
	);

	test('that does not end is left at the limit', async () => {
		sandbox().setWorld({ fileLength: 'unknown' });
		const id = addFile(Number.MAX_SAFE_INTEGER);
		const { error, routes } = await download([{ sample_id: id }], limit(3));
		expect(error?.description).toContain('3 MB');
		expect(asksIn(routes)).toHaveLength(1);
	});

	test('of 200 MB is written as it comes: hardly any of it is in memory', async () => {
		const size = 200 * MB;
		const before = bytesOnDisk();
		let most = 0;
		sandbox().onFile((sent) => {
			most = Math.max(most, sent - (bytesOnDisk() - before));
		});
		const { output } = await download([{ sample_id: addFile(size) }]);
		expect(bytesOnDisk() - before).toBeGreaterThanOrEqual(size);
		expect(output).toHaveLength(1);
		expect(most).toBeLessThan(32 * MB);
	}, 60_000);
});

describe('the place where it is stored', () => {
	test('refuses a link that expired: a new one is asked for, once', async () => {
		fail({ kind: 'status', status: 403 });
		const first = await download([{ sample_id: addFile() }]);
		expect(first.output).toHaveLength(1);
		fail({ kind: 'status', status: 403 }, 'always');
		const { error, routes } = await download([{ sample_id: addFile() }]);
		expect(error).toMatchObject({ httpCode: '403' });
		expect(error?.message).toBe(headlineFor({ status: 403, store: 'a' }));
		expect(asksIn(routes)).toHaveLength(2);
	});

	test.each([
		['is down', { kind: 'status', status: 503 } as const, 5, { status: 503 }],
		['breaks off', { kind: 'stopFile', after: 400, then: 'close' } as const, 5, {}],
		['resets', { kind: 'reset' } as const, 5, {}],
		['does not have it', { kind: 'status', status: 404 } as const, 1, { status: 404 }],
	])('%s: that is not said of One Codex, and nothing of the link is told', async (...row) => {
		const [, fault, tries, about] = row;
		fail(fault, 'always');
		const id = addFile();
		const { error, routes, requests, stored } = await download([{ sample_id: id }]);
		expect(error?.message).toBe(headlineFor({ ...about, store: 'a' }));
		expect(error?.description).toContain(new URL(sandbox().url).host);
		expect(error?.description).toContain(
			toHtml([OBJECT_TEXTS.notDownloaded(`${id}.fastq.gz`, 'sample', id)]),
		);
		expect(asksIn(routes)).toHaveLength(tries);
		const { query } = requests.find(({ path }) => STORE.test(path)) ?? {};
		expect(query?.['X-Amz-Signature']).toMatch(/./);
		expect(stored).not.toContain(query?.['X-Amz-Signature']);
		expect(stored).not.toContain('/store/');
		expect(stored).not.toContain('SECRET');
	});

	test.each([{ kind: 'stopFile', after: 400, then: 'close' } as const, { kind: 'reset' } as const])(
		'fails once (%j): the file is whole all the same',
		async (fault) => {
			fail(fault);
			const { output } = await download([{ sample_id: addFile(900) }]);
			expect(await contentOf(output[0]?.binary?.data)).toBe('ACGT'.repeat(225));
		},
	);

	test('breaks off after an hour: the file is whole all the same', async () => {
		fail({ kind: 'stopFile', after: 400, then: 'close' });
		const hour = jest.fn().mockImplementationOnce(() => pass(3_600_000));
		sandbox().onFile(hour);
		const { output } = await download([{ sample_id: addFile(900) }]);
		expect(await contentOf(output[0]?.binary?.data)).toBe('ACGT'.repeat(225));
		expect(hour).toHaveBeenCalledTimes(2);
	});

	test.each([
		'http://127.0.0.1:1/a?secret',
		'http://files.example/a?secret',
		'https://169.254.169.254/a?secret',
		'https://[::ffff:10.0.0.1]/a?secret',
		'file:///etc/passwd?secret',
		'https://a:b@files.example/a?secret',
		'//localhost:1/a?secret',
	])('sends on to %s: that is not asked', async (to) => {
		fail({ kind: 'redirect', to });
		const { error, routes, stored } = await download([{ sample_id: addFile() }]);
		expect(error?.message).toBe(headlineFor({ link: 'private', store: 'a' }));
		expect(asksIn(routes)).toHaveLength(1);
		expect(stored).not.toContain('secret');
	});

	test('sends on within its host: that is asked, without the key', async () => {
		const { json } = await run('sample: getDownloadLink', [{ sample_id: addFile(12) }]);
		const [{ download_url = '' } = {}] = json as Link[];
		fail({ kind: 'redirect', to: download_url, status: 307 });
		const { output, requests } = await download([{ sample_id: addFile(4) }]);
		expect(await contentOf(output[0]?.binary?.data)).toBe('ACGTACGTACGT');
		expect(requests.filter(({ path, keyPresented }) => STORE.test(path) && keyPresented)).toEqual(
			[],
		);
	});

	test('sends in circles: three times are enough', async () => {
		fail({ kind: 'redirect', to: '/store/a?b' }, 'always');
		const { error, routes } = await download([{ sample_id: addFile() }]);
		expect(error).toMatchObject({ httpCode: '302' });
		expect(asksIn(routes)).toHaveLength(4);
	});
});

test('a link of One Codex that leads where it must not is not asked', async () => {
	answerLink({ download_uri: 'https://localhost/a?secret', expires_in_hours: 1 });
	const { error, stored } = await download([{ sample_id: addFile() }]);
	expect(error?.message).toBe(headlineFor({ link: 'private', store: 'a' }));
	expect(stored).not.toContain('secret');
});

test('a limit that is none is said before anything is asked, and without a field there is one', async () => {
	const rows = [{ sample_id: addFile() }];
	const { requests, error } = await download(rows, limit(0));
	expect([requests, error?.message]).toEqual([[], SETTING_TEXTS.unusable(LABELS.maxSize)]);
	const { output } = await download(rows, { binaryPropertyName: '={{ "" }}' });
	expect(Object.keys(output[0]?.binary ?? {})).toEqual(['data']);
});

describe('a download that stops', () => {
	const hold = () => fail({ kind: 'stopFile', after: 400, then: 'hold' }, 'always');

	test('for as long as an answer may take is given up', async () => {
		hold();
		const timer = setInterval(() => pass(1_000), 20);
		const { error, routes } = await download([{ sample_id: addFile() }]);
		clearInterval(timer);
		expect(error?.message).toBe(headlineFor({ store: 'a' }));
		expect(asksIn(routes)).toHaveLength(5);
	});

	test('ends with the execution', async () => {
		hold();
		const cancelled = new Promise((resolve) => setTimeout(resolve, 300));
		const { output, routes } = await download([{ sample_id: addFile() }], {}, { cancelled });
		expect([output, asksIn(routes).length]).toEqual([[], 1]);
	});

	test('because n8n cannot store it is not said of any server', async () => {
		failToStore('ENOSPC: no space left on device');
		const { error } = await download([{ sample_id: addFile() }]);
		expect(error?.message).toBe(headlineFor({ disk: true }));
		expect(error?.description).toContain('no space left');
	});
});
