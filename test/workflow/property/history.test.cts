import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { RUNS as ALL, useScenarios } from './play.cts';
import { barcodeOf, goodLines, scenario, type Scenario } from './scenario.cts';
import { nameKey } from '../../../nodes/OneCodex/domain/batchNames';
import { needFixing } from '../../../nodes/OneCodex/wording/faultTexts';
import type { Injection } from '../../../sandbox/server.cts';
import { pass } from '../../fake-timing.cts';
import type { NodeRun } from '../harness.cts';

// What Validate With History says of the rows, Register then does, in every world.

const { sandbox, prepare, run } = useScenarios();

// Each is two runs and those before them.
const RUNS = Math.ceil(ALL / 2);

const failing = (path?: RegExp): Injection => ({
	match: { method: 'GET', ...(path && { path }) },
	times: 'always',
	fault: { kind: 'status', status: 403 },
});

const history = fc.record({
	drawn: scenario,
	options: fc.record({
		ifRegistered: fc.constantFrom('reuse', 'error'),
		maxBatches: fc.constantFrom(300, 300, 300, 1),
	}),
	/** Whether another program registers tubes of a rack right before. */
	isLate: fc.boolean(),
	broken: fc.option(fc.constantFrom(failing(), failing(/\/samples$/)), { freq: 5 }),
});

const tubesOf = ({ rows }: Scenario, rack: string) =>
	goodLines(rows).flatMap((line) => {
		const row = rows[line];
		return row?.rack === rack ? [barcodeOf(row.tube)] : [];
	});

/** What is said of each row, by its place in the sheet. */
function byLine({ output, errorOutput }: NodeRun): Map<unknown, IDataObject> {
	const lineOf = ({ json }: INodeExecutionData) => json.Line;
	return new Map([...output, ...errorOutput].map((item) => [lineOf(item), item.json]));
}

const difference = (all: string[], without: string[]) =>
	all.filter((one) => !without.some((other) => other.toUpperCase() === one.toUpperCase()));

const HISTORY = ['batch_number', 'batch_status', 'sample_id', 'also_in_batch_numbers'];
const pick = (json: IDataObject, keys: string[]) => keys.map((key) => json[key] ?? null);

/** What Register says of a row, from what Validate said of it. */
function expectSame(said: IDataObject, done: IDataObject): void {
	if (typeof said.error === 'string' || said.valid === false) {
		expect(done.error).toBe(said.error ?? (said.problems as string[]).join(' '));
		return;
	}
	expect(done).not.toHaveProperty('error');
	expect(done.already_registered).toBe(said.already_registered);
	expect(nameKey(done.batch_name as string)).toBe(nameKey(said.batch_name as string));
	if (said.already_registered) expect(pick(done, HISTORY)).toEqual(pick(said, HISTORY));
	else expect(pick(said, HISTORY)).toEqual(HISTORY.map(() => null));
}

test(`Register does what was said before in ${RUNS} random runs`, async () => {
	const seen = { registered: 0, failed: 0, stopped: 0 };
	await fc.assert(
		fc.asyncProperty(history, async ({ drawn, options, isLate, broken }) => {
			prepare(drawn);
			for (const { injections, stopped, pauseMs } of drawn.troubledRuns) {
				injections.forEach((injection) => sandbox().inject(injection));
				await run(drawn, { stopped });
				sandbox().clearFaults();
				pass(pauseMs);
			}
			const known = sandbox()
				.batches()
				.flatMap(({ tubes }) => tubes.map(({ barcode }) => barcode));
			// What the list of batches does not show yet cannot be said.
			const late = isLate && drawn.lagMs === 0 ? difference(tubesOf(drawn, 'A'), known) : [];
			if (late.length > 0) sandbox().addBatch('A', late);
			if (broken) sandbox().inject(broken);
			const before = sandbox().requests.length;
			const said = await run(drawn, { operation: 'validateWithHistory', options });
			expect(
				sandbox()
					.requests.slice(before)
					.filter(({ method }) => method !== 'GET'),
			).toEqual([]);
			const done = await run(drawn, { options });

			const stops = drawn.onError === 'stopWorkflow';
			const faulty = drawn.rows.length - goodLines(drawn.rows).length;
			if (stops && faulty > 0) {
				seen.stopped++;
				expect(done.error?.message).toContain(needFixing(faulty, drawn.rows.length, ''));
				return;
			}
			if (said.error) {
				seen.failed++;
				expect(done.error?.message).toBe(said.error.message);
				return;
			}
			const saidOf = byLine(said);
			expect(saidOf.size).toBe(drawn.rows.length);
			const invalid = [...saidOf.values()].filter(({ valid }) => valid === false);
			if (stops && invalid.length > 0) {
				seen.stopped++;
				expect(done.error).toBeDefined();
				return;
			}
			const doneOf = byLine(done);
			for (const [line, json] of saidOf) {
				if (json.already_registered) seen.registered++;
				expectSame(json, doneOf.get(line) ?? {});
			}
		}),
		{ numRuns: RUNS },
	);
	for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
}, 3_600_000);
