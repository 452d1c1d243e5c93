// Makes the pictures of examples/README.md: `node --require tsx/cjs scripts/template-pictures.cts`.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openEditor, openWorkflow } from './lib/editor.cts';
import { exampleNames, readExample } from './lib/examples.cts';
import { startLab, type Lab } from './lib/lab.cts';
import { repository, runtimeFolder } from './lib/paths.cts';

const folder = join(repository, 'docs', 'images', 'templates');

// Between the outermost nodes and the edge of the picture; the labels of nodes are within it.
const margin = 30;

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const userFolder = join(runtimeFolder, 'template-pictures');
	const lab = await startLab({ userFolder, progress: (line) => console.log(line) });
	try {
		const editor = await openEditor(lab.server.url, lab.client.cookie);
		try {
			await editor.page.setViewportSize({ width: 1600, height: 900 });
			for (const name of await exampleNames()) await takePicture(lab, editor.page, name);
		} finally {
			await editor.close();
		}
	} finally {
		await lab.stop();
	}
}

async function takePicture(lab: Lab, page: Page, name: string): Promise<void> {
	const id = await lab.client.createWorkflow(await readExample(name, lab.files));
	await openWorkflow(page, lab.server.url, id);
	await page.waitForLoadState('networkidle');
	// The editor's key for showing all of it.
	await page.keyboard.press('1');
	await page.waitForTimeout(1_000);
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path, clip: await extent(page.locator('.vue-flow__node')) });
	console.log(path);
}

async function extent(nodes: Locator) {
	const boxes = (await Promise.all((await nodes.all()).map((node) => node.boundingBox()))).flatMap(
		(box) => box ?? [],
	);
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
