import { readdirSync } from 'node:fs';
import type { OpenPage } from '../editor/browser.cts';
import { openEditor, openWorkflow, settle } from '../editor/editor.cts';
import { readExample } from '../../scripts/lib/examples.cts';
import { examplesFolder } from '../../scripts/lib/paths.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { boxAround, keepPicture } from './keep-picture.cts';
import { useN8n } from './use-n8n.cts';
import { HITL, testSinceN8n2 } from './versions.cts';

const { client, importExample } = useN8n();

let editor: OpenPage | undefined;
// Whatever the examples need besides One Codex: the ids in their files, the types of the credentials, and what
// n8n insists on.
const OTHERS = {
	openaiaccount: ['openAiApi', { apiKey: 'none' }],
	googlesheetsaccount: ['googleSheetsOAuth2Api', {}],
	smtpaccount: ['smtp', {}],
} as const;
const credentials: Record<string, string> = {};
beforeAll(async () => {
	editor = await openEditor(n8nUrl(), n8nCookie());
	// Wide enough for the notes to be read in a picture.
	await editor.page.setViewportSize({ width: 1600, height: 900 });
	for (const [id, [type, data]] of Object.entries(OTHERS)) {
		credentials[id] = await client().createCredential(type, type, data);
	}
});
afterAll(async () => {
	for (const id of Object.values(credentials))
		await client().request('DELETE', `/credentials/${id}`);
	await editor?.close();
});

const examples = readdirSync(examplesFolder).flatMap(
	(file) => /^(.*)\.json$/.exec(file)?.[1] ?? [],
);

/** Opens an example and gives the nodes that are marked on the canvas: wrong, or not set up. */
async function markedNodes(name: string, replacements = {}): Promise<string[]> {
	const { nodes } = await readExample(name, '');
	const last = nodes.findLast(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const workflowId = await importExample(name, replacements);
	if (!editor) throw new Error('The editor is open during tests only');
	const { page } = editor;
	await openWorkflow(page, n8nUrl(), workflowId);
	const onCanvas = page.getByTestId('canvas-node');
	await page.locator(`[data-node-name="${last?.name}"]`).first().waitFor();
	const marks = '[data-test-id=node-issues], [data-test-id=node-setup-required]';
	const marked = await onCanvas.filter({ has: page.locator(marks) }).all();
	const names = marked.map((node) => node.getAttribute('data-node-name'));
	return (await Promise.all(names)).map(String);
}

/** The titles of the notes on the open canvas whose text goes on below their edge. */
async function cutNotes(): Promise<string[]> {
	const notes = (await editor?.page.locator('.n8n-sticky').all()) ?? [];
	expect(notes).not.toEqual([]);
	const cut = await Promise.all(
		notes.map(async (note) => {
			const last = note.locator('h2, h3, p, ol, ul').last();
			const [text, edge] = await Promise.all([last.boundingBox(), note.boundingBox()]);
			const isWhole = text && edge && text.y + text.height <= edge.y + edge.height;
			return isWhole ? [] : [await note.locator('h2').innerText()];
		}),
	);
	return cut.flat();
}

/** Keeps the picture of the open canvas. */
async function keepCanvas(name: string): Promise<void> {
	if (!editor) throw new Error('The editor is open during tests only');
	const { page } = editor;
	await settle(page);
	// The editor's key for showing all of it.
	await page.keyboard.press('1');
	await page.waitForTimeout(1_000);
	await keepPicture(
		page,
		`templates/${name}`,
		await boxAround(page.locator('.vue-flow__node'), 30),
	);
}

// What only the account has to choose from.
const TO_CHOOSE: Record<string, string[]> = { 'run-job-to-table': ['Run Job'] };

for (const name of examples) {
	const title = `${name} opens with nothing to set up but the credential, and what only the lab can choose`;
	const run = async () => {
		expect(await markedNodes(name, credentials)).toEqual(TO_CHOOSE[name] ?? []);
		await keepCanvas(name);
	};
	if (name === 'agent-registers-tubes') testSinceN8n2(title, HITL, run);
	else test(title, run);
}

const otherNotes = 'its notes need more room';
for (const name of examples) {
	testSinceN8n2(`the notes of ${name} are not cut off`, otherNotes, async () => {
		await markedNodes(name);
		expect(await cutNotes()).toEqual([]);
	});
}

testSinceN8n2('a note that is too small is noticed', otherNotes, async () => {
	await markedNodes('webhook-to-samples', { '"height":580': '"height":500' });
	expect(await cutNotes()).toEqual(['Register tubes from a webhook']);
});

test('a node without its credential is marked', async () => {
	expect(await markedNodes('approval-to-samples', { '"smtp":': '"none":' })).toEqual([
		'Ask for Approval',
	]);
});
