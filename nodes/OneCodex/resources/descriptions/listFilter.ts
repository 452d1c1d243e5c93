import type { IDataObject } from 'n8n-workflow';

import type { ListFilter } from '../../api/lists/filters';
import type { ListSettings } from './listSettings';

/** What entries of a kind can be filtered by. */
interface Entries<T> {
	/** Milliseconds since 1970, or undefined if the entry has none. */
	createdAt(entry: T): number | undefined;
	status(entry: T): unknown;
	/** Whether an entry meets the other conditions of its kind. */
	keeps(entry: T): boolean;
	/**
	 * The other conditions as the server takes them. Not given where it is not documented what the server
	 * can filter by: then it is asked for all.
	 */
	where?: IDataObject;
	/** The same conditions, as an entry meets them; undefined if it has nothing to meet them with. */
	whereOf?(entry: T): IDataObject | undefined;
}

type Conditions = Pick<ListSettings, 'createdAfter' | 'createdBefore' | 'statuses'>;

/** A filter by what every list can be filtered by, and by more conditions of its kind. */
export function listFilter<T>(
	{ ascending, limit, ...conditions }: ListSettings,
	{ createdAt, status, keeps, where, whereOf = () => ({}) }: Entries<T>,
): ListFilter<T> {
	const { createdAfter, createdBefore, statuses } = conditions;
	const isTooOld = (entry: T) => (createdAt(entry) ?? Infinity) < (createdAfter ?? -Infinity);
	const isTooNew = (entry: T) => (createdAt(entry) ?? -Infinity) > (createdBefore ?? Infinity);
	const hasStatus = (entry: T) => statuses.length === 0 || statuses.includes(String(status(entry)));
	const server = where && {
		where: { ...whereFor(conditions), ...where },
		whereOf: (entry: T) => {
			const [at, more] = [createdAt(entry), whereOf(entry)];
			const statusOf = status(entry);
			if (at === undefined || typeof statusOf !== 'string' || !more) return undefined;
			const asIts = {
				createdAfter: createdAfter === undefined ? undefined : at,
				createdBefore: createdBefore === undefined ? undefined : at,
				statuses: statuses.length > 0 ? [statusOf] : [],
			};
			return { ...whereFor(asIts), ...more };
		},
	};
	return {
		...(server && Object.keys(server.where).length > 0 && { server }),
		keeps: (entry) => !isTooOld(entry) && !isTooNew(entry) && hasStatus(entry) && keeps(entry),
		isPast: ascending ? isTooNew : isTooOld,
		ascending,
		limit,
	};
}

function whereFor({ createdAfter, createdBefore, statuses }: Conditions): IDataObject {
	const from = createdAfter === undefined ? undefined : new Date(createdAfter).toISOString();
	// One Codex may keep times more exactly than in milliseconds.
	const to = createdBefore === undefined ? undefined : new Date(createdBefore + 1).toISOString();
	// A field takes one operator.
	const created =
		from !== undefined && to !== undefined
			? { $between: [from, to] }
			: { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lte: to }) };
	return {
		...(Object.keys(created).length > 0 && { created_at: created }),
		...(statuses.length > 0 && { status: { $in: statuses } }),
	};
}
