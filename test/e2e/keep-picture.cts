import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { repository } from '../../scripts/lib/paths.cts';
import { isPictured } from './target.cts';

type Box = { x: number; y: number; width: number; height: number };

// Two runs do not differ at all, and a word that changed makes more.
const MOST_DIFFERING = 0.00005;

// The editor leaves the frames of tooltips in a corner once a column was dragged.
const HIDDEN = '#cm-tooltip-container { display: none; }';

/**
 * Takes a picture of the page for `docs/images/`, and puts it there if there is none, or one that is
 * visibly another: a run changes a picture only where it has gone stale. Another n8n has other pictures.
 * @param clip the part of the page that is wanted, in pixels; all of it by default
 */
export async function keepPicture(page: Page, name: string, clip?: Box): Promise<void> {
	if (!isPictured) return;
	const file = join(repository, 'docs', 'images', `${name}.png`);
	const picture = await page.screenshot({ animations: 'disabled', style: HIDDEN, clip });
	const kept = existsSync(file) ? await readFile(file) : undefined;
	if (kept && (await shareDiffering(kept, picture)) <= MOST_DIFFERING) return;
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, picture);
}

/** The part of a page that holds some elements, with a margin around them, in pixels. */
export async function boxAround(elements: Locator, margin: number): Promise<Box> {
	const all = await Promise.all((await elements.all()).map((element) => element.boundingBox()));
	const boxes = all.flatMap((box) => box ?? []);
	const x = Math.floor(Math.min(...boxes.map((box) => box.x))) - margin;
	const y = Math.floor(Math.min(...boxes.map((box) => box.y))) - margin;
	const right = Math.ceil(Math.max(...boxes.map((box) => box.x + box.width))) + margin;
	const bottom = Math.ceil(Math.max(...boxes.map((box) => box.y + box.height))) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

/** The share of the pixels, from 0 to 1, that a reader would see differ; 1 if the sizes do. */
async function shareDiffering(one: Buffer, other: Buffer): Promise<number> {
	const { default: pixelmatch } = await import('pixelmatch');
	const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
	const { width, height } = a;
	if (width !== b.width || height !== b.height) return 1;
	return pixelmatch(a.data, b.data, undefined, width, height) / (width * height);
}
