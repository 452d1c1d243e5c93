import { selectors, type Locator, type Page } from 'playwright-core';
import { openPage, type OpenPage } from './browser.cts';
import { browserId, type User } from '../../scripts/lib/n8n/session.cts';

selectors.setTestIdAttribute('data-test-id');

/**
 * Starts a browser that reaches only the n8n at this address, with the log-in of a session, since n8n
 * allows five log-ins a minute.
 */
export async function openEditor(url: string, cookie: string): Promise<OpenPage> {
	const editor = await openPage(url);
	const context = editor.page.context();
	const [name = '', value = ''] = cookie.split('=');
	await context.addCookies([{ name, value, url }]);
	// n8n accepts a log-in only from the browser that logged in.
	await context.addInitScript({
		content: `localStorage.setItem('n8n-browserId', '${browserId}')`,
	});
	return editor;
}

/** Logs in by n8n's form. */
export async function logIn(page: Page, url: string, user: User): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(user.email);
	await page.getByTestId('password').locator('input').fill(user.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** Opens a workflow on the canvas. */
export async function openWorkflow(page: Page, url: string, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** A node on the canvas. */
export function nodeOnCanvas(page: Page, name: string): Locator {
	return page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
}

/** Opens the panel of a node on the canvas. */
export async function openNode(page: Page, name: string): Promise<Locator> {
	await nodeOnCanvas(page, name).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.getByTestId('node-parameters').waitFor();
	return panel;
}

/** Closes the panel of a node. */
export async function closeNode(page: Page): Promise<void> {
	// The second is the button of n8n 1.
	await page.getByTestId('ndv-close-button').or(page.getByTestId('back-to-canvas')).click();
}

/** Where a parameter of a node or a field of a credential is entered. */
export function parameterField(form: Locator, name: string): Locator {
	return form.getByTestId(`parameter-input-${name}`).locator('input, textarea');
}

/** The dialog that creates or changes a credential. */
export function credentialForm(page: Page): Locator {
	return page.getByTestId('editCredential-modal');
}

/** Opens the node panel and types into its search. */
export async function searchNodes(page: Page, words: string): Promise<Locator> {
	await page.getByTestId('node-creator-plus-button').click();
	const panel = page.getByTestId('node-creator');
	// It may not have the focus yet.
	await panel.locator('input').first().fill(words);
	return panel;
}

/**
 * Chooses the manual mapping of a node and returns its fields. The editor loads them when the mapping is
 * chosen or the node is opened. On a busy machine, it sometimes shows none until the node is reopened.
 * @param open opens the node
 * @param field one of the fields
 */
export async function mapManually(
	open: () => Promise<Locator>,
	field: string,
): Promise<{ node: Locator; fields: Locator }> {
	for (let tries = 1; ; tries++) {
		const node = await open();
		await node.getByTestId('mapping-mode-select').click();
		await node.page().getByRole('option', { name: 'Map Each Column Manually' }).click();
		const fields = node.getByTestId('mapping-fields-container');
		const input = fields.getByTestId(`parameter-input-${field}`);
		if (await isThere(input, 15_000)) return { node, fields };
		if (tries === 3) throw new Error(`The mapping shows no fields: ${await node.innerText()}`);
	}
}

/** Runs the nodes before the open one and returns the panel of its input, as a table. */
export async function showInputTable(panel: Locator): Promise<Locator> {
	const input = panel.getByTestId('ndv-input-panel');
	await panel.getByTestId('execute-previous-node').click();
	// The run ends with a message. A click on Execute step before that would disturb it.
	await panel.page().locator('.el-notification').first().waitFor();
	await settle(panel.page());
	await input.getByTestId('radio-button-table').click();
	await input.getByRole('table').waitFor();
	return input;
}

/**
 * Runs the open node, with those before it if needed, and returns the panel of its output. The editor
 * ignores a click while it takes in the end of another run; then this clicks again.
 */
export async function executeStep(panel: Locator): Promise<Locator> {
	const output = panel.getByTestId('output-panel');
	for (let tries = 1; ; tries++) {
		await panel.getByTestId('node-execute-button').click();
		// Not its mark of success, which a late change of a field turns into a warning.
		const table = output.getByRole('table');
		if (await isThere(table, 20_000)) return output;
		if (tries === 3) throw new Error(`The output has no table: ${await panel.innerText()}`);
	}
}

/** Reads the table of an input or output panel: the items as the user sees them. */
export async function readTable(panel: Locator): Promise<Array<Record<string, string>>> {
	await panel.getByRole('table').waitFor();
	const titles = await panel.locator('th').allInnerTexts();
	const rows = await panel.locator('tbody tr').all();
	const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
	return cells.map((row) =>
		Object.fromEntries(
			titles.flatMap((title, index) => (title === '' ? [] : [[title, row[index]?.trim() ?? '']])),
		),
	);
}

/**
 * Drags a column by its title from the table of an input panel onto a field, with the mouse. On a busy
 * machine, a field may move during the drop, and the column misses it; then this tries again.
 */
export async function dragColumn(input: Locator, title: string, field: Locator): Promise<void> {
	for (let tries = 1; ; tries++) {
		await dragOnce(input, title, field);
		if (await isThere(field.filter({ hasText: title }), 10_000)) return;
		if (tries === 3) throw new Error(`The column ${title} never arrives in its field`);
	}
}

async function dragOnce(input: Locator, title: string, field: Locator): Promise<void> {
	const { mouse } = input.page();
	await input.locator('th').getByText(title, { exact: true }).hover();
	await mouse.down();
	await field.scrollIntoViewIfNeeded();
	// A field may move when another loses the focus.
	for (const steps of [20, 5]) {
		const { x, y, width, height } = await boxOf(field);
		await mouse.move(x + width / 2, y + height / 2, { steps });
	}
	await mouse.up();
}

/** Scrolls the table of a panel sideways until it starts with a column. */
export async function startWith(panel: Locator, title: string): Promise<void> {
	// Between the edge of a panel and the content of its table.
	const margin = 20;
	const column = panel.getByText(title, { exact: true }).first();
	await column.waitFor({ state: 'attached' });
	const [table, first] = [await boxOf(panel), await boxOf(column)];
	await panel.hover();
	await panel.page().mouse.wheel(first.x - table.x - margin, 0);
}

/** Waits until the editor has finished and shows no more messages, with the mouse pointing at nothing. */
export async function settle(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	await page.waitForLoadState('networkidle');
	// One message may follow another, and error messages stay.
	const close = page.locator('.el-notification__closeBtn').first();
	while (await close.isVisible()) {
		await close.click({ timeout: 1_000 }).catch(() => undefined);
		await page.mouse.move(0, 0);
		await page.waitForTimeout(500);
	}
	await page.waitForTimeout(500);
}

/** Whether something is visible before a time in ms has passed. */
async function isThere(what: Locator, timeout: number): Promise<boolean> {
	return await what.waitFor({ timeout }).then(
		() => true,
		() => false,
	);
}

async function boxOf(element: Locator) {
	const box = await element.boundingBox();
	if (!box) throw new Error(`The editor does not show ${element.toString()}`);
	return box;
}
