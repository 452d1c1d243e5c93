import { readChoice } from '../checking/choices';
import { EMPTY, faultIn, isEmptyCell, readingOnce, valueOf, type Reading } from '../checking/cells';
import { readDay } from '../checking/dates';
import type { Fault } from '../domain/fault';
import { readCode, readNumber, readText, readYesOrNo } from '../checking/values';
import { addCustomCells, changedCustom, type CustomChanges, type ReadOptions } from './custom';
import {
	LIBRARY_TYPES,
	MAX_EXTERNAL_ID_LENGTH,
	MAX_LOCATION_LENGTH,
	MAX_NAME_LENGTH,
	METADATA_FIELDS,
	PLATFORMS,
	SAMPLE_TYPES,
	type MetadataCells,
	type MetadataPatch,
} from './schema';

type PlainField = Exclude<keyof MetadataPatch, 'custom'>;
type CellReader = (field: PlainField, cell: unknown, zone: string) => Reading<unknown>;

const READERS: Record<PlainField, CellReader> = {
	name: (field, cell) => readText(field, cell, MAX_NAME_LENGTH),
	external_sample_id: (field, cell) => readCode(field, cell, MAX_EXTERNAL_ID_LENGTH),
	description: (field, cell) => readText(field, cell),
	sample_type: (field, cell) => readChoice(field, cell, SAMPLE_TYPES),
	library_type: (field, cell) => readChoice(field, cell, LIBRARY_TYPES),
	platform: (field, cell) => readChoice(field, cell, PLATFORMS),
	date_collected: readDay,
	date_sequenced: readDay,
	location_string: (field, cell) => readText(field, cell, MAX_LOCATION_LENGTH),
	location_lat: (field, cell) => readNumber(field, cell, [-90, 90]),
	location_lon: (field, cell) => readNumber(field, cell, [-180, 180]),
	starred: readYesOrNo,
};

/** The cells of one row. */
export interface MetadataRow {
	/** Those of fields that are mapped. A cell that is empty is left alone or cleared. */
	cells: MetadataCells;
	/** Those of other columns that go into the custom values, by the titles of the columns. */
	others: Iterable<[string, unknown]>;
}

/** What a row changes of its Metadata record, and all that is wrong with the row. */
export interface MetadataChange {
	/** All but the custom values. */
	patch: Omit<MetadataPatch, 'custom'>;
	custom: CustomChanges;
	faults: Fault[];
}

/** Makes a function that reads the cells of a row and lists everything that is wrong with them. */
export function changeReader(options: ReadOptions): (row: MetadataRow) => MetadataChange {
	const { clearEmpty, zone } = options;
	const readers = METADATA_FIELDS.flatMap((field) =>
		field === 'custom'
			? []
			: [{ field, read: readingOnce((cell) => READERS[field](field, cell, zone)) }],
	);
	const readCustom = readingOnce(readCustomCell);
	return ({ cells, others }) => {
		const faults: Fault[] = [];
		const values: Array<[PlainField, unknown]> = [];
		for (const { field, read } of readers) {
			if (!Object.hasOwn(cells, field)) continue;
			const reading = read(cells[field]);
			if (reading.kind === 'fault') faults.push(...reading.faults);
			else if (reading.kind === 'value') values.push([field, reading.value]);
			else if (clearEmpty) values.push([field, null]);
		}
		const custom: CustomChanges = new Map();
		addCustomCells(custom, others, options, faults);
		const own = readCustom(cells.custom);
		if (own.kind === 'fault') faults.push(...own.faults);
		if (own.kind === 'value') addCustomCells(custom, own.value, options, faults);
		return { patch: Object.fromEntries(values) as MetadataChange['patch'], custom, faults };
	};
}

/** The entries of a cell that holds custom values itself: an object, or JSON text of one. */
function readCustomCell(cell: unknown): Reading<Array<[string, unknown]>> {
	const value = typeof cell === 'string' ? parseJson(cell) : cell;
	if (isEmptyCell(value)) return EMPTY;
	const isObject = typeof value === 'object' && value !== null;
	if (isObject && !Array.isArray(value) && !(value instanceof Date)) {
		return valueOf(Object.entries(value));
	}
	return faultIn('custom', cell, 'custom_not_an_object');
}

function parseJson(text: string): unknown {
	if (isEmptyCell(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** Whether a row changes nothing. */
export const isNoChange = ({ patch, custom }: MetadataChange): boolean =>
	Object.keys(patch).length === 0 && custom.size === 0;

/**
 * The body that makes a change. The API may replace all custom values at once, so those that the record
 * has are sent along.
 * @param currentCustom the custom values of the record; not asked for where the change has none
 * @returns undefined if there is nothing to change
 */
export function patchBody(
	{ patch, custom }: MetadataChange,
	currentCustom: Record<string, unknown> | null | undefined,
): MetadataPatch | undefined {
	const changed = changedCustom(currentCustom, custom);
	if (changed) return { ...patch, custom: changed };
	return Object.keys(patch).length > 0 ? patch : undefined;
}
