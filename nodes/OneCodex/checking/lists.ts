import { cleanText, EMPTY, faultIn, isEmptyCell, valueOf, type Reading } from './cells';
import type { ProblemField } from './problems';

/** The parts of a list, or of a text with commas, semicolons, tabs or new lines between them; none is empty. */
export function splitList(cell: unknown): unknown[] {
	const parts = (Array.isArray(cell) ? (cell as unknown[]) : [cell]).flatMap((part) =>
		typeof part === 'string' ? part.split(/[,;\t\n\r]+/).map(cleanText) : [part],
	);
	return parts.filter((part) => !isEmptyCell(part));
}

/** Reads a list of texts, in any of the forms that {@link splitList} takes. */
export function readTexts(field: ProblemField, cell: unknown): Reading<string[]> {
	const parts = splitList(cell);
	const strange = parts.find((part) => typeof part !== 'string');
	if (strange !== undefined) {
		return faultIn(
			field,
			strange,
			'is not text',
			'Use text with commas between, or a list of texts',
		);
	}
	return parts.length === 0 ? EMPTY : valueOf(parts as string[]);
}
