import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { useN8n } from './use-n8n.cts';
import { barcode, oneCodexNode, rowsWorkflow } from './workflows.cts';

const { run } = useN8n();

const cells: unknown[] = [
	barcode(1),
	Number(barcode(2)),
	` ${barcode(3)}\u00a0`,
	123456789012,
	1.23457e13,
	2 ** 60,
	0,
	'',
	null,
	// The column is missing.
	undefined,
	true,
	false,
	'={{ 1 }}',
	'{{ $json.Rack }}',
	'2026-01-05T08:00:00Z',
	[],
	[barcode(4)],
	{},
	{ deep: barcode(5) },
];

const goodRow = { Tube: 'A1B2C3D4E5', Kind: 'HUMAN_STOOL', Depth: ' deep ', Rack: 7, Box: ['1Z1'] };

// Each cell in each column, beside good ones, and in places that are awkward to read.
const rows = cells.flatMap((cell) => [
	...Object.keys(goodRow).map((column) => ({ ...goodRow, [column]: cell })),
	{ ...goodRow, 'Tube "1".code': cell, nested: { code: cell }, length: cell },
]);

const validate = (name: string, wrap: (path: string) => string, barcodePath: string) =>
	oneCodexNode(
		{
			operation: 'validate',
			batchName: wrap('$json.Rack'),
			returnTrackingNumbers: wrap('$json.Box'),
			sampleFields: {
				mappingMode: 'defineBelow',
				value: {
					tube_barcode: wrap(barcodePath),
					specimen_type: wrap('$json.Kind'),
					sequencing_depth: wrap('$json.Depth'),
				},
			},
			options: { defaultSequencingDepth: 'Standard' },
		},
		{ name },
	);

test.each([
	'$json.Tube',
	'$json["Tube"]',
	`$json['Tube "1".code']`,
	'$json.nested.code',
	'$json.nested["code"].deep',
	'$json.length',
	'$json.missing',
])('%s is read as n8n evaluates it', async (path) => {
	const direct = validate('Direct', (inner) => `={{ ${inner} }}`, path);
	// Parentheses change nothing but that only n8n can evaluate the expression.
	const evaluated = validate('Evaluated', (inner) => `={{ (${inner}) }}`, path);
	const execution = await run(rowsWorkflow(rows, [direct, evaluated]));

	expect(execution.status).toBe('success');
	const items = outputItems(execution, 'Direct');
	expect(items.length).toBeGreaterThan(0);
	expect(items).toEqual(outputItems(execution, 'Evaluated'));
});

test('the rows are awkward, but some of them are valid', async () => {
	const direct = validate('Direct', (inner) => `={{ ${inner} }}`, '$json.Tube');
	const execution = await run(rowsWorkflow(rows, [direct]));
	const barcodes = outputItems(execution, 'Direct')
		.filter(({ json }) => json.valid)
		.map(({ json }) => json.sample);
	for (const number of [1, 2, 3]) {
		expect(barcodes).toContainEqual({
			tube_barcode: barcode(number),
			specimen_type: 'Human stool',
			sequencing_depth: 'Deep',
		});
	}
});
