/** What separates two lines of HTML. */
export const LINE_BREAK = '<br>\n';

// The editor shows descriptions of errors as HTML, and what is between backticks as code.
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '`': '&#96;' };

/** Lines of plain text as HTML, in which they are shown as they are: they may hold anything that a cell does. */
export function toHtml(lines: string[]): string {
	return lines
		.map((line) => line.replace(/[&<>`]/g, (char) => ESCAPES[char] ?? char))
		.join(LINE_BREAK);
}

/** The lines of {@link toHtml} as plain text again. */
export function fromHtml(html: string): string {
	const chars = Object.entries(ESCAPES);
	return html
		.replaceAll('<br>', '')
		.replace(/&#?\w+;/g, (escape) => chars.find(([, one]) => one === escape)?.[0] ?? escape);
}
