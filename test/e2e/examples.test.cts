import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Workbook } from 'exceljs';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { examplesFolder } from '../../scripts/lib/paths.cts';
import { n8nFiles } from './addresses.cts';
import { columnsOfNote, tableChosen } from './data-table.cts';
import { registerElsewhere } from '../other-program.cts';
import { runAgain, useN8n } from './use-n8n.cts';
import { testInOwnN8n } from './versions.cts';
import { barcode } from './workflows.cts';

const { client, importExample, posts, sandbox, standing } = useN8n();

/** The rows of the first sheet of a workbook, as texts under the titles of its first row. */
async function readSheet(file: string): Promise<Array<Record<string, string>>> {
	const workbook = new Workbook();
	await workbook.xlsx.readFile(file);
	const [titles = [], ...rows] = (workbook.worksheets[0]?.getSheetValues() ?? []).slice(1);
	const texts = (cells: unknown) => (Array.isArray(cells) ? cells.slice(1).map(String) : []);
	return rows
		.map((row) => texts(row))
		.map((row) =>
			Object.fromEntries(texts(titles).map((title, index) => [title, row[index] ?? ''])),
		);
}

const WORKBOOK = 'spreadsheet to samples writes a workbook with the sample of every tube';

testInOwnN8n(WORKBOOK, 'it reads and writes files', async () => {
	const id = await importExample('spreadsheet-to-samples');
	const execution = await runAgain(client(), id);
	expect(execution.error).toBeUndefined();

	const rack = await readSheet(join(examplesFolder, 'tubes.xlsx'));
	const patients = rack.map((row) => row.Patient).filter(Boolean);
	const tubes = sandbox().batches()[0]?.tubes ?? [];
	expect(standing()).toHaveLength(patients.length);
	// Numbers became the same digits as text, and no space or case is left as it was typed.
	const cleaned = rack.map((row) => (row['Tube Barcode'] ?? '').replace(/\s/g, '')).filter(Boolean);
	expect(standing()).toEqual(cleaned);
	expect(outputItems(execution, 'Register Tubes')).toHaveLength(tubes.length);

	const samples = await readSheet(join(n8nFiles(), 'samples.xlsx'));
	expect(samples).toMatchObject(
		tubes.map((tube, index) => ({
			tube_barcode: tube.barcode,
			sample_id: tube.sampleId,
			Patient: patients[index],
			batch_name: 'Rack 12',
		})),
	);
});

test('webhook to samples answers with a sample for each good tube and what is wrong with the other', async () => {
	const id = await importExample('webhook-to-samples');
	await client().activate(id);
	try {
		const { status, body } = await client().callWebhook('register-tubes', {
			body: {
				batch: 'Rack 9',
				tracking: ['1Z 999', '1Z 998'],
				samples: [
					{ barcode: Number(barcode(1)), 'Specimen Type': 'human stool' },
					{ barcode: 12345, depth: 'Deep' },
					{ barcode: ` ${barcode(2)}`, depth: 'DEEP' },
				],
			},
		});

		expect(status).toBe(200);
		const [batch] = sandbox().batches();
		expect(batch).toMatchObject({ name: 'Rack 9', trackingNumbers: ['1Z 999', '1Z 998'] });
		expect(batch?.tubes).toMatchObject([
			{ barcode: barcode(1), specimenType: 'Human stool', depth: 'Standard' },
			{ barcode: barcode(2), specimenType: 'Human stool', depth: 'Deep' },
		]);
		expect(body).toMatchObject([
			{ tube_barcode: barcode(1), sample_id: batch?.tubes[0]?.sampleId },
			{ tube_barcode: barcode(2), sample_id: batch?.tubes[1]?.sampleId },
			{ error: expect.stringContaining('Tube Barcode 12345: ') as string },
		]);
	} finally {
		await client().deactivate(id);
	}
});

test('data table to samples writes sample ids and problems back to the rows, once', async () => {
	const tableId = await client().createDataTable(
		'Tubes',
		await columnsOfNote('data-table-to-samples'),
	);
	const id = await importExample('data-table-to-samples', tableChosen('Tubes', tableId));
	const row = (tube_barcode: string, rack: string, sequencing_depth = 'Standard') => ({
		tube_barcode,
		specimen_type: 'Human stool',
		sequencing_depth,
		rack,
		tracking: '1Z 999',
	});
	await client().insertRows(tableId, [
		row(barcode(1), 'Rack A'),
		row(barcode(2), 'Rack B'),
		row('12 34', 'Rack A', 'Deepest'),
		row(barcode(3), 'Rack A'),
	]);

	const first = await runAgain(client(), id, 'Every Hour');
	expect(first.error).toBeUndefined();
	const [rackA, rackB] = sandbox().batches();
	expect(rackA).toMatchObject({ name: 'Rack A', trackingNumbers: ['1Z 999'] });
	expect(rackB).toMatchObject({ name: 'Rack B' });
	const problem = expect.stringMatching(/"12 34": .*Deepest: /) as string;
	const written = [
		{ tube_barcode: barcode(1), sample_id: rackA?.tubes[0]?.sampleId },
		{ tube_barcode: barcode(2), sample_id: rackB?.tubes[0]?.sampleId },
		{ tube_barcode: '12 34', sample_id: null, problem },
		{ tube_barcode: barcode(3), sample_id: rackA?.tubes[1]?.sampleId },
	];
	expect(await client().readRows(tableId)).toMatchObject(written);

	await client().insertRows(tableId, [row(barcode(4), 'Rack B')]);
	await runAgain(client(), id, 'Every Hour');
	expect(standing()).toEqual([1, 3, 2, 4].map(barcode));
	expect(posts()).toHaveLength(3);
	const rows = await client().readRows(tableId);
	expect(rows.slice(0, 4)).toMatchObject(written);
	expect(rows[4]?.sample_id).toBe(sandbox().batches()[2]?.tubes[0]?.sampleId);
});

describe('sample results to table', () => {
	const TRIGGER = 'Sample Available';
	/** The example with seconds for hours, and a batch whose data is there before its results. */
	const prepare = async (replacements: Record<string, string> = {}) => {
		const columns = await columnsOfNote('sample-results-to-table');
		const name = `Results ${Math.random()}`;
		const tableId = await client().createDataTable(name, columns);
		const id = await importExample('sample-results-to-table', {
			...tableChosen('Results', tableId),
			'"unit":"hours"': '"unit":"seconds"',
			...replacements,
		});
		await registerElsewhere(sandbox(), 'Rack 1', [barcode(1)]);
		const sampleId = sandbox().batches()[0]?.tubes[0]?.sampleId ?? '';
		sandbox().setSampleStatus(sampleId, 'available');
		return { id, tableId, sampleId };
	};
	const tries = () =>
		sandbox().requests.filter(({ path }) => path.startsWith('/api/v1/samples')).length;

	test('asks again for a sample that has no results yet', async () => {
		const { id, tableId, sampleId } = await prepare();
		const running = runAgain(client(), id, TRIGGER);
		const first = tries();
		while (tries() < first + 3) await delay(100);
		sandbox().finishSample(sampleId);
		const execution = await running;
		expect(execution.error).toBeUndefined();
		const rows = await client().readRows(tableId);
		expect(rows.map(({ species }) => species)).toContain('Bacteroides uniformis');
		const sample = { sample_id: sampleId, tube_barcode: barcode(1), batch_name: 'Rack 1' };
		expect(rows).toMatchObject(rows.map(() => sample));
	});

	test('fails in the end, and names the sample', async () => {
		const { id, tableId, sampleId } = await prepare({ '"rightValue":24': '"rightValue":2' });
		const { error, runs } = await runAgain(client(), id, TRIGGER);
		expect(error?.message).toContain(
			`day. ${barcode(1)} (sample ${sampleId}): Sample ${sampleId}: `,
		);
		expect(runs['Wait an Hour']).toHaveLength(2);
		expect(await client().readRows(tableId)).toEqual([]);
	});
});
