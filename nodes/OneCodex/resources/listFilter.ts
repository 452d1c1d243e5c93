import type { IDataObject } from 'n8n-workflow';

import type { ListFilter } from '../api/filters';
import type { ListSettings } from './listSettings';

/** How entries of a kind tell what every list can be filtered by. */
interface Entries<T> {
	/** Milliseconds since 1970, or undefined if the entry does not tell. */
	createdAt(entry: T): number | undefined;
	status(entry: T): unknown;
}

/** A filter by what every list can be filtered by, and more conditions of one kind. */
export function listFilter<T>(
	{ ascending, createdAfter, createdBefore, statuses, limit }: ListSettings,
	entries: Entries<T>,
	more: { where: IDataObject; keeps(entry: T): boolean },
): ListFilter<T> {
	const isTooOld = (entry: T) =>
		(entries.createdAt(entry) ?? Infinity) < (createdAfter ?? -Infinity);
	const isTooNew = (entry: T) =>
		(entries.createdAt(entry) ?? -Infinity) > (createdBefore ?? Infinity);
	const hasStatus = (entry: T) =>
		statuses.length === 0 || statuses.includes(String(entries.status(entry)));
	const created: IDataObject = {
		...(createdAfter !== undefined && { $gte: new Date(createdAfter).toISOString() }),
		...(createdBefore !== undefined && { $lte: new Date(createdBefore).toISOString() }),
	};
	const where: IDataObject = {
		...(Object.keys(created).length > 0 && { created_at: created }),
		...(statuses.length > 0 && { status: { $in: statuses } }),
		...more.where,
	};
	return {
		...(Object.keys(where).length > 0 && { where }),
		keeps: (entry) => !isTooOld(entry) && !isTooNew(entry) && hasStatus(entry) && more.keeps(entry),
		isPast: ascending ? isTooNew : isTooOld,
		ascending,
		...(Number.isFinite(limit) && { pageSize: limit }),
	};
}
