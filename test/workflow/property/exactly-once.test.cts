import fc from 'fast-check';

import { KEY, OTHERS, RUNS, useScenarios } from './play.cts';
import { goodLines, scenario, type Scenario } from './scenario.cts';
import { pass } from '../../fake-timing.cts';
import type { NodeRun } from '../harness.cts';

const { sandbox, prepare, run } = useScenarios();

/** The barcodes of the rows that stand, as One Codex may show them. */
const standing = () =>
	sandbox()
		.batches()
		.filter(({ name }) => !name.toUpperCase().startsWith(OTHERS.toUpperCase()))
		.flatMap(({ tubes }) => tubes.map((tube) => tube.barcode.toUpperCase()));

function expectOnce(result: NodeRun): void {
	expect(standing()).toEqual([...new Set(standing())]);
	const bad = sandbox().requests.filter(
		({ method, status }) => method === 'POST' && (status === 400 || status === 409),
	);
	expect(bad).toEqual([]);
	expect(result.stored).not.toContain(KEY);
}

function expectComplete(drawn: Scenario, result: NodeRun): void {
	const good = goodLines(drawn.rows);
	if (drawn.onError === 'stopWorkflow' && good.length < drawn.rows.length) {
		const named = result.error?.description?.match(/^Rows? /gm) ?? [];
		expect(named.length).toBeGreaterThan(0);
		expect(result.error?.message).toContain(`${drawn.rows.length - good.length} of `);
		expect(standing()).toEqual([]);
		return;
	}
	const items = [...result.output, ...result.errorOutput];
	const lines = (list: typeof items) => list.map(({ json }) => json.Line).sort();
	const isError = ({ json }: (typeof items)[number]) => 'error' in json;
	const faulty = drawn.rows.map((_, line) => line).filter((line) => !good.includes(line));
	expect(lines(items.filter((item) => !isError(item)))).toEqual([...good].sort());
	expect(lines(items.filter(isError))).toEqual([...faulty].sort());
	const delivered = items.filter((item) => !isError(item)).map(({ json }) => json.tube_barcode);
	expect(
		delivered.map((one) => (typeof one === 'string' ? one.toUpperCase() : one)).sort(),
	).toEqual(standing().sort());
}

test(`each tube is registered once in ${RUNS} random runs`, async () => {
	let faults = 0;
	await fc.assert(
		fc.asyncProperty(scenario, async (drawn) => {
			prepare(drawn);
			for (const { injections, stopped, pauseMs } of drawn.troubledRuns) {
				injections.forEach((injection) => sandbox().inject(injection));
				faults += injections.length;
				expectOnce(await run(drawn, { stopped }));
				sandbox().clearFaults();
				pass(pauseMs);
			}
			const healthy = await run(drawn);
			expectOnce(healthy);
			expectComplete(drawn, healthy);
		}),
		{ numRuns: RUNS },
	);
	expect(faults).toBeGreaterThan(RUNS / 2);
}, 3_600_000);
