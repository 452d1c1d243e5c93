import type { OpenPage } from '../editor/browser.cts';
import { closeNode, openEditor, openNode, openWorkflow } from '../editor/editor.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { useN8n } from './use-n8n.cts';
import { testSinceN8n2 } from './versions.cts';
import { makeWorkflow } from './workflows.cts';

const { client, credential } = useN8n();
jest.setTimeout(180_000);

const TRIGGER = 'Event';

let editor: OpenPage | undefined;
beforeAll(async () => {
	editor = await openEditor(n8nUrl(), n8nCookie());
});
afterAll(() => editor?.close());

/** Shows a workflow of the trigger alone. */
async function show(): Promise<OpenPage['page']> {
	if (!editor) throw new Error('The editor is open during tests only');
	const trigger = {
		name: TRIGGER,
		type: 'n8n-nodes-onecodex.oneCodexEventTrigger',
		typeVersion: 2,
		credentials: { oneCodexApi: credential() },
		webhookId: 'event-panel',
	};
	const id = await client().createWorkflow(makeWorkflow([trigger], []));
	await openWorkflow(editor.page, n8nUrl(), id);
	return editor.page;
}

test('the canvas says which events start the workflow', async () => {
	await (await show()).getByText('any event', { exact: true }).waitFor();
});

test('the panel of the trigger says whom to send its address, and what to write', async () => {
	const node = await openNode(await show(), TRIGGER);
	const letter = node.getByRole('link', { name: 'support@onecodex.com' });
	await letter.waitFor();
	expect(await node.innerText()).toMatch(/Production URL[^]*sample\.uploaded, analysis\.succeeded/);
	const draft = new URL((await letter.getAttribute('href')) ?? '').searchParams;
	expect([...draft.keys()]).toEqual(['subject', 'body']);
	expect(draft.get('body')).toContain('analysis.failed');
	// The address itself, which the editor shows nowhere else.
	const parameters = node.getByTestId('node-parameters');
	await parameters.getByText('Webhook URLs').click();
	await parameters.getByText('Production URL').click();
	await parameters.getByText('/webhook/event-panel/webhook').waitFor();
	await closeNode(node.page());
});

testSinceN8n2(
	'when the workflow is published, the editor says what that means',
	'its editor activates a workflow by another button',
	async () => {
		const page = await show();
		for (const scope of [page, page.getByRole('dialog')]) {
			await scope.getByRole('button', { name: 'Publish', exact: true }).first().click();
		}
		const dialog = page.getByRole('dialog').filter({ hasText: 'send it to support@onecodex.com' });
		await dialog.waitFor();
	},
);
