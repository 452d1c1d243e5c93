import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { toHtml } from './html';

/**
 * Shows a hint under the output of the node: something worth knowing that is no error. All hints are made
 * here. The editor puts them into the page as HTML (`v-n8n-html`, in n8n 1.123 and 2.41): it takes scripts
 * out of it, but lets pictures and links through. Nothing in it is read as Markdown.
 * @param text plain text, which may hold anything that cells and titles of columns do
 */
export function showHint(
	context: IExecuteFunctions,
	text: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	context.addExecutionHints({ message: toHtml([text]), type, location: 'outputPane' });
}
