import type { INodeExecutionData } from 'n8n-workflow';

import { cellsOf, makeCells, matchColumns } from './columns';
import type { Parameters } from '../parameters/readParameters';
import type { SourceRow } from './sourceRow';
import { titlesOf } from './titles';
import { isEmptyCell, isObject } from '../checking/cells';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';

const LIST = 'list';

/** The rows of the lists in the parameter Sample List. Each input item has one list. */
export function rowsFromList(parameters: Parameters, items: INodeExecutionData[]): SourceRow[] {
	const list = parameters.each(LIST);
	const rounds = parameters.itemsToRead(LIST);
	const ofAll = rounds.length < items.length;
	let count = 0;
	return rounds.flatMap((_, item) => {
		const value = list(item);
		const name = String(item + 1);
		if (!value.ok) {
			const { reason } = value;
			const fault = makeFault('row', '', 'expression_failed', { reason, parameter: 'Sample List' });
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
				? [...columns.faults]
				: [makeFault('row', entry, 'not_an_object')];
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

/** A sample needs some kB of memory, and text of 10 MB may hold millions of entries. */
const MAX_ENTRIES = 200_000;

const TOO_MANY = makeFault('row', '', 'lists_too_long', { most: MAX_ENTRIES });

type ListEntries = { ok: true; entries: unknown[] } | { ok: false; fault: Fault };

function readEntries(list: unknown): ListEntries {
	const fault = (code: 'list_empty' | 'list_not_json' | 'not_a_list') => ({
		ok: false as const,
		fault: makeFault('row', list, code),
	});
	if (isEmptyCell(list)) return fault('list_empty');
	if (typeof list === 'string') {
		const parsed = parseJson(list);
		return parsed.ok ? readEntries(parsed.value) : fault('list_not_json');
	}
	if (Array.isArray(list)) {
		if (list.length === 0) return fault('list_empty');
		if (list.length <= MAX_ENTRIES) return { ok: true, entries: list };
		const params = { entries: list.length, most: MAX_ENTRIES };
		return { ok: false, fault: makeFault('row', '', 'list_too_long', params) };
	}
	return isObject(list) ? { ok: true, entries: [list] } : fault('not_a_list');
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
	try {
		const value: unknown = JSON.parse(text);
		// JSON text inside JSON text is not read.
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
