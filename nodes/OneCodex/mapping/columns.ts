import { looseText } from '../checking/cells';
import { FIELD_NAMES } from '../checking/fieldNames';
import { makeFault, type Fault } from '../checking/problems';
import { TUBE_FIELDS, type TubeCells, type TubeField } from '../registration/schema';

/** The titles that a field goes by, in the loose form of {@link looseText}. */
const TITLES: Record<TubeField, string[]> = {
	tube_barcode: ['tubebarcode', 'barcode'],
	specimen_type: ['specimentype', 'specimen'],
	sequencing_depth: ['sequencingdepth', 'depth'],
};

/** Which column holds which field, and what speaks against reading them at all. */
export interface Columns {
	titleOf: Partial<Record<TubeField, string>>;
	faults: Fault[];
}

/**
 * Finds the columns of a table by their titles, without regard to case, spaces, hyphens and
 * underscores. Two columns that could be the same field are a fault: either may be the right one.
 * @param otherwise what else can be done about a fault, to follow a cure; empty if nothing
 */
export function matchColumns(titles: Iterable<string>, otherwise = ''): Columns {
	const all = [...titles];
	const columns: Columns = { titleOf: {}, faults: [] };
	for (const field of TUBE_FIELDS) {
		const matching = all.filter((title) => TITLES[field].includes(looseText(title)));
		if (matching.length > 1) columns.faults.push(ambiguous(field, matching, otherwise));
		else if (matching[0] !== undefined) columns.titleOf[field] = matching[0];
		else if (field === 'tube_barcode') columns.faults.push(noBarcode(all, otherwise));
	}
	return columns;
}

/** The cells of one row, by the columns found. */
export function cellsOf(row: object, { titleOf }: Columns): TubeCells {
	return {
		tube_barcode: cellOf(row, titleOf.tube_barcode),
		specimen_type: cellOf(row, titleOf.specimen_type),
		sequencing_depth: cellOf(row, titleOf.sequencing_depth),
	};
}

function cellOf(row: object, title: string | undefined): unknown {
	if (title === undefined || !Object.hasOwn(row, title)) return undefined;
	return (row as Record<string, unknown>)[title];
}

/** Something for each field of a tube, made by a function of the field. */
export function makeCells<T>(make: (field: TubeField) => T): Record<TubeField, T> {
	return {
		tube_barcode: make('tube_barcode'),
		specimen_type: make('specimen_type'),
		sequencing_depth: make('sequencing_depth'),
	};
}

/** All titles that occur in any of the rows: a row may lack the columns in which it is empty. */
export function titlesOf(rows: object[]): Set<string> {
	const titles = new Set<string>();
	for (const row of rows) for (const title of Object.keys(row)) titles.add(title);
	return titles;
}

function ambiguous(field: TubeField, titles: string[], otherwise: string): Fault {
	const list = titles.map((title) => `"${title}"`).join(' and ');
	return makeFault(
		field,
		'',
		`The columns ${list} could both be the ${FIELD_NAMES[field]}`,
		`Rename or remove all but one of them${otherwise}`,
	);
}

function noBarcode(titles: string[], otherwise: string): Fault {
	const list = titles.slice(0, 10).map((title) => `"${title}"`);
	return makeFault(
		'tube_barcode',
		'',
		`No column is named like it (there ${titles.length === 1 ? 'is' : 'are'}: ${list.join(', ') || 'no columns'})`,
		`Name the column Tube Barcode or Barcode${otherwise}`,
	);
}
