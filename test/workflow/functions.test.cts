import { ExecuteContext } from 'n8n-core';

import { runNode, type NodeSettings } from './harness.cts';
import { stall } from '../fake-timing.cts';
import { countingTurns } from '../turns-of-others.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { textOf } from '../faults.cts';

const { sandbox, credential } = useSandbox();

const sampleFields = {
	mappingMode: 'defineBelow',
	value: {
		tube_barcode: '={{ $json.Barcode.trim().toUpperCase() }}',
		specimen_type: '={{ $json["Specimen Type"] || "Human stool" }}',
		sequencing_depth: '={{ $json.Depth?.toTitleCase() ?? "Standard" }}',
	},
};

const rows = Array.from({ length: 40 }, (_, index) => ({
	...tube(index + 1),
	'Tube Barcode': undefined,
	Barcode: ` ${barcode(index + 1)}`,
	'Specimen Type': index % 3 === 0 ? '' : 'Human stool',
	...(index % 4 === 0 && { Depth: 'deep' }),
	Rack: ' Rack 1 ',
}));
const numbers = rows.map((row, index) => (index === 30 ? { ...row, Barcode: 5 } : row));

const run = (items: object[], settings: NodeSettings = {}) =>
	runNode(items, {
		credential: credential(),
		parameters: { sampleFields, batchName: '={{ $json.Rack.trim() }}' },
		...settings,
	});

test('functions in every mapped field are evaluated for all rows together', async () => {
	const together = jest.spyOn(ExecuteContext.prototype, 'evaluateExpression');
	const { output, stored } = await run(rows);
	// Four parameters, each tried out and then evaluated for all.
	expect(together).toHaveBeenCalledTimes(4 * 2);
	together.mockRestore();
	expect(output.map(({ json }) => json.tube_barcode)).toEqual(rows.map((_, n) => barcode(n + 1)));
	expect(sandbox().samples()).toHaveLength(40);
	expect(output.map(({ json }) => json.batch_name)).toEqual(rows.map(() => 'Rack 1'));
	expect(stored).not.toContain('"columns"');
});

test.each([{}, { asTool: true }])(
	'a row whose function fails is its own fault: %j',
	async (how) => {
		const { output, errorOutput } = await run(numbers, { ...how, onError: 'continueErrorOutput' });
		expect(output).toHaveLength(39);
		expect(errorOutput.map(({ json }) => json.error)).toEqual([
			textOf('tube_barcode', '', 'empty'),
		]);
	},
);

const many = Array.from({ length: 1_500 }, (_, index) => ({ ...rows[0], Barcode: barcode(index) }));

/** Runs many rows on a computer that takes its time for each call of the engine, and does something at each. */
async function runSlowly(atCall: () => void, settings: NodeSettings = {}) {
	const evaluate = Reflect.get(ExecuteContext.prototype, 'evaluateExpression');
	const slow = jest
		.spyOn(ExecuteContext.prototype, 'evaluateExpression')
		.mockImplementation(function (this: ExecuteContext, ...parameters) {
			atCall();
			stall(50);
			return evaluate.apply(this, parameters);
		});
	const result = await run(many, settings);
	slow.mockRestore();
	return result;
}

test('other work of n8n has its turn between the pieces', async () => {
	const seen: number[] = [];
	const { output } = await countingTurns((turns) => runSlowly(() => seen.push(turns())));
	expect(output.map(({ json }) => json.tube_barcode)).toEqual(many.map(({ Barcode }) => Barcode));
	// The first row tries out three mapped fields and evaluates the first piece of each.
	expect(new Set(seen.slice(0, 6)).size).toBe(1);
	expect(seen[6]).toBeGreaterThan(seen[5] ?? 0);
	expect(new Set(seen).size).toBeGreaterThan(3);
});

test('an execution that is stopped between the pieces ends there and sends nothing', async () => {
	let stop = () => {};
	const cancelled = new Promise<void>((resolve) => {
		stop = resolve;
	});
	let calls = 0;
	const atCall = () => {
		calls += 1;
		stop();
	};
	const { output } = await runSlowly(atCall, { cancelled });
	expect(calls).toBe(6);
	expect(output).toEqual([]);
	expect(sandbox().requests).toEqual([]);
});
