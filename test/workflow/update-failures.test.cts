import { needFixing } from '../../nodes/OneCodex/wording/faultTexts';
import { WorkflowExpression } from 'n8n-workflow';

import { idIn, range, UNKNOWN, patchesIn, useNode } from './use-node.cts';
import type { Fault } from '../../sandbox/server.cts';
import { lineOf, nothingChanged } from '../faults.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, run, addSamples, metadataOf } = useNode();

const KINDS = [
	['sample: update', '/api/v1/samples', { updateFields: { tags: '={{ $json.name }}' } }, 'sample'],
	['metadata: update', '/api/v1/metadata', {}, 'metadata'],
] as const;

/** The id of the object that an update of a sample changes. */
const targetOf = (path: string, sampleId: string) =>
	path === '/api/v1/samples' ? sampleId : idIn(metadataOf(sampleId).$uri);

describe.each(KINDS)('%s', (name, path, parameters, noun) => {
	const makeRows = (count: number) =>
		addSamples(count).map((sample_id, index) => ({ sample_id, name: `name ${index}` }));
	const update = (rows: object[], settings = {}) => run(name, rows, parameters, settings);
	const inject = (fault: Fault, more: object = {}) =>
		sandbox().inject({ match: { method: 'PATCH' }, fault, ...more });

	test.each<Fault>([
		{ kind: 'reset' },
		{ kind: 'html', status: 502 },
		{ kind: 'cutJson' },
		{ kind: 'cutJson', drop: true },
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 429, headers: { 'Retry-After': '1' } },
	])('an answer that is lost to %j is asked for again', async (fault) => {
		const rows = makeRows(2);
		inject(fault, { when: 'after' });
		const { output, requests } = await update(rows);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(patchesIn(requests)).toHaveLength(3);
		const bodies = patchesIn(requests).map(({ body }) => JSON.stringify(body));
		expect(new Set(bodies).size).toBe(2);
	});

	test('a change whose every answer is lost is said to be not known', async () => {
		const rows = makeRows(1);
		inject({ kind: 'reset' }, { when: 'after', times: 'always' });
		const { error, requests } = await update(rows);
		expect(error?.message).toBe(headlineFor({ code: 'ECONNRESET' }));
		expect(error?.description).toContain(
			`It is not known whether the ${noun} of row 1 was updated.`,
		);
		expect(patchesIn(requests)).toHaveLength(5);
	});

	test('a run that stops in the middle says how many rows were updated', async () => {
		const rows = makeRows(40);
		inject({ kind: 'status', status: 403, message: 'no' }, { after: 35 });
		const { error, requests, output } = await update(rows);
		const written = patchesIn(requests).filter(({ status }) => status === 200).length;
		expect(error?.message).toContain('(403)');
		expect(error?.description).toContain('One Codex says: "no"');
		expect(error?.description).toMatch(new RegExp(`The ${noun} of row \\d+ was not updated.`));
		expect(error?.description).toContain(
			`Before that, ${written} rows were updated. Running the workflow again sets the same values again.`,
		);
		expect(written).toBeGreaterThanOrEqual(35);
		expect(output).toEqual([]);
	});

	test('a run that stops begins no more changes', async () => {
		const rows = makeRows(100);
		inject({ kind: 'status', status: 403 }, { after: 2, times: 'always' });
		const { error, requests } = await update(rows);
		expect(error?.description).toContain('Before that, 2 rows were updated.');
		expect(patchesIn(requests).length).toBeLessThan(40);
	});

	test('a run that changed nothing does not say so of rows before', async () => {
		inject({ kind: 'status', status: 403 }, { times: 'always' });
		const { error } = await update(makeRows(2));
		expect(error?.description).not.toContain('Before that');
	});

	test('one that is gone meanwhile is a fault of its row', async () => {
		const rows = makeRows(3);
		const target = targetOf(path, rows[1]?.sample_id ?? '');
		const fault = { kind: 'status', status: 404 } as const;
		sandbox().inject({ match: { method: 'PATCH', path: `${path}/${target}` }, fault });
		const { output, errorOutput } = await update(rows, { onError: 'continueErrorOutput' });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errorOutput[0]?.json).toMatchObject({
			...rows[1],
			error: expect.stringContaining(target) as string,
		});
	});

	test('a failure of one row is its own, where the run goes on', async () => {
		const rows = makeRows(3);
		inject({ kind: 'status', status: 403 });
		const done = await update(rows, { onError: 'continueRegularOutput' });
		expect(done.json.filter(({ error }) => error !== undefined)).toHaveLength(1);
		expect(done.json.at(-1)?.error).toContain('was not updated.');
		expect(patchesIn(done.requests)).toHaveLength(3);
	});

	test.each([401, 429])(
		'after a %i the rest is not sent, where the run goes on',
		async (status) => {
			const rows = makeRows(100);
			inject({ kind: 'status', status }, { after: 50, times: 'always' });
			const done = await update(rows, { onError: 'continueErrorOutput' });
			expect(done.output.length).toBeGreaterThanOrEqual(50);
			expect(done.output.length + done.errorOutput.length).toBe(100);
			const tried = new Set(
				patchesIn(done.requests)
					.filter((request) => request.status === status)
					.map((request) => request.path),
			);
			expect(tried.size).toBeLessThanOrEqual(30);
			expect(done.errorOutput.at(-1)?.json.error).toContain(`(${status})`);
			// Those that were not tried as well.
			expect(done.errorOutput.length).toBeGreaterThan(tried.size);
			for (const { json, pairedItem } of done.errorOutput) {
				const { item } = pairedItem as { item: number };
				expect(json.error).toContain(`The ${noun} of row ${item + 1} was not updated.`);
			}
		},
	);

	test('a run that is stopped sends no more', async () => {
		const rows = makeRows(100);
		inject({ kind: 'delay', ms: 50 }, { times: 'always' });
		const begun = sandbox().requests.length;
		const isAtWork = async () => {
			while (patchesIn(sandbox().requests.slice(begun)).length === 0) {
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
		};
		const { output } = await update(rows, { cancelled: isAtWork() });
		expect(output).toEqual([]);
		const aWhile = () => new Promise((resolve) => setTimeout(resolve, 120));
		// What was on its way arrives.
		await aWhile();
		const sent = sandbox().requests.length;
		await aWhile();
		expect(sandbox().requests.length).toBe(sent);
		expect(patchesIn(sandbox().requests.slice(begun)).length).toBeLessThanOrEqual(31);
	});
});

test('by its own id, a record that there is not may be found out after others were changed', async () => {
	const rows = addSamples(40).map((id) => ({ metadata_id: idIn(metadataOf(id).$uri), name: 'N' }));
	rows.splice(35, 0, { metadata_id: UNKNOWN, name: 'N' });
	const { error, requests } = await run('metadata: update', rows, { findBy: 'metadata' });
	const written = requests.filter(({ status }) => status === 200).length;
	expect(error?.message).toBe(needFixing(1, 41, ''));
	expect(error?.description).toContain(
		lineOf(['36'], 'metadata', UNKNOWN, 'not_found', { kind: 'metadata' }),
	);
	expect(error?.description).toContain(`Before that, ${written} rows were updated.`);
});

test('5,000 rows that are matched by their titles evaluate no expression', async () => {
	const [sample_id = ''] = addSamples(1);
	const evaluate = jest.spyOn(WorkflowExpression.prototype, 'getParameterValue');
	const rows = range(5000).map((index) => ({
		sample_id: index === 0 ? sample_id : 'x',
		name: 'N',
	}));
	const { error } = await run('metadata: update', rows);
	expect(error?.message).toContain(nothingChanged(4999, 5000));
	expect(evaluate.mock.calls.length).toBeLessThan(100);
	evaluate.mockRestore();
});
