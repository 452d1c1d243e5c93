import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { pass, waitForAnswers } from '../fake-timing.cts';
import { runNode, type NodeSettings } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';

// What many batches cost: requests are what a run has to wait for.

const { sandbox, credential } = useSandbox({ rateLimit: false });

beforeAll(waitForAnswers);

const racks = (count: number, name = 'Rack') =>
	Array.from({ length: count }, (_, index) => tube(index, { Rack: `${name} ${index}` }));

async function register(rows: object[], options: object = {}, more: NodeSettings = {}) {
	const before = sandbox().requests.length;
	const run = await runNode(rows, {
		credential: credential(),
		parameters: { batchName: '={{ $json.Rack }}', options: { ...options } },
		...more,
	});
	return { run, requests: sandbox().requests.slice(before) };
}

function addOthers(count: number) {
	for (let other = 0; other < count; other++) {
		sandbox().addBatch(`Other ${other}`, [String(90_000_000_000_000 + other)]);
	}
	pass(3_600_000);
}

test('60 new batches take 66 requests at most', async () => {
	addOthers(30);
	const { run, requests } = await register(racks(60));
	expect(run.output).toHaveLength(60);
	expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(60);
	expect(requests.length).toBeLessThanOrEqual(66);
});

test('60 batches that stand take one request each, and a few to find them', async () => {
	await register(racks(60));
	pass(3_600_000);
	const { run, requests } = await register(racks(60));
	expect(run.output.map(({ json }) => json.already_registered)).toEqual(Array(60).fill(true));
	expect(requests.length).toBeLessThanOrEqual(66);
});

test.each([
	['names', 'prefix', 50, 52],
	['pages', 'equality', 50, 116],
	['pages', 'prefix', 150, 115],
] as const)(
	'with 10,000 earlier batches a look takes about as many requests as there are %s (%s, %i names)',
	async (_, batchFilter, count, most) => {
		sandbox().setWorld({ batchFilter });
		addOthers(10_000);
		const { run, requests } = await register(racks(count));
		expect(run.output).toHaveLength(count);
		const looks = requests.filter(({ method }) => method === 'GET').length;
		// One more looks for doubles, and one every three seconds looks for what came in between.
		expect(looks).toBeLessThanOrEqual(most + 1 + count / 20);
	},
	60_000,
);

test('the list is read once for all names, where batches of any name are looked at', async () => {
	addOthers(250);
	const { run, requests } = await register(racks(20), { lookBack: 'allBatches' });
	expect(run.output).toHaveLength(20);
	const paths = requests.flatMap(({ method, path }) => (method === 'GET' ? [path] : []));
	const samples = paths.filter((path) => path.endsWith('/samples'));
	expect(new Set(samples).size).toBe(samples.length);
	expect(samples).toHaveLength(250);
	expect(paths.length - samples.length).toBeLessThanOrEqual(5);
});

describe('more batches than a few hundred', () => {
	const rows = racks(301);

	test('are most likely a wrong column: nothing is sent, and the message says so', async () => {
		const { run, requests } = await register(rows);
		expect(run.error?.message).toBe('These rows would create 301 new sequencing batches');
		expect(run.error?.description).toContain('301 different batch names');
		expect(run.error?.description).toContain('at least 1 minute to register');
		expect(run.error?.description).toContain(`${LABELS.maxBatches} (now 300)`);
		expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('are an error of all rows, where there is an error output', async () => {
		const { run } = await register(rows, {}, { onError: 'continueErrorOutput' });
		expect(run.output).toEqual([]);
		expect(run.errorOutput).toHaveLength(301);
	});

	test('are registered where the option allows it', async () => {
		const { run } = await register(rows, { maxBatches: 301 });
		expect(run.output).toHaveLength(301);
	});

	test('are no mistake where they are registered already, and a few are new', async () => {
		await register(racks(300));
		pass(3_600_000);
		const { run } = await register(rows);
		expect(run.output).toHaveLength(301);
	});

	test('are counted as they are split', async () => {
		const { run } = await register(racks(2), { maxBatches: 1 });
		expect(run.error?.message).toBe('These rows would create 2 new sequencing batches');
		const one = [tube(1, { Rack: 'A' }), tube(2, { Rack: 'A' })];
		const split = await register(one, { maxBatches: 1, maxSamplesPerBatch: 1 });
		expect(split.run.error?.message).toBe('These rows would create 2 new sequencing batches');
	});

	test.each([0, 1.5, '', 1_000_001])('cannot be allowed by %j', async (maxBatches) => {
		const { run } = await register(rows, { maxBatches });
		expect(run.error?.message).toBe(SETTING_TEXTS.unusable(LABELS.maxBatches));
	});
});
