// Makes the pictures of the README: `node --require tsx/cjs scripts/screenshots.cts`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import type { Locator, Page } from 'playwright-core';
import { openEditor, openNode, openWorkflow, searchNodes } from './lib/editor.cts';
import { nodeType, readExample, type ExampleWorkflow } from './lib/examples.cts';
import { startLab, type Lab } from './lib/lab.cts';
import { examplesFolder, repository, runtimeFolder } from './lib/paths.cts';

const folder = join(repository, 'docs', 'images');

// Between the edge of a panel and the content of its table.
const margin = 20;

const faultyTubes = [
	['Tube Barcode', 'Specimen Type', 'Sequencing Depth', 'Patient'],
	[23508114100017, 'Human stool', 'Standard', 'P-001'],
	[508114100109, 'Human stool', 'Deep', 'P-002'],
	[23508114100031, 'Human stool', 'Deep', 'P-003'],
	['2.35081E+13', 'Human stool', 'Standard', 'P-004'],
	[23508114100062, 'Stool', 'Deep', 'P-005'],
	[98765432101234, 'Human stool', 'Standard', 'P-006'],
];

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const userFolder = join(runtimeFolder, 'screenshots');
	const lab = await startLab({ userFolder, progress: (line) => console.log(line) });
	try {
		const editor = await openEditor(lab.server.url);
		try {
			await takePictures(lab, editor.page);
		} finally {
			await editor.close();
		}
	} finally {
		await lab.stop();
	}
}

async function takePictures(lab: Lab, page: Page): Promise<void> {
	const workflow = await readExample('spreadsheet-to-samples', lab.files);
	const register = workflow.nodes.find(({ type }) => type === nodeType)?.name ?? '';

	await open(lab, page, workflow);
	const panel = await searchNodes(page, 'register sequencing batch');
	const found = panel.getByTestId('node-creator-item-name').getByText('One Codex');
	await found.waitFor();
	await settle(page);
	await picture(page, 'node-panel');

	await page.keyboard.press('Escape');
	await execute(page);
	const node = await openNode(page, register);
	const output = node.getByTestId('output-panel');
	await node.getByTestId('ndv-input-panel').getByTestId('radio-button-table').click();
	await startWith(output, 'tube_barcode');
	await settle(page);
	await picture(page, 'register');

	await open(lab, page, await withFaultyTubes(workflow, lab.files));
	await execute(page);
	const faulty = await openNode(page, register);
	await faulty.getByTestId('ndv-input-panel').getByTestId('radio-button-table').click();
	await faulty.getByTestId('node-error-description').waitFor();
	await settle(page);
	await picture(page, 'faulty-rows');
}

async function open(lab: Lab, page: Page, workflow: ExampleWorkflow): Promise<void> {
	await openWorkflow(page, lab.server.url, await lab.client.createWorkflow(workflow));
}

/** The workflow, reading a workbook in which half of the rows are faulty. */
async function withFaultyTubes(workflow: ExampleWorkflow, files: string): Promise<ExampleWorkflow> {
	const workbook = new Workbook();
	workbook.addWorksheet('Tubes').addRows(faultyTubes);
	const file = join(files, 'faulty-tubes.xlsx');
	await workbook.xlsx.writeFile(file);
	const text = JSON.stringify(workflow).replaceAll(join(examplesFolder, 'tubes.xlsx'), file);
	return JSON.parse(text) as ExampleWorkflow;
}

/** Runs the workflow on the canvas and waits until its message has come and gone. */
async function execute(page: Page): Promise<void> {
	await page.getByTestId('execute-workflow-button').click();
	const message = page.getByRole('alert').first();
	await message.waitFor();
	await message.locator('.el-notification__closeBtn').click();
	await message.waitFor({ state: 'hidden' });
}

/** Scrolls a table sideways until it starts with a column. */
async function startWith(table: Locator, title: string): Promise<void> {
	const column = table.getByText(title, { exact: true }).first();
	await column.waitFor({ state: 'attached' });
	const [left, right] = [await table.boundingBox(), await column.boundingBox()];
	await table.hover();
	await table.page().mouse.wheel((right?.x ?? 0) - (left?.x ?? 0) - margin, 0);
}

/** Waits until nothing moves and no mouse points at anything. */
async function settle(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	await page.waitForLoadState('networkidle');
	await page.waitForTimeout(1_000);
}

async function picture(page: Page, name: string): Promise<void> {
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path });
	console.log(path);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
