import { chromium as playwright, selectors, type Locator, type Page } from 'playwright-core';
import { owner } from './n8n-session.cts';

/** n8n's editor in a browser without a window, logged in as the owner. */
export interface Editor {
	page: Page;
	close: () => Promise<void>;
}

selectors.setTestIdAttribute('data-test-id');

// Those that the package proposes are for a cloud function; these do for any machine, also for root.
const browserArgs = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/** Starts a browser that reaches the n8n at this address and nothing else, and logs in. */
export async function openEditor(url: string): Promise<Editor> {
	// The headless Chromium of this package brings the libraries that a bare machine lacks.
	const { default: chromium } = await import('@sparticuz/chromium');
	const executablePath = await chromium.executablePath();
	const { hostname } = new URL(url);
	// Routes that abort requests would do, but Playwright then caches nothing, and the editor is large.
	const onlyN8n = `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${hostname}`;
	const browser = await playwright.launch({ executablePath, args: [...browserArgs, onlyN8n] });
	const close = () => browser.close();
	try {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 900 },
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		await logIn(page, url);
		return { page, close };
	} catch (error) {
		await close();
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
