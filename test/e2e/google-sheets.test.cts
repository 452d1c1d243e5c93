import { join } from 'node:path';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { readExample } from '../../scripts/lib/examples.cts';
import { startLab, type Lab } from '../../scripts/lib/lab.cts';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../../scripts/lib/processes/temporary-folder.cts';
import { makeAuthority } from './certificates.cts';
import { GOOGLE_HOSTS, startGoogle } from './google.cts';
import { startFront, startProxy, type Running } from './proxy.cts';
import { findN8n, settings } from './target.cts';
import { runAgain } from './use-n8n.cts';
import { barcode } from './workflows.cts';

const PASSWORD = 'lab:the-secret-of-the-proxy';
const SHEET = 'Tubes';
const TITLES = [
	...['Tube Barcode', 'Specimen Type', 'Sequencing Depth', 'Rack', 'Tracking Number'],
	...['Patient', 'Sample ID', 'Batch Number', 'What to Fix'],
];
const [SAMPLE, BATCH, FIX] = [6, 7, 8];

const row = (tube: string | number, rack: string, depth = 'Standard') => [
	...[tube, 'Human stool', depth, rack, '1Z 999', `P-${tube}`],
];

let folder: TemporaryFolder | undefined;
let google: Awaited<ReturnType<typeof startGoogle>>;
let front: Running;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let lab: Lab;
let workflowId: string;

jest.setTimeout(120_000);

beforeAll(async () => {
	folder = temporaryFolder('google-sheets');
	google = await startGoogle(SHEET, [
		TITLES,
		row(barcode(1), 'Rack A'),
		[],
		row(Number(barcode(2)), 'Rack B'),
		row('12 34', 'Rack A', 'Deepest'),
		row(barcode(3), 'Rack A'),
	]);
	const authority = await makeAuthority(folder.path, 'known');
	front = await startFront(await authority.certify(GOOGLE_HOSTS), google.port);
	const hosts = ['sheets.googleapis.com:443', 'oauth2.googleapis.com:443'];
	const ways = Object.fromEntries(hosts.map((host) => [host, front.port]));
	proxy = await startProxy(PASSWORD, {}, ways);
	const proxyUrl = `http://${PASSWORD}@127.0.0.1:${proxy.port}`;
	lab = await startLab({
		userFolder: join(folder.path, 'n8n'),
		findN8n,
		env: {
			...settings,
			NODE_EXTRA_CA_CERTS: authority.file,
			...{ HTTPS_PROXY: proxyUrl, https_proxy: proxyUrl },
			...{ NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' },
		},
		progress: () => undefined,
	});
	const account = await lab.client.createCredential(
		'Google Sheets of our lab',
		'googleSheetsOAuth2Api',
		google.credential,
	);
	workflowId = await lab.client.createWorkflow(
		await readExample('google-sheets-to-samples', lab.files, {
			googlesheetsaccount: account,
			'"name":"document","value":""': `"name":"document","value":"${google.address}"`,
		}),
	);
}, 300_000);

afterAll(async () => {
	await lab?.stop();
	await Promise.all([front?.close(), proxy?.close(), google?.close()]);
	folder?.remove();
}, 60_000);

/** Runs the workflow as the schedule does, and gives the rows of the sheet below its titles. */
async function runHourly() {
	const execution = await runAgain(lab.client, workflowId, 'Every Hour');
	expect(execution.error).toBeUndefined();
	return { execution, rows: structuredClone(google.rows.slice(1)) };
}

const registrations = () => lab.sandbox.requests.filter(({ method }) => method === 'POST').length;

/** What is written to the row of a tube. */
const written = (tube: string) =>
	lab.sandbox
		.batches()
		.flatMap(({ number, tubes }) =>
			tubes.map(({ barcode, sampleId }) => ({ barcode, sampleId, number })),
		)
		.filter(({ barcode }) => barcode === tube)
		.flatMap(({ sampleId, number }) => [sampleId, number, '']);

test('each row gets its sample id and batch number, or what to fix, in its own row', async () => {
	const { rows } = await runHourly();
	const batches = lab.sandbox.batches().toSorted((a, b) => a.name.localeCompare(b.name));
	expect(batches).toMatchObject([
		{ name: 'Rack A', trackingNumbers: ['1Z 999'], tubes: { length: 2 } },
		{ name: 'Rack B', tubes: { length: 1 } },
	]);
	const [first, second, third] = [1, 2, 3].map((one) => written(barcode(one)));
	expect(rows.map((cells) => cells.slice(SAMPLE))).toEqual([
		first,
		[],
		second,
		expect.anything(),
		third,
	]);
	expect(rows[3]?.[SAMPLE]).toBeUndefined();
	expect(rows[3]?.[FIX]).toMatch(/"12 34": .*Deepest: /);
	// A sample id may look like a number, such as 1234567890123e45, and has to stay as it is.
	expect(google.updates).toEqual(['RAW', 'RAW']);
	expect(proxy.tunnels()).toBeGreaterThan(0);
});

test('a second run changes nothing, and registers nothing', async () => {
	const [before, count] = [structuredClone(google.rows), registrations()];
	const { execution } = await runHourly();
	expect(google.rows).toEqual(before);
	expect(registrations()).toBe(count);
	expect(outputItems(execution, 'Rows Without Sample').map(({ json }) => json.row_number)).toEqual([
		5,
	]);
});

test('rows that were corrected or added are registered, and others stay as they are', async () => {
	const before = structuredClone(google.rows.slice(1));
	before.splice(3, 1);
	google.rows[4]?.splice(0, 3, barcode(4), 'Human stool', 'Deep');
	google.rows.push(row(barcode(5), 'Rack C'));
	const { rows } = await runHourly();
	const [corrected] = rows.splice(3, 1);
	const added = rows.pop();
	expect(corrected?.slice(SAMPLE)).toEqual(written(barcode(4)));
	expect(added?.slice(SAMPLE)).toEqual(written(barcode(5)));
	expect(rows).toEqual(before);
	expect(written(barcode(4))).toHaveLength(3);
});

test('with every row registered, nothing is asked or written', async () => {
	const [updates, requests] = [google.updates.length, lab.sandbox.requests.length];
	const { execution } = await runHourly();
	expect(execution.lastNode).toBe('Rows Without Sample');
	expect([google.updates.length, lab.sandbox.requests.length]).toEqual([updates, requests]);
	expect(google.rows[1]?.[BATCH]).toMatch(/^SB/);
});
