import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { textOf, lineOf, nothingSent } from '../faults.cts';

const { sandbox, credential } = useSandbox();

const ALL = '={{ $input.all() }}';
const rows = Array.from({ length: 5_000 }, (_, n) => tube(n));

const items = rows.map((json, item) => ({ json, pairedItem: { item } }));
const A_LIST = textOf('tube_barcode', items, 'barcode_not_text', { type: 'list' });
const FIELD_ROWS = rows.map((_, row) => String(row + 1));

const onBarcode = {
	sampleFields: {
		mappingMode: 'defineBelow',
		value: { tube_barcode: ALL, specimen_type: 'Human stool', sequencing_depth: 'Deep' },
	},
};

test('a whole list on the barcode of each of 5,000 rows is one fault of all', async () => {
	const { error } = await runNode(rows, { credential: credential(), parameters: onBarcode });
	expect(error?.message).toBe(nothingSent(5000, 5000));
	expect(error?.description).toBe(`Rows 1 to 5000, ${A_LIST}`);
	expect(sandbox().requests).toEqual([]);
});

test('the same goes to the error output row by row', async () => {
	const { output, errorOutput } = await runNode(rows, {
		credential: credential(),
		onError: 'continueErrorOutput',
		parameters: onBarcode,
	});
	expect(output).toEqual([]);
	expect(errorOutput).toHaveLength(5_000);
	expect(errorOutput[4_999]?.json).toEqual({
		...rows[4_999],
		error: A_LIST,
	});
});

test('on tags, the first of its entries are told once for all rows', async () => {
	const { error } = await runNode(rows, {
		credential: credential(),
		parameters: {
			resource: 'sample',
			operation: 'update',
			sampleId: { __rl: true, mode: 'id', value: '0123456789abcdef' },
			updateFields: { tags: ALL },
		},
	});
	const lines = error?.description?.split('<br>\n') ?? [];
	expect(lines).toHaveLength(6);
	expect(lines[0]).toMatch(/^Rows 1 to 5000, Tags "\{"json":.*…": /);
	expect(lines[5]).toBe(lineOf(FIELD_ROWS, 'tags', '', 'more_values', { count: 4995 }));
});

test('on the IDs of samples as well', async () => {
	const { error } = await runNode(rows, {
		credential: credential(),
		parameters: { resource: 'sample', operation: 'getAll', filters: { sampleIds: ALL } },
	});
	expect(error?.description?.split('<br>\n').at(-1)).toBe(
		lineOf(FIELD_ROWS, 'sample_ids', '', 'more_values', { count: 4995 }),
	);
});

test('one that is given on the batch name of a list for all is the same for all', async () => {
	const { error } = await runNode(rows, {
		credential: credential(),
		parameters: {
			samplesFrom: 'list',
			list: '={{ $input.all().map(item => item.json) }}',
			batchName: ALL,
		},
	});
	expect(error?.description).toMatch(/^Rows 1 to 5000, Batch Name "\[.*…": /);
});
