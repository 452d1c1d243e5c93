import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { useN8n } from './use-n8n.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';
import { nothingSent } from '../faults.cts';

const { credential, run, sandbox, standing } = useN8n();

const node = (parameters: object) =>
	oneCodexNode(parameters, { credentials: { oneCodexApi: credential() } });
const tubes = (count: number) => Array.from({ length: count }, (_, index) => tube(index + 1));

test('the column of barcodes on Batch Name sends nothing', async () => {
	const mistaken = node({ batchName: "={{ $json['Tube Barcode'] }}" });
	const { status, error } = await run(rowsWorkflow(tubes(400), [mistaken]));

	expect(status).toBe('error');
	expect(error?.message).toBe('These rows would create 400 new sequencing batches');
	expect(error?.description).toContain('Nothing was sent to One Codex.');
	expect(error?.description).toContain(LABELS.batchName);
	expect(sandbox().batches()).toEqual([]);
});

test('all items on the Tube Barcode of each of 2,000 is an error, and n8n goes on', async () => {
	const value = {
		tube_barcode: '={{ $input.all() }}',
		specimen_type: 'Human stool',
		sequencing_depth: 'Standard',
	};
	const mistaken = node({ sampleFields: { mappingMode: 'defineBelow', value } });
	const { status, error } = await run(rowsWorkflow(tubes(2_000), [mistaken]));

	expect(status).toBe('error');
	expect(error?.message).toBe(nothingSent(2000, 2000));
	expect(error?.description).toMatch(/^Rows 1 to 2000, Tube Barcode "\[.*…": /);
	expect(sandbox().requests).toEqual([]);

	const next = await run(rowsWorkflow(tubes(1), [node({})]));
	expect(outputItems(next, REGISTER_TUBES)).toMatchObject([{ json: { tube_barcode: barcode(1) } }]);
	expect(standing()).toEqual([barcode(1)]);
});
