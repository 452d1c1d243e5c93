import { chromium as playwright, type Page } from 'playwright-core';

/** A page in a browser without a window. */
export interface OpenPage {
	page: Page;
	close: () => Promise<void>;
}

// The arguments that the package proposes are for a cloud function. These work on any machine, also as root.
const browserArgs = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/**
 * Unpacks the browser into the folder for temporary files, unless it is there, and returns its path.
 * Of two processes that do so at the same time, one may find an incomplete browser.
 */
export async function unpackBrowser(): Promise<string> {
	// This package brings the libraries that Chromium needs and a bare machine lacks.
	const { default: chromium } = await import('@sparticuz/chromium');
	return await chromium.executablePath();
}

/** Starts a browser that reaches only the host of this address, and opens an empty page. */
export async function openPage(url: string): Promise<OpenPage> {
	const executablePath = await unpackBrowser();
	const { hostname } = new URL(url);
	// Not with Playwright's routes: with them it caches nothing, and the editor is large.
	const onlyThere = `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${hostname}`;
	const browser = await playwright.launch({ executablePath, args: [...browserArgs, onlyThere] });
	const close = () => browser.close();
	try {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 900 },
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		// On a busy machine, the editor is slow.
		page.setDefaultTimeout(60_000);
		return { page, close };
	} catch (error) {
		await close();
		throw error;
	}
}
