import { NOTHING_CHANGED } from '../../nodes/OneCodex/wording/faultTexts';
import { barcode } from './with-sandbox.cts';
import { locator, range, UNKNOWN, useNode } from './use-node.cts';

const { sandbox, run, register } = useNode();

const BY_COLUMN = { batchId: locator('={{ $json.batch_id }}') };
const getSamples = (rows: object[], ...[parameters, settings]: Array<object | undefined>) =>
	run('sequencingBatch: getSamples', rows, { ...BY_COLUMN, ...parameters }, settings);

test('gives the tubes of each batch, linked to the item that names it', async () => {
	const a = await register(2, 'A');
	const b = await register(1, 'B', 2);
	const { json, output } = await getSamples([b[0] ?? {}, a[0] ?? {}]);
	expect(json).toEqual(
		[...b, ...a].map(({ tube_barcode, sample_id, sample_uri, batch_id }) => ({
			tube_barcode,
			sample_id,
			sample_uri,
			batch_id,
		})),
	);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 1].map((item) => ({ item })));
});

test('gives them as One Codex gave them where Simplify is off', async () => {
	const [row] = await register(1);
	const { json } = await getSamples([row ?? {}], { simple: false });
	expect(json).toEqual([{ tube_barcode: barcode(0), sample: { $ref: row?.sample_uri } }]);
});

describe('with the status', () => {
	test('asks for 50 samples at a time', async () => {
		const rows = await register(120);
		sandbox().finishSample(rows[7]?.sample_id ?? '');
		const { json, routes } = await getSamples([rows[0] ?? {}], { includeStatus: true });
		expect(json.map(({ sample_status }) => sample_status)).toEqual(
			range(120).map((index) => (index === 7 ? 'available' : 'awaiting_data')),
		);
		expect(routes).toEqual([
			`GET /api/v1/sequencing/batches/${rows[0]?.batch_id}/samples`,
			...range(3).map(() => 'GET /api/v1/samples'),
		]);
	});

	test('puts the sample itself in the place of its reference where Simplify is off', async () => {
		const [row] = await register(1);
		const { json } = await getSamples([row ?? {}], { includeStatus: true, simple: false });
		expect(json).toEqual([{ tube_barcode: barcode(0), sample: sandbox().samples()[0] }]);
	});

	describe('that cannot be read', () => {
		const fail = () =>
			sandbox().inject({
				match: { path: '/api/v1/samples' },
				times: 'always',
				fault: { kind: 'status', status: 403 },
			});

		test('stops the run', async () => {
			const rows = await register(2);
			fail();
			const { error, output } = await getSamples(rows.slice(0, 1), { includeStatus: true });
			expect(error?.message).toContain('(403)');
			expect(error?.description).toContain('The status of its samples could not be read.');
			expect(output).toEqual([]);
		});

		test('is an error of the row, where the run goes on', async () => {
			const rows = await register(2);
			fail();
			const settings = { onError: 'continueErrorOutput' };
			const done = await getSamples(rows.slice(0, 1), { includeStatus: true }, settings);
			expect(done.output).toEqual([]);
			expect(done.errorOutput).toHaveLength(1);
		});
	});
});

test('a batch that several items name, as those behind Register do, is given once', async () => {
	const rows = await register(3);
	const { output, requests } = await getSamples(rows);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0].map((item) => ({ item })));
	expect(requests).toHaveLength(1);
});

test('after an unknown batch, no more are asked for than are at work', async () => {
	const rows = range(100).map((index) => ({
		batch_id: (BigInt(`0x${UNKNOWN}`) - BigInt(index)).toString(16),
	}));
	const { error, requests } = await getSamples(rows);
	expect(error?.message).toContain(NOTHING_CHANGED);
	expect(requests.length).toBeLessThanOrEqual(60);
});

test('an empty answer gives no items', async () => {
	const rows = await register(1);
	const path = /\/samples$/;
	const fault = { kind: 'body', body: '[]', contentType: 'application/json' } as const;
	sandbox().inject({ match: { path }, fault });
	const { status, output } = await getSamples(rows);
	expect([status, output]).toEqual(['success', []]);
});
