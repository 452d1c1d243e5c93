import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential } = useSandbox();

const ALL = '={{ $input.all() }}';
const SHOWN = `"[{"json":{"Tube Barcode":"${barcode(0)}","Specimen Type":"H…"`;
const rows = Array.from({ length: 5_000 }, (_, n) => tube(n));

const onBarcode = {
	sampleFields: {
		mappingMode: 'defineBelow',
		value: { tube_barcode: ALL, specimen_type: 'Human stool', sequencing_depth: 'Deep' },
	},
};

test('a whole list on the barcode of each of 5,000 rows is one fault of all', async () => {
	const { error } = await runNode(rows, { credential: credential(), parameters: onBarcode });
	expect(error?.message).toBe('5000 of 5000 rows are faulty: nothing was sent to One Codex');
	expect(error?.description).toBe(
		`Rows 1 to 5000: Tube Barcode ${SHOWN}: is a list instead of text. Map the column that holds the barcode.`,
	);
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
		error: `Tube Barcode ${SHOWN}: is a list instead of text. Map the column that holds the barcode.`,
	});
});
