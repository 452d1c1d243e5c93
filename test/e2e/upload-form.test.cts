import { Workbook } from 'exceljs';
import type { Page } from 'playwright-core';
import { openPage, type OpenPage } from '../editor/browser.cts';
import { formHost, openForm } from './forms.cts';
import { keepPicture } from './keep-picture.cts';
import { useN8n } from './use-n8n.cts';
import { barcode } from './workflows.cts';

const { client, importExample, posts, sandbox } = useN8n();

const TITLES = ['Tube Barcode', 'Specimen Type', 'Sequencing Depth', 'Collection Date', 'Patient'];

let browser: OpenPage | undefined;
let workflowId = '';
beforeAll(async () => {
	browser = await openPage(formHost);
});
beforeEach(async () => {
	workflowId = await importExample('upload-form-to-batch');
	await client().activate(workflowId);
});
afterEach(() => client().deactivate(workflowId));
afterAll(() => browser?.close());

type Cell = string | number | Date | null;

async function workbookOf(rows: Cell[][]): Promise<Buffer> {
	const workbook = new Workbook();
	workbook.addWorksheet('Tubes').addRows(rows);
	return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Fills in the form in the browser. */
async function fillIn(rows: Cell[][]): Promise<Page> {
	if (!browser) throw new Error('The browser is open during tests only');
	const { page } = browser;
	await page.setViewportSize({ width: 640, height: 600 });
	await openForm(page, 'register-tubes-form');
	await page.getByLabel('Workbook').setInputFiles({
		name: 'tubes.xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer: await workbookOf(rows),
	});
	await page.getByLabel('Batch Name').fill('Rack 12');
	await page.getByLabel('Tracking Numbers').fill('7946 1234 5678\n7946 1234 5679');
	return page;
}

/** Fills the form in and sends it, and gives the title and the lines of the page that follows. */
async function send(rows: Cell[][]): Promise<{ title: string; lines: string[]; page: Page }> {
	const page = await fillIn(rows);
	await page.getByRole('button', { name: 'Check and register' }).click();
	await page.waitForURL(/\/form-waiting\//);
	const header = page.locator('.header');
	const title = await header.locator('h1').innerText();
	return { title, lines: (await header.locator('p').innerText()).split('\n'), page };
}

test('the form says what it wants', async () => {
	const page = await fillIn([TITLES, [Number(barcode(1)), 'Human stool', 'Standard', null, 'P-1']]);
	expect(await page.locator('label').allInnerTexts()).toEqual([
		'Workbook',
		'Batch Name',
		'Tracking Numbers',
	]);
	const link = page.getByRole('link', { name: 'this workbook' });
	expect(await link.getAttribute('href')).toMatch(/\/raw\/main\/examples\/template\.xlsx$/);
	await keepPicture(page, 'upload-form');
});

test('a faulty workbook is answered with all faults, and nothing is sent', async () => {
	const { title, lines, page } = await send([
		TITLES,
		[Number(barcode(1)), 'Human stool', 'Standard', null, 'P-001'],
		[12345, '<b>Blood</b> & <img src=x>', 'Standard', null, 'P-002'],
		[],
		[Number(barcode(1)), 'Human stool', null, null, 'P-003'],
	]);

	expect(title).toBe('Nothing was sent');
	const faults = lines.filter((line) => line.startsWith('Row '));
	expect(faults).toEqual([
		expect.stringMatching(/^Row 2: Tube Barcode 10000000000001: /),
		expect.stringMatching(/^Row 3: Tube Barcode 12345: /),
		expect.stringMatching(/^Row 3: Specimen Type "<b>Blood<\/b> & <img src=x>": /),
		expect.stringMatching(/^Row 4: Sequencing Depth /),
		expect.stringMatching(/^Row 4: Tube Barcode 10000000000001: /),
	]);
	expect(await page.locator('.header :is(b, img)').count()).toBe(0);
	expect(posts()).toEqual([]);
});

test('a workbook without rows is answered with what is missing', async () => {
	const { title, lines } = await send([TITLES]);
	expect(title).toBe('Nothing was sent');
	expect(lines).toContain('There are no rows below the titles of the first sheet.');
	expect(posts()).toEqual([]);
});

test('a good workbook becomes a batch, and its other columns the metadata of the samples', async () => {
	const { title, lines } = await send([
		TITLES,
		[Number(barcode(1)), 'human stool', 'Deep', new Date('2026-01-05'), 'P-001'],
		[],
		[` ${barcode(2)} `, 'Human stool', 'Standard', '2026-01-06', 'P & <b>2</b>'],
		[Number(barcode(3)), 'Human stool', 'Standard', null, null],
	]);

	const [batch, ...more] = sandbox().batches();
	expect(more).toEqual([]);
	expect(title).toBe('Tubes registered: 3');
	expect(lines).toEqual([`Batch number: ${batch?.number}`]);
	expect(batch).toMatchObject({
		name: 'Rack 12',
		trackingNumbers: ['7946 1234 5678', '7946 1234 5679'],
		tubes: [
			{ barcode: barcode(1), depth: 'Deep' },
			{ barcode: barcode(2), depth: 'Standard' },
			{ barcode: barcode(3), depth: 'Standard' },
		],
	});
	expect(sandbox().metadata()).toMatchObject([
		{ date_collected: '2026-01-05T00:00:00.000Z', custom: { Patient: 'P-001' } },
		{ date_collected: '2026-01-06T00:00:00.000Z', custom: { Patient: 'P & <b>2</b>' } },
		{ date_collected: null },
	]);
});

test('metadata that cannot be stored is told beside the batch number', async () => {
	const { title, lines } = await send([
		TITLES,
		[Number(barcode(1)), 'Human stool', 'Deep', '5.1.', 'P-001'],
		[Number(barcode(2)), 'Human stool', 'Deep', '2026-01-06', 'P-002'],
	]);

	expect(title).toBe('Tubes registered: 2');
	expect(lines).toContain(`Batch number: ${sandbox().batches()[0]?.number}`);
	expect(lines.filter((line) => line.startsWith('Row '))).toEqual([
		expect.stringMatching(/^Row 2: Date Collected 5\.1\.: /),
	]);
	expect(sandbox().metadata()).toMatchObject([
		{ date_collected: null },
		{ date_collected: '2026-01-06T00:00:00.000Z', custom: { Patient: 'P-002' } },
	]);
});

test('a batch that One Codex refuses is answered with its reason', async () => {
	const message = 'Not <b>today</b>';
	sandbox().inject({ match: { method: 'POST' }, fault: { kind: 'status', status: 403, message } });
	const { title, lines } = await send([
		TITLES,
		[Number(barcode(1)), 'Human stool', 'Deep', null, 'P-001'],
		[Number(barcode(2)), 'Human stool', 'Deep', null, 'P-002'],
	]);
	expect(title).toBe('The tubes could not be registered');
	expect(lines[0]).toMatch(/\(403\)\. .*Not <b>today<\/b>/);
	expect(sandbox().batches()).toEqual([]);
});
