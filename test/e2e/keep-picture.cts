import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { repository } from '../../scripts/lib/paths.cts';
import { isPictured } from './target.cts';

// Two runs do not differ at all, and a word that changed makes more.
const MOST_DIFFERING = 0.00005;

// The editor leaves the frames of tooltips in a corner once a column was dragged.
const HIDDEN = '#cm-tooltip-container { display: none; }';

/**
 * Takes a picture of the page for `docs/images/`, and puts it there if there is none, or one that is
 * visibly another: a run changes a picture only where it has gone stale. Another n8n has other pictures.
 */
export async function keepPicture(page: Page, name: string): Promise<void> {
	if (!isPictured) return;
	const file = join(repository, 'docs', 'images', `${name}.png`);
	const picture = await page.screenshot({ animations: 'disabled', style: HIDDEN });
	const kept = existsSync(file) ? await readFile(file) : undefined;
	if (kept && (await shareDiffering(kept, picture)) <= MOST_DIFFERING) return;
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, picture);
}

/** The share of the pixels, from 0 to 1, that a reader would see differ; 1 if the sizes do. */
async function shareDiffering(one: Buffer, other: Buffer): Promise<number> {
	const { default: pixelmatch } = await import('pixelmatch');
	const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
	const { width, height } = a;
	if (width !== b.width || height !== b.height) return 1;
	return pixelmatch(a.data, b.data, undefined, width, height) / (width * height);
}
