import { cleanText, isEmptyCell } from './cells';

/** The parts of a list, or of a text with commas, semicolons or new lines between them; none is empty. */
export function splitList(cell: unknown): unknown[] {
	const parts = (Array.isArray(cell) ? (cell as unknown[]) : [cell]).flatMap((part) =>
		typeof part === 'string' ? part.split(/[,;\n\r]+/).map(cleanText) : [part],
	);
	return parts.filter((part) => !isEmptyCell(part));
}
