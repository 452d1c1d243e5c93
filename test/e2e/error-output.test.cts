import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { useN8n } from './use-n8n.cts';
import {
	barcode,
	oneCodexNode,
	REGISTER_TUBES,
	rowsWorkflow,
	SOURCE,
	tube,
	type NodeContent,
} from './workflows.cts';
import { lineOf, nothingSent, textOf } from '../faults.cts';

const { credential, posts, run, sandbox, standing } = useN8n();

const noOp = (name: string): NodeContent => ({ name, type: 'n8n-nodes-base.noOp' });

const setPatient: NodeContent = {
	name: 'Patient of Tube',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		includeOtherFields: true,
		assignments: {
			assignments: [
				{
					id: 'p',
					name: 'patient',
					type: 'string',
					value: `={{ $('${SOURCE}').item.json.Patient }}`,
				},
			],
		},
	},
};

const patientRows = [1, 2, 3, 4].map((number) => tube(number, { Patient: `P-${number}` }));

const LOST = { digits: 12, canBeRestored: true };

const faultyRows = [
	tube(1, { Patient: 'P-1' }),
	tube(2, { Patient: 'P-2', 'Tube Barcode': 123456789012 }),
	tube(3, { Patient: 'P-3' }),
	tube(4, { Patient: 'P-4', 'Specimen Type': 'Blood', 'Sequencing Depth': 'Deepest' }),
];

test('faulty rows go the way of errors with their columns, good rows the other way', async () => {
	const node = oneCodexNode(
		{},
		{ credentials: { oneCodexApi: credential() }, onError: 'continueErrorOutput' },
	);
	const execution = await run(
		rowsWorkflow(
			faultyRows,
			[node, noOp('Good'), noOp('Faulty')],
			[
				[SOURCE, REGISTER_TUBES],
				[REGISTER_TUBES, 'Good'],
				[[REGISTER_TUBES, 1], 'Faulty'],
			],
		),
	);

	expect(execution.status).toBe('success');
	expect(standing()).toEqual([barcode(1), barcode(3)]);
	const tubes = sandbox().batches()[0]?.tubes ?? [];
	expect(outputItems(execution, 'Good').map(({ json }) => json)).toMatchObject(
		tubes.map((one) => ({ tube_barcode: one.barcode, sample_id: one.sampleId })),
	);
	expect(outputItems(execution, 'Faulty').map(({ json }) => json)).toEqual([
		{
			...faultyRows[1],
			error: textOf('tube_barcode', 123456789012, 'lost_zeros', LOST),
		},
		{
			...faultyRows[3],
			error: expect.stringMatching(/Specimen Type Blood: .*Sequencing Depth Deepest: /) as string,
		},
	]);
});

test('what stands behind the node finds the row of each tube, whatever order the answer has', async () => {
	sandbox().inject({ fault: { kind: 'reorderSamples' } });
	const node = oneCodexNode({}, { credentials: { oneCodexApi: credential() } });
	const execution = await run(
		rowsWorkflow(
			patientRows,
			[node, setPatient],
			[
				[SOURCE, REGISTER_TUBES],
				[REGISTER_TUBES, setPatient.name],
			],
		),
	);

	const found = outputItems(execution, setPatient.name).map(({ json }) => [
		json.tube_barcode,
		json.patient,
	]);
	expect(found).toEqual([1, 2, 3, 4].map((number) => [barcode(number), `P-${number}`]));
});

test('what stands behind the error output finds the row of each faulty tube', async () => {
	const node = oneCodexNode(
		{},
		{ credentials: { oneCodexApi: credential() }, onError: 'continueErrorOutput' },
	);
	const execution = await run(
		rowsWorkflow(
			faultyRows,
			[node, setPatient],
			[
				[SOURCE, REGISTER_TUBES],
				[[REGISTER_TUBES, 1], setPatient.name],
			],
		),
	);

	const patients = outputItems(execution, setPatient.name).map(({ json }) => json.patient);
	expect(patients).toEqual(['P-2', 'P-4']);
});

test('a faulty sample of a list goes the way of errors, with the columns of its item', async () => {
	const list = [
		{ tube_barcode: barcode(1), specimen_type: 'Human stool', sequencing_depth: 'Deep' },
		{ tube_barcode: '12', specimen_type: 'Human stool', sequencing_depth: 'Deep' },
	];
	const node = oneCodexNode(
		{ samplesFrom: 'list', list: '={{ $json.list }}' },
		{ credentials: { oneCodexApi: credential() }, onError: 'continueErrorOutput' },
	);
	const execution = await run(
		rowsWorkflow(
			[{ order: 7, list }],
			[node, noOp('Good'), noOp('Faulty')],
			[
				[SOURCE, REGISTER_TUBES],
				[REGISTER_TUBES, 'Good'],
				[[REGISTER_TUBES, 1], 'Faulty'],
			],
		),
	);

	expect(outputItems(execution, 'Good').map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
	expect(outputItems(execution, 'Faulty').map(({ json }) => json)).toEqual([
		{
			order: 7,
			list,
			message: list[1],
			error: textOf('tube_barcode', '12', 'lost_zeros', { digits: 2, canBeRestored: false }),
		},
	]);
});

test('with Stop, one message lists all faulty rows and nothing is sent', async () => {
	const node = oneCodexNode({}, { credentials: { oneCodexApi: credential() } });
	const execution = await run(rowsWorkflow(faultyRows, [node]));

	expect(execution.status).toBe('error');
	expect(execution.error?.message).toBe(nothingSent(2, 4));
	const description = execution.error?.description ?? '';
	expect(description).toContain(lineOf(['2'], 'tube_barcode', 123456789012, 'lost_zeros', LOST));
	expect(description).toContain('Row 4, Specimen Type Blood: ');
	expect(description).toContain('Row 4, Sequencing Depth Deepest: ');
	expect(posts()).toEqual([]);
});
