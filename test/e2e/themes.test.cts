import type { Locator, Page } from 'playwright-core';
import type { OpenPage } from '../editor/browser.cts';
import { nodeOnCanvas, openEditor, openWorkflow, searchNodes, settle } from '../editor/editor.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';
import { keepPicture } from './keep-picture.cts';
import { useN8n } from './use-n8n.cts';
import { REGISTER_TUBES } from './workflows.cts';

const { importExample } = useN8n();
jest.setTimeout(180_000);

let editor: OpenPage | undefined;
beforeAll(async () => {
	editor = await openEditor(n8nUrl(), n8nCookie());
});
afterAll(() => editor?.close());

/** Where the pictures of an element come from, and how wide they are: 0 for one that did not load. */
async function picturesIn(element: Locator) {
	const images = element.locator('img');
	await images.first().waitFor();
	return await Promise.all(
		(await images.all()).map(async (image) => ({
			src: await image.getAttribute('src'),
			width: await image.evaluate((loaded: object) => Number(Reflect.get(loaded, 'naturalWidth'))),
		})),
	);
}

/** Shows a workflow and the node panel beside it, in one of the themes. */
async function show(colorScheme: 'light' | 'dark'): Promise<Page> {
	if (!editor) throw new Error('The editor is open during tests only');
	const { page } = editor;
	await page.emulateMedia({ colorScheme });
	await openWorkflow(page, n8nUrl(), await importExample('spreadsheet-to-samples'));
	return page;
}

test.each([
	['light', /\/onecodex\.svg$/],
	['dark', /\/onecodex\.dark\.svg$/],
] as const)('the icons of the %s theme are shown', async (theme, file) => {
	const page = await show(theme);
	const panel = await searchNodes(page, 'one codex');
	// The panel leaves out the word Trigger.
	await panel.getByText('One Codex Event', { exact: true }).waitFor();
	const icons = [
		...(await picturesIn(nodeOnCanvas(page, REGISTER_TUBES))),
		...(await picturesIn(panel)),
	];
	expect(icons.length).toBeGreaterThan(2);
	for (const { src, width } of icons) {
		expect(src).toMatch(file);
		expect(width).toBeGreaterThan(0);
	}
	await settle(page);
	await keepPicture(page, `theme-${theme}`);
});
