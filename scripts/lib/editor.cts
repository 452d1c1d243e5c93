import { selectors, type Locator, type Page } from 'playwright-core';
import { openPage, type OpenPage } from './browser.cts';
import { owner } from './n8n-session.cts';

selectors.setTestIdAttribute('data-test-id');

/** Starts a browser that reaches the n8n at this address and nothing else, and logs in as the owner. */
export async function openEditor(url: string): Promise<OpenPage> {
	const editor = await openPage(url);
	try {
		await logIn(editor.page, url);
		return editor;
	} catch (error) {
		await editor.close();
		throw error;
	}
}

async function logIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.getByTestId('emailOrLdapLoginId').locator('input').fill(owner.email);
	await page.getByTestId('password').locator('input').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** Opens a workflow on the canvas. */
export async function openWorkflow(page: Page, url: string, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** Opens the panel of a node on the canvas. */
export async function openNode(page: Page, name: string): Promise<Locator> {
	await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
	const panel = page.getByTestId('ndv');
	await panel.getByTestId('node-parameters').waitFor();
	return panel;
}

/** Opens the node panel and types into its search. */
export async function searchNodes(page: Page, words: string): Promise<Locator> {
	await page.getByTestId('node-creator-plus-button').click();
	const panel = page.getByTestId('node-creator');
	await panel.getByTestId('node-creator-search-bar').waitFor();
	// The search bar has the focus.
	await page.keyboard.type(words);
	return panel;
}
