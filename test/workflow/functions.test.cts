import { ExecuteContext } from 'n8n-core';

import { runNode, type NodeSettings } from './harness.cts';
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
