import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { n8nUrl } from './addresses.cts';

/** Where the n8n under test listens, by the name by which it leads from page to page of a form. */
export const formHost = n8nUrl().replace('127.0.0.1', 'localhost');

/** Opens the form of an active workflow in the browser. */
export async function openForm(page: Page, path: string): Promise<void> {
	// A form is listed a moment after the activation was answered.
	for (let patience = 20; patience > 0; patience--) {
		const answer = await page.goto(`${formHost}/form/${path}`);
		if (answer?.status() !== 404) return;
		await delay(250);
	}
	throw new Error('n8n does not show the form');
}
