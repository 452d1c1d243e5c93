import type { OpenPage } from '../editor/browser.cts';
import {
	dragColumn,
	executeStep,
	mapManually,
	openEditor,
	openNode,
	openWorkflow,
	showInputTable,
} from '../editor/editor.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { useN8n } from './use-n8n.cts';
import { oneCodexNode, REGISTER_TUBES, rowsWorkflow } from './workflows.cts';

const { client, credential, sandbox } = useN8n();
jest.setTimeout(180_000);

let editor: OpenPage | undefined;
beforeAll(async () => {
	editor = await openEditor(n8nUrl(), n8nCookie());
});
afterAll(() => editor?.close());

const patches = () => sandbox().requests.filter(({ method }) => method === 'PATCH');

test('a field of the metadata that nothing is dragged to stays as it is', async () => {
	const page = editor?.page;
	if (!page) throw new Error('The editor is open during tests only');
	const sample_id = sandbox().addSample();
	const node = oneCodexNode(
		{ resource: 'metadata', operation: 'update' },
		{ credentials: { oneCodexApi: credential() } },
	);
	const id = await client().createWorkflow(rowsWorkflow([{ sample_id, Who: 'P-7' }], [node]));
	const open = async () => {
		await openWorkflow(page, n8nUrl(), id);
		return await openNode(page, REGISTER_TUBES);
	};
	const { node: panel, fields } = await mapManually(open, 'name');
	const input = await showInputTable(panel);
	await dragColumn(input, 'Who', fields.getByTestId('parameter-input-name'));
	await executeStep(panel);
	expect(patches()).toHaveLength(1);
	expect(patches()[0]?.body).toEqual({ name: 'P-7' });
});
