import { SEQUENCING_DEPTHS } from '../../nodes/OneCodex/registration/planning/schema';
import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { textOf } from '../faults.cts';

const { sandbox } = useSandbox();

const validate = (rows: object[], parameters = {}) =>
	runNode(rows, { parameters: { operation: 'validate', ...parameters } });

test('gives one item for each row with what is wrong with it, without a key', async () => {
	const rows = [
		tube(1, { Patient: 'P-1', 'Tube Barcode': ` ${barcode(1)} ` }),
		tube(2, { 'Tube Barcode': 123456789012, 'Sequencing Depth': 'deepest' }),
	];
	const run = await validate(rows);

	expect(run.status).toBe('success');
	expect(run.output).toEqual([
		{
			json: {
				...rows[0],
				valid: true,
				sample: {
					tube_barcode: barcode(1),
					specimen_type: 'Human stool',
					sequencing_depth: 'Standard',
				},
				batch_name: 'Rack 1',
				problems: [],
			},
			pairedItem: { item: 0 },
		},
		{
			json: {
				...rows[1],
				valid: false,
				sample: { specimen_type: 'Human stool' },
				batch_name: 'Rack 1',
				problems: [
					textOf('tube_barcode', 123456789012, 'lost_zeros', { digits: 12, canBeRestored: true }),
					textOf('sequencing_depth', 'deepest', 'not_a_choice', { choices: SEQUENCING_DEPTHS }),
				],
			},
			pairedItem: { item: 1 },
		},
	]);
	expect(sandbox().requests).toEqual([]);
});

test('shows the zeros that the option restores', async () => {
	const run = await validate([tube(1, { 'Tube Barcode': 123456789012 })], {
		options: { restoreLeadingZeros: true },
	});
	expect(run.output[0]?.json).toMatchObject({
		valid: true,
		sample: { tube_barcode: '00123456789012' },
	});
});

test('names the batch that a row of a large group would get into', async () => {
	const run = await validate([tube(1), tube(2)], { options: { maxSamplesPerBatch: 1 } });
	expect(run.output.map(({ json }) => json.batch_name)).toEqual([
		'Rack 1 (1 of 2)',
		'Rack 1 (2 of 2)',
	]);
});

test('names no batch for a row whose batch has no name that can be used', async () => {
	const run = await validate([tube(1), tube(2, { Rack: 'A' })], { batchName: '={{ $json.Rack }}' });
	expect(run.output.map(({ json }) => [json.valid, json.batch_name])).toEqual([
		[false, null],
		[true, 'A'],
	]);
});

test('reads a column below another one, also where a row lacks that', async () => {
	const sampleFields = {
		mappingMode: 'defineBelow',
		value: {
			tube_barcode: '={{ $json.body.code }}',
			specimen_type: 'Human stool',
			sequencing_depth: 'Deep',
		},
	};
	const rows = [{ body: { code: barcode(1) } }, { note: 'no body' }];
	const run = await validate(rows, { sampleFields });
	expect(run.output.map(({ json }) => json.problems)).toEqual([
		[],
		[textOf('tube_barcode', '', 'empty')],
	]);
});
