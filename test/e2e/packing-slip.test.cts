import type { Page } from 'playwright-core';
import { openPage, type OpenPage } from '../editor/browser.cts';
import { formHost, openForm } from './forms.cts';
import { keepPicture } from './keep-picture.cts';
import { useN8n } from './use-n8n.cts';
import { barcode } from './workflows.cts';

const { client, importExample, posts, sandbox } = useN8n();

let browser: OpenPage | undefined;
let workflowId = '';
beforeAll(async () => {
	browser = await openPage(formHost);
});
beforeEach(async () => {
	workflowId = await importExample('form-to-packing-slip');
	await client().activate(workflowId);
});
afterEach(() => client().deactivate(workflowId));
afterAll(() => browser?.close());

/** Scans tubes into the form, sends it, and gives the page that follows. */
async function scan(barcodes: string[], batchName = 'Rack 12'): Promise<Page> {
	if (!browser) throw new Error('The browser is open during tests only');
	const { page } = browser;
	await page.setViewportSize({ width: 800, height: 600 });
	await openForm(page, 'packing-slip');
	await page.getByLabel('Batch Name').fill(batchName);
	await page.getByLabel('Tracking Numbers').fill('7946 1234 5678\n7946 1234 5679\n');
	await page.getByLabel('Specimen Type').selectOption('Human stool');
	await page.getByLabel('Sequencing Depth').selectOption('Deep');
	await page.getByLabel('Tube Barcodes').fill(barcodes.join('\n'));
	await page.getByRole('button', { name: 'Check and register' }).click();
	await page.waitForURL(/\/form-waiting\//);
	await page.locator('.slip, .header').waitFor();
	return page;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => barcode(index + 1));

/** What the slip says in its table, by its headings. */
async function tableOf(page: Page): Promise<Record<string, string>> {
	const rows = await page.locator('.slip tr').all();
	const cells = rows.map((row) => row.locator('th, td').allInnerTexts());
	return Object.fromEntries((await Promise.all(cells)) as Array<[string, string]>);
}

const tubesOf = (page: Page) => page.locator('.slip li').allInnerTexts();

/** How many sheets of A4 the page takes. */
async function sheetsOf(page: Page): Promise<number> {
	const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

test('scanned tubes are registered, and the page is their packing slip', async () => {
	const tubes = many(24);
	const page = await scan([...tubes, '', ' ']);
	const [batch, ...more] = sandbox().batches();
	expect(more).toEqual([]);
	expect(batch).toMatchObject({
		trackingNumbers: ['7946 1234 5678', '7946 1234 5679'],
		tubes: tubes.map((one) => ({ barcode: one, specimenType: 'Human stool', depth: 'Deep' })),
	});
	const table = {
		Batch: 'Rack 12',
		'Batch number': batch?.number,
		'Tracking numbers': '7946 1234 5678, 7946 1234 5679',
		Tubes: '24',
	};
	expect(await tableOf(page)).toEqual(table);
	expect(await tubesOf(page)).toEqual(tubes);
	await keepPicture(page, 'packing-slip');

	// Sent again, it is the same slip.
	expect(await tableOf(await scan(tubes))).toEqual(table);
	expect(posts()).toHaveLength(1);
});

test.each([96, 384])('a slip of %i tubes is one sheet', async (count) => {
	const page = await scan(many(count));
	expect(await tubesOf(page)).toHaveLength(count);
	expect(await sheetsOf(page)).toBe(1);
	await page.addStyleTag({ content: '.slip { height: 2000mm }' });
	expect(await sheetsOf(page)).toBeGreaterThan(1);
});

test('no text becomes HTML, or part of the template', async () => {
	const name = `<img src=x> & "$&" '$\`' {{ $json.tubes.length }} Größe 1/2`;
	const page = await scan(many(1), name);
	expect(await tableOf(page)).toMatchObject({ Batch: name, Tubes: '1' });
	expect(await page.locator('.slip img').count()).toBe(0);
});

test('tubes that need fixing are listed once each, and nothing is sent', async () => {
	const page = await scan([barcode(1), '12345', '<b>1</b>']);
	expect(await page.locator('.header h1').innerText()).toBe('Nothing was sent');
	const lines = (await page.locator('.header p').innerText()).split('\n');
	expect(lines.filter((line) => line.startsWith('Tube Barcode'))).toEqual([
		expect.stringMatching(/^Tube Barcode 12345: /),
		expect.stringMatching(/^Tube Barcode "<b>1<\/b>": /),
	]);
	expect(posts()).toEqual([]);
});

test('tubes that could not be registered are not on the slip as if they were', async () => {
	const message = 'Not <b>today</b>';
	sandbox().inject({ match: { method: 'POST' }, fault: { kind: 'status', status: 403, message } });
	const page = await scan(many(2));
	expect(await tableOf(page)).toMatchObject({ 'Batch number': '', Tubes: '0' });
	expect(await page.locator('.slip .missing').innerText()).toMatch(/\(403\)\. .*Not <b>today<\/b>/);
	expect(await tubesOf(page)).toEqual([]);
});
