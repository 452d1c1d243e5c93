import { hasLostDigits, isEmptyCell } from '../checking/cells';
import { dayOf } from '../checking/dates';
import { makeFault } from '../checking/faults';
import type { Fault } from '../domain/fault';
import { showValue } from '../checking/show';
import { foldName } from '../domain/batchNames';

/** What one custom value may be: the API takes a flat object of these. */
export type CustomValue = string | number | boolean | null;

/** How cells are to be read. */
export interface ReadOptions {
	/** Whether an empty cell clears the field or custom value, rather than leaving it alone. */
	clearEmpty: boolean;
	/** The time zone of a time that has none. */
	zone: string;
}

/** Changes of custom values by name; null removes one. */
export type CustomChanges = Map<string, CustomValue>;

/**
 * Adds the cells of a row's other columns to the changes of its custom values, unchanged: text, a number,
 * or true or false. The API accepts nothing else there.
 */
export function addCustomCells(
	changes: CustomChanges,
	cells: Iterable<[string, unknown]>,
	{ clearEmpty, zone }: ReadOptions,
	faults: Fault[],
): void {
	for (const [title, cell] of cells) {
		if (isEmptyCell(cell)) {
			if (clearEmpty) changes.set(title, null);
			continue;
		}
		const value = cell instanceof Date ? dateText(cell, zone) : cell;
		if (!isFlat(value)) faults.push(notFlat(title, cell));
		else if (hasLostDigits(value)) faults.push(lossy(title, cell));
		else changes.set(title, value);
	}
}

/**
 * All custom values of a record after some changes. A removed value becomes null, which is right whether
 * the API replaces the present custom values or adds to them: that is not documented.
 * @returns undefined if the changes only remove values that are not there
 */
export function changedCustom(
	current: Record<string, unknown> | null | undefined,
	changes: CustomChanges,
): Record<string, CustomValue> | undefined {
	const values = new Map(Object.entries(current ?? {}) as Array<[string, CustomValue]>);
	const isThere = (title: string) => (values.get(title) ?? null) !== null;
	const effective = [...changes].filter(([title, value]) => value !== null || isThere(title));
	if (effective.length === 0) return undefined;
	for (const [title, value] of effective) values.set(title, value);
	// Makes own properties of all titles, `__proto__` among them.
	return Object.fromEntries(values);
}

/**
 * The fault of a row if an answer lacks custom values that were sent. An answer without any custom values
 * proves nothing. Values are not compared, and titles are compared without regard to spaces and Unicode
 * forms: how they come back is not documented.
 */
export function lostCustom(
	answered: Record<string, unknown> | null | undefined,
	sent: Record<string, CustomValue> | null | undefined,
): Fault | undefined {
	if (!answered || !sent) return undefined;
	const kept = new Set(Object.keys(answered).map(foldName));
	const isLost = ([title, value]: [string, CustomValue]) =>
		value !== null && !kept.has(foldName(title));
	const lost = Object.entries(sent).filter(isLost);
	if (lost.length === 0) return undefined;
	const titles = lost.map(([title]) => showValue(title));
	return makeFault('custom', '', 'custom_not_kept', { titles });
}

/** A date as text: only the day if it has no time, as for the date fields. */
function dateText(date: Date, zone: string): string | undefined {
	return Number.isNaN(date.getTime()) ? undefined : (dayOf(date, zone) ?? date.toISOString());
}

function isFlat(value: unknown): value is string | number | boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	return typeof value === 'string' || typeof value === 'boolean';
}

const lossy = (title: string, cell: unknown): Fault =>
	makeFault('custom', cell, 'custom_lost_digits', { title: showValue(title) });

function notFlat(title: string, cell: unknown): Fault {
	const type = Array.isArray(cell) ? 'list' : typeof cell === 'object' ? 'object' : 'other';
	return makeFault('custom', cell, 'custom_not_flat', { title: showValue(title), type });
}
