import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { cellsOf, makeCells, matchColumns } from './columns';
import { itemsToRead, parameterReader } from '../parameters/reader';
import type { SourceRow } from './rows';
import { titlesOf } from './titles';
import { isEmptyCell } from '../checking/cells';
import { makeFault, type Fault } from '../checking/problems';

const SHAPE =
	'Give a list of objects, such as [{ "tube_barcode": "…", "specimen_type": "…", "sequencing_depth": "…" }]';

const LIST = 'list';

/** The rows of the lists in the parameter Sample List, one list from each input item. */
export function rowsFromList(context: IExecuteFunctions, items: INodeExecutionData[]): SourceRow[] {
	const list = parameterReader(context, items, LIST);
	const rounds = itemsToRead(context, items, LIST);
	const ofAll = rounds.length < items.length;
	let count = 0;
	return rounds.flatMap((_, item) => {
		const value = list(item);
		const name = String(item + 1);
		if (!value.ok) {
			const cure = 'Open the parameter and correct the expression';
			const fault = makeFault('row', '', `The Sample List failed (${value.reason})`, cure);
			return [faultyItem(item, fault)];
		}
		const entries = readEntries(value.value);
		if (!entries.ok) return [faultyItem(item, entries.fault)];
		count += entries.entries.length;
		if (count > MAX_ENTRIES) return [faultyItem(item, TOO_MANY)];
		const objects = entries.entries.filter(isObject);
		const columns = matchColumns(titlesOf(objects), objects);
		return entries.entries.map((entry, index): SourceRow => {
			const row = isObject(entry) ? entry : {};
			const faults = isObject(entry)
				? columns.faults
				: [makeFault('row', entry, 'The sample is not an object', SHAPE)];
			return {
				item,
				ofAll,
				name: rounds.length === 1 ? String(index + 1) : `${name}, sample ${index + 1}`,
				cells: cellsOf(row, columns),
				columns: row,
				faults,
				filled: !isObject(entry) || Object.values(entry).some((cell) => !isEmptyCell(cell)),
			};
		});
	});
}

/** Some kB of memory are needed for each sample, and a text of 10 MB may hold millions of entries. */
const MAX_ENTRIES = 200_000;

const TOO_MANY = makeFault(
	'row',
	'',
	`The lists of all items together have more than ${MAX_ENTRIES} entries`,
	'Let each item give its own samples, or use fewer items at once',
);

type Entries = { ok: true; entries: unknown[] } | { ok: false; fault: Fault };

function readEntries(list: unknown): Entries {
	const fault = (what: string) => ({
		ok: false as const,
		fault: makeFault('row', list, what, SHAPE),
	});
	if (isEmptyCell(list)) return fault('The Sample List is empty');
	if (typeof list === 'string') {
		const parsed = parseJson(list);
		return parsed.ok ? readEntries(parsed.value) : fault('The Sample List is not valid JSON');
	}
	if (Array.isArray(list) && list.length === 0) return fault('The Sample List is empty');
	if (Array.isArray(list) && list.length > MAX_ENTRIES) {
		const what = `The Sample List has ${list.length} entries`;
		return { ok: false, fault: makeFault('row', '', what, `Use at most ${MAX_ENTRIES} in a list`) };
	}
	if (Array.isArray(list)) return { ok: true, entries: list };
	if (!isObject(list)) return fault('The Sample List is neither a list nor JSON text');
	return { ok: true, entries: [list] };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
	try {
		const value: unknown = JSON.parse(text);
		// JSON text of a text is not a list twice over.
		return typeof value === 'string' ? { ok: false } : { ok: true, value };
	} catch {
		return { ok: false };
	}
}

function faultyItem(item: number, fault: Fault): SourceRow {
	return {
		item,
		name: String(item + 1),
		cells: makeCells(() => undefined),
		columns: {},
		faults: [fault],
		filled: true,
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
