import { cleanText, isEmptyCell, looseText } from '../checking/cells';
import { makeFault } from '../checking/faults';
import { showValue } from '../checking/show';
import type { TubeCells, TubeField } from '../registration/planning/schema';
import { cellOf, matchTitles, type MatchedTitles } from './titles';

/** The titles of each field, in loose form. */
const TITLES: Record<TubeField, string[]> = {
	tube_barcode: ['tubebarcode', 'barcode'],
	specimen_type: ['specimentype', 'specimen'],
	sequencing_depth: ['sequencingdepth', 'depth'],
};

/**
 * Titles that count if there is no other: a lab may have numbers of its own for tubes. So a filled column beside it
 * whose title has the word barcode may be the right one.
 */
const FALLBACK = { tube_barcode: ['tubeid'] };
const mayBeBarcode = (title: string, rows: object[]) =>
	/^(?!rack|plate|box).*barcode/.test(looseText(title)) &&
	rows.some((row) => !isEmptyCell(cellOf(row, title)));

function fallbackFor(titles: string[], rows: object[]): typeof FALLBACK {
	if (!titles.some((title) => FALLBACK.tube_barcode.includes(looseText(title)))) return FALLBACK;
	const more = titles.filter((title) => mayBeBarcode(title, rows)).map(looseText);
	return { tube_barcode: [...FALLBACK.tube_barcode, ...more] };
}

/** Whether a column, by its title, is one that {@link matchColumns} reads. */
export const isOfTube = (title: string): boolean =>
	Object.values(TITLES).some((titles) => titles.includes(looseText(title)));

/** A title with one of these words may be meant for the field, even if it is not one of its titles. */
const WORDS = { specimen_type: 'specimen', sequencing_depth: 'depth' } as const;

/** The endings of titles that mean something else, such as Specimen ID. */
const OTHERWISE = /(?:id|no|number|name|code|date)$/;

/** The titles that look as if they were meant for a field, but are not read as one. */
export const similarTitles = (field: keyof typeof WORDS, titles: Iterable<string>): string[] =>
	[...titles].filter((title) => {
		const loose = looseText(title);
		return loose.includes(WORDS[field]) && !OTHERWISE.test(loose) && !isOfTube(title);
	});

/** Which column holds which field of a tube. */
export type Columns = MatchedTitles<TubeField>;

/**
 * Finds the columns of a table of tubes by their titles. A table without a column for the barcode is a
 * fault.
 * @param rows the rows of the table
 * @param canMap whether the user can map the columns manually instead
 */
export function matchColumns(titles: Iterable<string>, rows: object[], canMap = false): Columns {
	const all = [...titles];
	const left = withoutOurs(all, rows);
	const columns = matchTitles(left, rows, TITLES, canMap, fallbackFor(left, rows));
	const knowsBarcode =
		columns.titleOf.tube_barcode !== undefined ||
		columns.faults.some(({ field }) => field === 'tube_barcode');
	if (!knowsBarcode) {
		const params = { titles: all.map(showValue), canMap };
		columns.faults.unshift(makeFault('tube_barcode', '', 'no_barcode_column', params));
	}
	return columns;
}

/** The name of the barcode in the items that Register returns. */
const OURS = 'tube_barcode';

/**
 * Leaves out the column that Register returns, if it has the same barcodes as the user's own column. A sheet
 * has both after the items of Register were written back to it.
 */
function withoutOurs(titles: string[], rows: object[]): string[] {
	const having = (names: string[]) =>
		titles.filter((title) => title !== OURS && names.includes(looseText(title)));
	const first = having(TITLES.tube_barcode);
	// Without a barcode beside it, the number of a lab's own is none.
	const isBare = rows.every((row) => isEmptyCell(cellOf(row, OURS)));
	const others = first.length > 0 || isBare ? first : having(FALLBACK.tube_barcode);
	if (others.length !== 1 || !titles.includes(OURS)) return titles;
	const agrees = (row: object) => {
		const ours = cellOf(row, OURS);
		const text = bareText(ours);
		return isEmptyCell(ours) || (text !== undefined && text === bareText(cellOf(row, others[0])));
	};
	return rows.every(agrees) ? titles.filter((title) => title !== OURS) : titles;
}

const bareText = (cell: unknown) =>
	typeof cell === 'string' || typeof cell === 'number'
		? cleanText(String(cell)).replace(/\s/g, '').toUpperCase()
		: undefined;

/** The cells of one row. */
export function cellsOf(row: object, { titleOf }: Columns): TubeCells {
	return {
		tube_barcode: cellOf(row, titleOf.tube_barcode),
		specimen_type: cellOf(row, titleOf.specimen_type),
		sequencing_depth: cellOf(row, titleOf.sequencing_depth),
	};
}

/** Calls a function for each field of a tube. */
export function makeCells<T>(make: (field: TubeField) => T): Record<TubeField, T> {
	return {
		tube_barcode: make('tube_barcode'),
		specimen_type: make('specimen_type'),
		sequencing_depth: make('sequencing_depth'),
	};
}
