import type { Locator } from 'playwright-core';
import type { OpenPage } from '../editor/browser.cts';
import {
	closeNode,
	dragColumn,
	executeStep,
	mapManually,
	openEditor,
	openNode,
	openWorkflow,
	readTable,
	settle,
	showInputTable,
	startWith,
} from '../editor/editor.cts';
import type { WorkflowContent } from '../../scripts/lib/n8n/client.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { keepPicture } from './keep-picture.cts';
import { restartIds } from './steady-ids.cts';
import { useN8n } from './use-n8n.cts';
import { isN8n1, testInOwnN8n, testSinceN8n2 } from './versions.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';
import { nothingSent } from '../faults.cts';

jest.mock<typeof import('./steady-ids.cts')>('../../sandbox/ids.cts', () =>
	jest.requireActual('./steady-ids.cts'),
);

beforeEach(restartIds);
const { client, credential, importExample, posts, sandbox, standing } = useN8n();
jest.setTimeout(180_000);

let editor: OpenPage | undefined;
beforeAll(async () => {
	editor = await openEditor(n8nUrl(), n8nCookie());
});
afterAll(() => editor?.close());

/** Opens the node Register Tubes of a stored workflow. */
async function openTubes(workflowId: string): Promise<Locator> {
	if (!editor) throw new Error('The editor is open during tests only');
	await openWorkflow(editor.page, n8nUrl(), workflowId);
	return await openNode(editor.page, REGISTER_TUBES);
}

const store = (workflow: WorkflowContent) => client().createWorkflow(workflow);
const withCredential = () => ({ credentials: { oneCodexApi: credential() } });

const AUTOMATIC = 'automatic mapping finds the columns, and the items are seen in the table';

testInOwnN8n(AUTOMATIC, 'it reads a file', async () => {
	const node = await openTubes(await importExample('spreadsheet-to-samples'));
	const page = node.page();
	// The options are drawn last.
	await node.getByText('Include Input Fields', { exact: true }).first().waitFor();
	const labels = await node.getByTestId('input-label').allInnerTexts();
	expect(labels.map((label) => label.split('\n')[0]?.trim())).toEqual(
		expect.arrayContaining([
			'Resource',
			'Operation',
			'Batch Name',
			'Return Tracking Numbers',
			'Samples From',
			'Simplify',
			'Include Input Fields',
		]),
	);

	await showInputTable(node);
	const output = await executeStep(node);
	expect(await output.getByTestId('ndv-items-count').innerText()).toContain('12 items');
	const tubes = sandbox().batches()[0]?.tubes ?? [];
	expect(standing()).toHaveLength(12);
	const items = await readTable(output);
	// n8n 1 shows ten at a time.
	expect(items).toHaveLength(isN8n1 ? 10 : 12);
	expect(items).toMatchObject(
		tubes.slice(0, items.length).map((one) => ({
			tube_barcode: one.barcode,
			sample_id: one.sampleId,
			batch_name: 'Rack 12',
			batch_number: sandbox().batches()[0]?.number,
		})),
	);
	await startWith(output, 'tube_barcode');
	await settle(page);
	await keepPicture(page, 'register');
});

test('columns are mapped by drag and drop, and the batch name too', async () => {
	const rows = [1, 2, 3].map((number) => ({
		Code: barcode(number),
		Depth: number === 2 ? 'Deep' : 'Standard',
		Rack: number === 3 ? 'Rack 8' : 'Rack 7',
	}));
	const workflow = rowsWorkflow(rows, [oneCodexNode({ batchName: '' }, withCredential())]);
	const id = await store(workflow);
	const { node, fields } = await mapManually(() => openTubes(id), 'tube_barcode');
	const page = node.page();
	const input = await showInputTable(node);
	await dragColumn(input, 'Rack', node.getByTestId('parameter-input-batchName'));
	await dragColumn(input, 'Code', fields.getByTestId('parameter-input-tube_barcode'));
	await dragColumn(input, 'Depth', fields.getByTestId('parameter-input-sequencing_depth'));
	await fields.getByTestId('parameter-input-specimen_type').click();
	const choices = page.getByRole('option');
	await choices.first().waitFor();
	expect(await choices.allInnerTexts()).toEqual(
		expect.arrayContaining(['Human stool', 'Microbial cell culture']),
	);
	await choices.getByText('Human stool').click();

	const output = await executeStep(node);
	expect(await readTable(output)).toMatchObject(
		rows.map(({ Code, Rack }) => ({ tube_barcode: Code, batch_name: Rack })),
	);
	expect(sandbox().batches()).toMatchObject([
		{ name: 'Rack 7', tubes: [{ depth: 'Standard' }, { depth: 'Deep' }] },
		{ name: 'Rack 8', tubes: [{ depth: 'Standard' }] },
	]);
	// Opened again, the node shows its parameters from the top.
	await closeNode(page);
	await startWith(
		(await openNode(page, REGISTER_TUBES)).getByTestId('output-panel'),
		'tube_barcode',
	);
	await settle(page);
	await keepPicture(page, 'mapping');
});

const faultyRows = [
	tube(1, { Patient: 'P-001' }),
	tube(2, { 'Tube Barcode': 508114100109, Patient: 'P-002' }),
	tube(3, { 'Sequencing Depth': 'Deep', Patient: 'P-003' }),
	tube(4, { 'Tube Barcode': '2.35081E+13', Patient: 'P-004' }),
	tube(5, { 'Specimen Type': 'Stool', Patient: 'P-005' }),
	tube(6, { Patient: 'P-006' }),
];

test('several faulty rows are listed where the output would be', async () => {
	const node = await openTubes(
		await store(rowsWorkflow(faultyRows, [oneCodexNode({}, withCredential())])),
	);
	await showInputTable(node);
	await node.getByTestId('node-execute-button').click();
	const message = await node.getByTestId('node-error-message').innerText();
	expect(message).toContain(nothingSent(3, 6));
	const lines = (await node.getByTestId('node-error-description').innerText()).split('\n');
	expect(lines).toEqual([
		expect.stringMatching(/^Row 2, Tube Barcode 508114100109: /),
		expect.stringMatching(/^Row 4, Tube Barcode 2.35081E\+13: /),
		expect.stringMatching(/^Row 5, Specimen Type Stool: /),
	]);
	expect(posts()).toEqual([]);
	// It may come after the message in the node, and would stay in the picture.
	await node.page().getByRole('alert').filter({ hasText: 'rows need fixing' }).first().waitFor();
	await settle(node.page());
	await keepPicture(node.page(), 'faulty-rows');
});

test('what looks like markup in a cell is shown as it stands', async () => {
	const row = tube(1, { 'Specimen Type': '<b>Blood</b>' });
	const node = await openTubes(
		await store(rowsWorkflow([row], [oneCodexNode({}, withCredential())])),
	);
	await node.getByTestId('node-execute-button').click();
	const description = await node.getByTestId('node-error-description').innerText();
	expect(description).toMatch(/^Row 1, Specimen Type "<b>Blood<\/b>": /);
});

const barcodes = [barcode(1), 508114100109, barcode(3), '2.35081E+13'];

const noTabs = 'its outputs are chosen otherwise';
testSinceN8n2('the error output shows the faulty rows beside the good ones', noTabs, async () => {
	const rows = barcodes.map((one) => ({ Barcode: one, Specimen: 'Human stool' }));
	const options = { defaultSequencingDepth: 'Standard' };
	const settings = { ...withCredential(), onError: 'continueErrorOutput' };
	const node = await openTubes(
		await store(rowsWorkflow(rows, [oneCodexNode({ options }, settings)])),
	);
	await showInputTable(node);
	const output = await executeStep(node);
	expect(await output.getByRole('tab').allInnerTexts()).toEqual([
		'Success Branch (2 items)',
		'Error Branch (2 items)',
	]);
	const good = [1, 3].map((number) => ({ tube_barcode: barcode(number) }));
	expect(await readTable(output)).toMatchObject(good);

	await output.getByRole('tab', { name: 'Error Branch' }).click();
	await output.getByText('508114100109', { exact: true }).waitFor();
	const lost = /^Tube Barcode 508114100109: /;
	const rounded = /^Tube Barcode 2.35081E\+13: /;
	expect(await readTable(output)).toMatchObject([
		{ Barcode: '508114100109', error: expect.stringMatching(lost) as string },
		{ Barcode: '2.35081E+13', error: expect.stringMatching(rounded) as string },
	]);
	await settle(node.page());
	await keepPicture(node.page(), 'error-output');
});
