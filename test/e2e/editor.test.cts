import type { OpenPage } from '../../scripts/lib/browser.cts';
import { openEditor, openNode, openWorkflow, searchNodes } from '../../scripts/lib/editor.cts';
import { n8nUrl } from './addresses.cts';
import { useN8n } from './use-n8n.cts';
import { oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';

const { client, credential, importExample, posts, sandbox, standing } = useN8n();

let editor: OpenPage | undefined;
beforeAll(async () => {
	editor = await openEditor(n8nUrl());
});
afterAll(() => editor?.close());

/** Opens a workflow in the editor and gives the page. */
async function show(workflowId: string) {
	if (!editor) throw new Error('The editor is open during tests only');
	await openWorkflow(editor.page, n8nUrl(), workflowId);
	return editor.page;
}

test('the node panel finds the node by what it does', async () => {
	const page = await show(await importExample('spreadsheet-to-samples'));
	const panel = await searchNodes(page, 'register sequencing batch');
	const found = panel.getByTestId('node-creator-item-name');
	await found.getByText('One Codex').waitFor();
	expect(await found.allTextContents()).toEqual(['One Codex']);

	await found.click();
	await panel.getByText('Register a sequencing batch').click();
	await page.getByTestId('ndv').getByTestId('parameter-input-batchName').waitFor();
});

test('the panel of the node names its parameters and shows its items', async () => {
	const page = await show(await importExample('spreadsheet-to-samples'));
	const panel = await openNode(page, REGISTER_TUBES);
	const parameters = panel.getByTestId('node-parameters');
	await parameters.getByTestId('mapping-mode-select').waitFor();
	const labels = await parameters.getByTestId('input-label').allInnerTexts();
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

	await panel.getByTestId('node-execute-button').click();
	const output = panel.getByTestId('output-panel');
	await output.getByTestId('node-run-status-success').waitFor();
	expect(await output.getByTestId('ndv-items-count').innerText()).toContain('12 items');
	expect(standing()).toHaveLength(12);
	const [first] = sandbox().batches()[0]?.tubes ?? [];
	await output.getByText(first?.sampleId ?? '', { exact: true }).waitFor();
});

/**
 * Opens a field of the mapping. The editor fetches the fields when the node is opened, and on a busy
 * machine it sometimes shows none until it is opened again.
 */
async function openField(workflowId: string, name: string) {
	for (let tries = 1; ; tries++) {
		const panel = await openNode(await show(workflowId), REGISTER_TUBES);
		const fields = panel.getByTestId('mapping-fields-container');
		const field = fields.getByTestId(`parameter-input-${name}`);
		const isThere = await field.waitFor({ timeout: 15_000 }).then(
			() => true,
			() => false,
		);
		if (isThere) return field;
		if (tries === 3) throw new Error(`The mapping shows no ${name}: ${await panel.innerText()}`);
	}
}

test('a manual mapping offers the choices that One Codex knows', async () => {
	const sampleFields = { mappingMode: 'defineBelow', value: { tube_barcode: '={{ $json.x }}' } };
	const id = await client().createWorkflow(rowsWorkflow([], [oneCodexNode({ sampleFields })]));
	const field = await openField(id, 'specimen_type');
	await field.click();
	const choices = field.page().getByRole('option');
	await choices.first().waitFor();
	expect(await choices.allInnerTexts()).toEqual(
		expect.arrayContaining(['Human stool', 'Microbial cell culture']),
	);
}, 120_000);

test('faulty rows are listed where the output would be', async () => {
	const rows = [tube(1), tube(2, { 'Tube Barcode': 12345, 'Specimen Type': '<b>Blood</b>' })];
	const node = oneCodexNode({}, { credentials: { oneCodexApi: credential() } });
	const id = await client().createWorkflow(rowsWorkflow(rows, [node]));
	const page = await show(id);
	await page.getByTestId('execute-workflow-button').click();
	await page.getByText('Problem in node').waitFor();

	const panel = await openNode(page, REGISTER_TUBES);
	const message = await panel.getByTestId('node-error-message').innerText();
	expect(message).toContain('1 of 2 rows is faulty: nothing was sent to One Codex');
	const lines = (await panel.getByTestId('node-error-description').innerText()).split('\n');
	expect(lines).toEqual([
		expect.stringMatching(/^Row 2: Tube Barcode "12345": is a number of 5 digits/),
		expect.stringMatching(/^Row 2: Specimen Type "<b>Blood<\/b>": is not one of the choices/),
	]);
	expect(posts()).toEqual([]);
});
