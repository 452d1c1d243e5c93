import type { Locator, Page } from 'playwright-core';
import { z } from 'zod/v4';
import { openPage, type OpenPage } from '../editor/browser.cts';
import {
	credentialForm,
	logIn,
	nodeOnCanvas,
	openEditor,
	openNode,
	openWorkflow,
	parameterField,
	readTable,
	settle,
} from '../editor/editor.cts';
import { TEST_RESULTS } from '../../nodes/OneCodex/wording/credentialTexts';
import { readExample } from '../../scripts/lib/examples.cts';
import type { N8nClient, WorkflowContent } from '../../scripts/lib/n8n/client.cts';
import { n8nCookie, n8nFiles, n8nUrl } from './addresses.cts';
import { countActions, type Actions } from './count-actions.cts';
import { keepPicture } from './keep-picture.cts';
import { newMember } from './new-member.cts';
import { restartIds } from './steady-ids.cts';
import { useN8n } from './use-n8n.cts';
import { isN8n1, testInOwnN8n, testSinceN8n2 } from './versions.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, SOURCE, tube } from './workflows.cts';

jest.mock<typeof import('./steady-ids.cts')>('../../sandbox/ids.cts', () =>
	jest.requireActual('./steady-ids.cts'),
);

beforeEach(restartIds);
const { client, sandbox, standing } = useN8n();
jest.setTimeout(300_000);

// What is counted, and seen on the way, is the editor of today.
const otherEditor = 'its editor asks for credentials and packages in another way';

const withIds = z.array(z.object({ id: z.string() }));

// Only who owns an n8n installs packages, and only who is new has no credentials.
let owner: OpenPage | undefined;
let member: (OpenPage & { client: N8nClient }) | undefined;
beforeAll(async () => {
	owner = await openEditor(n8nUrl(), n8nCookie());
	const { user, client: asMember } = await newMember(client());
	const opened = await openPage(n8nUrl());
	member = { ...opened, client: asMember };
	await logIn(opened.page, n8nUrl(), user);
});
beforeEach(async () => {
	const { client: asMember } = opened(member);
	const kept = withIds.parse(await asMember.request('GET', '/credentials'));
	for (const { id } of kept) await asMember.request('DELETE', `/credentials/${id}`);
});
afterAll(async () => {
	await owner?.close();
	await member?.close();
});

function opened<T extends OpenPage>(editor: T | undefined): T {
	if (!editor) throw new Error('The editor is open during tests only');
	return editor;
}

/** Shows a new user's workflow on the canvas. */
async function show(workflow: WorkflowContent): Promise<Page> {
	const { page, client: asMember } = opened(member);
	await openWorkflow(page, n8nUrl(), await asMember.createWorkflow(workflow));
	return page;
}

/** Leads the credential to the sandbox. A user of One Codex leaves its base URL as it is. */
async function leadToSandbox(page: Page): Promise<void> {
	const form = credentialForm(page);
	// n8n proposes the name a moment later, and saves none without.
	await form.getByTestId('credential-name').filter({ hasText: 'One Codex account' }).waitFor();
	await parameterField(form, 'baseUrl').fill(sandbox().url);
}

/** What a user does in n8n's dialog for a package. Its last button would change the n8n of all tests. */
async function agreeToInstall(user: Actions, dialog: Locator): Promise<void> {
	await user.click('I understand', dialog.getByTestId('user-agreement-checkbox'));
	const install = dialog.getByTestId('install-community-package-button');
	expect(await install.isEnabled()).toBe(true);
	user.imagine('Install, with npm in reach');
}

/** What a user does to get a workflow that was copied, from the first page of n8n on. */
async function pasteWorkflow(user: Actions, page: Page, workflow: string): Promise<void> {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto(`${n8nUrl()}/home/workflows`);
	// The second is the card of who has no workflow yet.
	const create = page
		.getByTestId('add-resource-workflow')
		.or(page.getByTestId('new-workflow-card'));
	await user.click('Create workflow', create);
	await page.getByTestId('canvas-add-button').waitFor();
	await user.paste('paste the example', page, workflow);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** What a user does in the open node to make its credential. */
async function connect(user: Actions, page: Page): Promise<void> {
	const form = credentialForm(page);
	await user.click('Connect to One Codex', page.getByText('Connect to One Codex'));
	await leadToSandbox(page);
	await user.type('paste the API key', parameterField(form, 'apiKey'), sandbox().apiKey);
	await user.click('Save', form.getByTestId('credential-save-button'));
	// It closes when the test of the credential succeeds.
	await form.waitFor({ state: 'hidden' });
}

/** Executes the open node and gives the items that are seen in its output. */
async function register(user: Actions, node: Locator) {
	await user.click('Execute step', node.getByTestId('node-execute-button'));
	return await readTable(node.getByTestId('output-panel'));
}

const [declare, why] = isN8n1
	? [testSinceN8n2, otherEditor]
	: [testInOwnN8n, 'the example reads a file'];

declare(
	'a pasted example is ten actions away from its first registration, with the install',
	why,
	async () => {
		const user = countActions();
		const example = JSON.stringify(await readExample('spreadsheet-to-samples', n8nFiles()));

		// In this n8n the package is there, so another one is missing.
		const admin = opened(owner).page;
		const missing = example.replaceAll('n8n-nodes-onecodex.', 'n8n-nodes-missing.');
		await pasteWorkflow(user, admin, missing);
		await user.open('open the node', nodeOnCanvas(admin, REGISTER_TUBES));
		await user.click('Install', admin.getByTestId('install-community-node-button'));
		const dialog = admin.getByTestId('communityPackageInstall-modal');
		expect(await dialog.getByTestId('package-name-input').inputValue()).toBe('n8n-nodes-missing');
		await agreeToInstall(user, dialog);

		const { page } = opened(member);
		await pasteWorkflow(countActions(), page, example);
		const node = await openNode(page, REGISTER_TUBES);
		await connect(user, page);
		expect(await register(user, node)).toHaveLength(12);
		expect(standing()).toHaveLength(12);
		expect(user.done).toEqual([
			'Create workflow',
			'paste the example',
			'open the node',
			'Install',
			'I understand',
			'Install, with npm in reach',
			'Connect to One Codex',
			'paste the API key',
			'Save',
			'Execute step',
		]);
	},
);

testSinceN8n2('the installation by name takes six actions', otherEditor, async () => {
	const user = countActions();
	const { page } = opened(owner);
	await page.goto(`${n8nUrl()}/home/workflows`);
	await user.click('Settings', page.getByTestId('main-sidebar-settings'));
	await user.click('Community nodes', page.getByTestId('settings-community-nodes'));
	const install = page.getByText('Install a community node');
	// n8n asks npm for newer versions first, which takes long on a busy machine.
	await install.waitFor({ timeout: 240_000 });
	await user.click('Install a community node', install);
	const dialog = page.getByTestId('communityPackageInstall-modal');
	await user.type('name', dialog.getByTestId('package-name-input'), 'n8n-nodes-onecodex');
	await agreeToInstall(user, dialog);
	expect(user.done).toHaveLength(6);
});

testSinceN8n2('from the node panel to the first samples are ten actions', otherEditor, async () => {
	const user = countActions();
	const rows = [1, 2, 3].map((number) => tube(number, { Patient: `P-00${number}` }));
	const page = await show({ ...rowsWorkflow(rows, []), name: 'Tubes of this week' });
	const panel = page.getByTestId('node-creator');

	await user.click(`the plus behind ${SOURCE}`, page.getByTestId('canvas-handle-plus'));
	const search = panel.getByTestId('node-creator-search-bar');
	await user.type('search', search, 'register sequencing batch');
	const found = panel.getByTestId('node-creator-item-name');
	await found.getByText('One Codex').waitFor();
	expect(await found.allTextContents()).toEqual(['One Codex']);
	await settle(page);
	await keepPicture(page, 'node-panel');
	await user.click('One Codex', found);
	await user.click('Register …', panel.getByText('Register sequencing batch'));
	const node = page.getByTestId('ndv');
	await node.getByTestId('node-parameters').waitFor();
	await connect(user, page);
	await user.type('Batch Name', parameterField(node, 'batchName'), 'Rack 7');
	const tracking = parameterField(node, 'returnTrackingNumbers');
	await user.type('Tracking Numbers', tracking, '7946 1234 5678');

	expect(await register(user, node)).toMatchObject(
		[1, 2, 3].map((number) => ({
			tube_barcode: barcode(number),
			batch_name: 'Rack 7',
			already_registered: 'false',
		})),
	);
	expect(sandbox().batches()).toMatchObject([{ name: 'Rack 7', tubes: { length: 3 } }]);
	expect(user.done).toEqual([
		'the plus behind Source',
		'search',
		'One Codex',
		'Register …',
		'Connect to One Codex',
		'paste the API key',
		'Save',
		'Batch Name',
		'Tracking Numbers',
		'Execute step',
	]);
});

testSinceN8n2(
	'a credential is made in the node, and its test fails and succeeds',
	otherEditor,
	async () => {
		const { client: asMember } = opened(member);
		await asMember.createCredential('Of another lab', 'oneCodexApi', { apiKey: 'k', baseUrl: 'x' });
		const page = await show(rowsWorkflow([tube(1)], [oneCodexNode({})]));
		const node = await openNode(page, REGISTER_TUBES);
		await node.getByTestId('node-credentials-select').click();
		await page.getByText('Create new credential').click();
		const form = credentialForm(page);
		await leadToSandbox(page);
		await parameterField(form, 'apiKey').fill('wrong');
		await form.getByTestId('credential-save-button').click();
		await form.getByText('More details').click();
		await form.getByText(TEST_RESULTS[401]).waitFor();

		await parameterField(form, 'apiKey').fill(sandbox().apiKey);
		await form.getByTestId('credential-save-button').click();
		await form.waitFor({ state: 'hidden' });
		await node.getByTestId('credential-edit-button').click();
		await form.getByText('Connection tested successfully').waitFor();
		expect([...new Set(sandbox().requests.map(({ status }) => status))]).toEqual([401, 200]);
		// What a user of One Codex sees there, and the same in every run.
		await parameterField(form, 'baseUrl').evaluate(
			(input: { value: string }, url) => (input.value = url),
			'https://app.onecodex.com',
		);
		await settle(page);
		await keepPicture(page, 'credential');
		await page.keyboard.press('Escape');
	},
);
