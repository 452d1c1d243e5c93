import { chromium as playwright, type Page } from 'playwright-core';

/** A page in a browser without a window. */
export interface OpenPage {
	page: Page;
	close: () => Promise<void>;
}

// Those that the package proposes are for a cloud function; these do for any machine, also for root.
const browserArgs = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/**
 * Unpacks the browser into the folder for temporary files, unless it is there, and gives its path. Two
 * processes that do so at the same time may find one that is not whole.
 */
export async function unpackBrowser(): Promise<string> {
	// The headless Chromium of this package brings the libraries that a bare machine lacks.
	const { default: chromium } = await import('@sparticuz/chromium');
	return await chromium.executablePath();
}

/** Starts a browser that reaches the host of this address and nothing else, and gives an empty page. */
export async function openPage(url: string): Promise<OpenPage> {
	const executablePath = await unpackBrowser();
	const { hostname } = new URL(url);
	// Routes that abort requests would do, but Playwright then caches nothing, and the editor is large.
	const onlyThere = `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${hostname}`;
	const browser = await playwright.launch({ executablePath, args: [...browserArgs, onlyThere] });
	const close = () => browser.close();
	try {
		const page = await browser.newPage({
			viewport: { width: 1440, height: 900 },
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		// On a busy machine the editor takes its time.
		page.setDefaultTimeout(60_000);
		return { page, close };
	} catch (error) {
		await close();
		throw error;
	}
}
