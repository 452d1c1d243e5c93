import { now } from '../fake-timing.cts';
import { patchesIn, useNode } from './use-node.cts';
import type { Fault } from '../../sandbox/server.cts';

const { sandbox, run, addSamples } = useNode();

const makeRows = (count: number) =>
	addSamples(count).map((sample_id, index) => ({ sample_id, name: `name ${index}` }));

const update = (rows: object[], settings = {}) =>
	run('metadata: update', rows, {}, { onError: 'continueErrorOutput', ...settings });

/** Every PATCH fails from the sixth on; or as many as given do. */
const failPatches = (fault: Fault, times: number | 'always' = 'always') =>
	sandbox().inject({ match: { method: 'PATCH' }, fault, times, after: 5 });

/** As many as may be on their way when the first of them is refused. */
const ON_THEIR_WAY = 10;

test('a key that is refused in the middle of a run ends it', async () => {
	const rows = makeRows(60);
	failPatches({ kind: 'status', status: 401, message: 'no such key' });
	const { output, errorOutput, requests } = await update(rows);
	expect(output).toHaveLength(5);
	expect(errorOutput).toHaveLength(55);
	expect(patchesIn(requests).length).toBeLessThanOrEqual(5 + ON_THEIR_WAY);
	for (const { json } of errorOutput) expect(json.error).toContain('(401)');
});

test('so does one that is allowed nothing any more', async () => {
	const rows = makeRows(60);
	failPatches({ kind: 'status', status: 403, message: 'not you' });
	sandbox().inject({
		match: { path: '/api/v1/account' },
		fault: { kind: 'status', status: 403 },
		times: 'always',
	});
	const { output, errorOutput, requests } = await update(rows);
	expect(output).toHaveLength(5);
	expect(errorOutput).toHaveLength(55);
	expect(patchesIn(requests).length).toBeLessThanOrEqual(5 + ON_THEIR_WAY);
	for (const { json } of errorOutput) expect(json.error).toContain('(403)');
});

test('what some samples are not allowed to, the others still are', async () => {
	const rows = makeRows(60);
	failPatches({ kind: 'status', status: 403, message: 'not yours' }, 20);
	const { output, errorOutput, requests } = await update(rows);
	expect(output).toHaveLength(40);
	expect(errorOutput).toHaveLength(20);
	expect(patchesIn(requests)).toHaveLength(60);
	// Whether it is the key is asked once.
	expect(requests.filter(({ path }) => path === '/api/v1/account')).toHaveLength(1);
});

test('Retry-After holds all, and nothing is lost by it', async () => {
	const rows = makeRows(60);
	const begin = now();
	failPatches({ kind: 'status', status: 429, headers: { 'Retry-After': '5' } }, 4);
	const { output, requests } = await update(rows);
	expect(output).toHaveLength(60);
	expect(patchesIn(requests)).toHaveLength(64);
	expect(now()).toBeGreaterThanOrEqual(begin + 5_000);
});

test.each<Fault>([
	{ kind: 'status', status: 503 },
	{ kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
	{ kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
	{ kind: 'html', status: 502 },
	{ kind: 'reset' },
])('an outage (%j) is met by few requests, and each row says so', async (fault) => {
	const rows = makeRows(300);
	failPatches(fault);
	const { output, errorOutput, requests } = await update(rows);
	expect(output).toHaveLength(5);
	expect(errorOutput).toHaveLength(295);
	// Those on their way when it began, and four that tried by themselves.
	expect(patchesIn(requests).length).toBeLessThanOrEqual(5 + ON_THEIR_WAY + 4);
});

test('an outage that is over goes unnoticed', async () => {
	const rows = makeRows(60);
	failPatches({ kind: 'html', status: 502 }, 4);
	const { output, requests } = await update(rows);
	expect(output).toHaveLength(60);
	expect(patchesIn(requests)).toHaveLength(64);
});

test('some objects that One Codex always fails on hold nothing back for long', async () => {
	const rows = makeRows(40);
	for (const index of [3, 17, 18]) {
		const id = rows[index]?.sample_id ?? '';
		const { $ref } = sandbox()
			.samples()
			.find(({ $uri }) => $uri.endsWith(id))?.metadata ?? {
			$ref: '',
		};
		sandbox().inject({
			match: { method: 'PATCH', path: $ref },
			fault: { kind: 'status', status: 500 },
			times: 'always',
		});
	}
	const { output, errorOutput } = await update(rows);
	expect(output).toHaveLength(37);
	expect(errorOutput).toHaveLength(3);
});
