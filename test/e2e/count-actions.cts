import type { Locator, Page } from 'playwright-core';

/** See {@link countActions}. */
export type Actions = ReturnType<typeof countActions>;

/**
 * A user whose actions are counted. One action is a click or a double click, or a text typed or pasted into one field,
 * with the click into that field. Waiting and reading are none. Each has a name to be read in the test.
 */
export function countActions() {
	const done: string[] = [];
	return {
		/** The names of all actions so far. */
		done,
		click: async (name: string, what: Locator) => {
			done.push(name);
			await what.click();
		},
		/** Opens what a double click opens. */
		open: async (name: string, what: Locator) => {
			done.push(name);
			await what.dblclick();
		},
		type: async (name: string, field: Locator, text: string) => {
			done.push(name);
			await field.fill(text);
		},
		/** Pastes onto the page itself what was copied elsewhere. */
		paste: async (name: string, page: Page, text: string) => {
			done.push(name);
			await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
			await page.keyboard.press('ControlOrMeta+V');
		},
		/** Counts an action that the test cannot do. */
		imagine: (name: string) => void done.push(name),
	};
}
