import { readChoice } from '../checking/choices';
import { EMPTY, faultIn, isEmptyCell, readingOnce, valueOf, type Reading } from '../checking/cells';
import { readDay } from '../checking/dates';
import type { Fault } from '../domain/fault';
import { readCode, readNumber, readText, readYesOrNo } from '../checking/values';
import {
	METADATA_FIELDS,
	METADATA_TABLE,
	type MetadataContent,
	type MetadataField,
} from '../domain/metadataFields';
import {
	addCustomCells,
	changedCustom,
	type CustomChanges,
	type CustomValue,
	type ReadOptions,
} from './custom';

type PlainField = Exclude<MetadataField, 'custom'>;

/** The types of the values that are sent, by what a field holds. */
interface Values {
	text: string;
	code: string;
	choice: string;
	number: number;
	/** RFC 3339. */
	day: string;
	'yes or no': boolean;
	custom: Record<string, CustomValue>;
}

/** The body of `PATCH /api/v1/metadata/{id}`. Null clears a field, and a field that is not there is kept. */
export type MetadataPatch = {
	[F in MetadataField]?: Values[(typeof METADATA_TABLE)[F]['type']] | null;
};

function readCell(field: PlainField, cell: unknown, zone: string): Reading<unknown> {
	const content: Exclude<MetadataContent, { type: 'custom' }> = METADATA_TABLE[field];
	switch (content.type) {
		case 'text':
			return readText(field, cell, content.most);
		case 'code':
			return readCode(field, cell, content.most);
		case 'choice':
			return readChoice(field, cell, content.choices);
		case 'number':
			return readNumber(field, cell, content.limits);
		case 'day':
			return readDay(field, cell, zone);
		case 'yes or no':
			return readYesOrNo(field, cell);
	}
}

/** The cells of one row as they came, not yet read. A field that is not here is left alone. */
export type MetadataCells = Partial<Record<MetadataField, unknown>>;

/** The cells of one row. */
export interface MetadataRow {
	/** Those of fields that are mapped. An empty cell leaves the field alone or clears it. */
	cells: MetadataCells;
	/** Those of other columns that go into the custom values, by the titles of the columns. */
	others: Iterable<[string, unknown]>;
}

/** What a row changes in its metadata record, and all that needs fixing in the row. */
export interface MetadataChange {
	/** The changes other than custom values. */
	patch: Omit<MetadataPatch, 'custom'>;
	custom: CustomChanges;
	faults: Fault[];
}

/** Makes a function that reads the cells of a row and lists everything that needs fixing. */
export function changeReader(options: ReadOptions): (row: MetadataRow) => MetadataChange {
	const { clearEmpty, zone } = options;
	const readers = METADATA_FIELDS.flatMap((field) =>
		field === 'custom' ? [] : [{ field, read: readingOnce((cell) => readCell(field, cell, zone)) }],
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
 * The body of a change. The API may replace all custom values of a record, so the present ones are sent
 * along.
 * @param currentCustom the custom values of the record; not needed if the change has none
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
