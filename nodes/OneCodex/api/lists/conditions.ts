import type { GenericValue, IDataObject } from 'n8n-workflow';

import { pathOf } from '../kinds';
import type { ServerFilter } from './filters';

type Wanted = GenericValue | IDataObject;

/** A condition on one field of the entries of a list, as the server takes it and as it is checked here. */
export interface Condition<T> {
	field: string;
	wanted: Wanted;
	/** A condition of the same form that an entry meets; undefined if it has nothing to meet one with. */
	metBy(entry: T): Wanted | undefined;
	holds(entry: T): boolean;
}

/** A time from and a time to, in milliseconds since 1970; undefined where there is no limit. */
export interface Range {
	from: number | undefined;
	to: number | undefined;
}

/** Whether a time is before a range; one that is not known is not. */
export const isBefore = ({ from = -Infinity }: Range, at = Infinity): boolean => at < from;

/** Whether a time is after a range; one that is not known is not. */
export const isAfter = ({ to = Infinity }: Range, at = -Infinity): boolean => at > to;

/**
 * A time within a range, both ends included; nothing if it has none. An entry whose time is missing is kept.
 * @param timeOf milliseconds since 1970, or undefined if an entry has no time
 */
export function within<T>(
	field: string,
	range: Range,
	timeOf: (entry: T) => number | undefined,
): Condition<T> | undefined {
	const { from, to } = range;
	if (from === undefined && to === undefined) return undefined;
	return {
		field,
		wanted: between(range),
		metBy: (entry) => {
			const at = timeOf(entry);
			if (at === undefined) return undefined;
			const asIts = (end: number | undefined) => (end === undefined ? undefined : at);
			return between({ from: asIts(from), to: asIts(to) });
		},
		holds: (entry) => !isBefore(range, timeOf(entry)) && !isAfter(range, timeOf(entry)),
	};
}

function between({ from, to }: Range): IDataObject {
	const start = from === undefined ? undefined : new Date(from).toISOString();
	// One Codex may keep times more exactly than in milliseconds.
	const end = to === undefined ? undefined : new Date(to + 1).toISOString();
	// A field takes one operator.
	if (start !== undefined && end !== undefined) return { $between: [start, end] };
	return start !== undefined ? { $gte: start } : { $lte: end };
}

/** One of some values; nothing if there are none. */
export const oneOf = <T>(
	field: string,
	values: string[],
	valueOf: (entry: T) => unknown,
): Condition<T> | undefined =>
	values.length === 0
		? undefined
		: {
				field,
				wanted: { $in: values },
				metBy: (entry) => {
					const value = valueOf(entry);
					return typeof value === 'string' ? { $in: [value] } : undefined;
				},
				holds: (entry) => values.includes(String(valueOf(entry))),
			};

/** True or false; nothing if it is undefined. */
export const isEither = <T>(
	field: string,
	wanted: boolean | undefined,
	valueOf: (entry: T) => boolean,
): Condition<T> | undefined =>
	wanted === undefined
		? undefined
		: { field, wanted, metBy: valueOf, holds: (entry) => valueOf(entry) === wanted };

/**
 * A reference to one of some objects; nothing if `ids` is undefined.
 * @param idIn the id that the reference of an entry has
 */
export function refersTo<T>(
	field: string,
	kind: { path: string },
	ids: string[] | undefined,
	idIn: (entry: T) => string | undefined,
): Condition<T> | undefined {
	if (ids === undefined) return undefined;
	const toOne = (id: string) => ({ $ref: pathOf(kind, id) });
	const formFor = ([first = '', ...others]: string[], isOne: boolean): IDataObject =>
		isOne ? toOne(first) : { $in: [first, ...others].map(toOne) };
	const isOne = ids.length === 1;
	const all = new Set(ids);
	return {
		field,
		wanted: formFor(ids, isOne),
		metBy: (entry) => {
			const id = idIn(entry);
			return id === undefined ? undefined : formFor([id], isOne);
		},
		holds: (entry) => all.has(idIn(entry) ?? ''),
	};
}

/** Conditions as the server takes them; undefined if there are none. */
export function serverFilter<T>(conditions: Array<Condition<T>>): ServerFilter<T> | undefined {
	if (conditions.length === 0) return undefined;
	return {
		where: Object.fromEntries(conditions.map(({ field, wanted }) => [field, wanted])),
		whereOf: (entry) => {
			const met = conditions.map(({ field, metBy }) => [field, metBy(entry)] as const);
			return met.some(([, wanted]) => wanted === undefined) ? undefined : Object.fromEntries(met);
		},
	};
}
