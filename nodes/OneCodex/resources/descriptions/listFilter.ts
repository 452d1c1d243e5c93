import { ANALYSIS_TRAITS, type AnsweredAnalysis } from '../../api/analyses';
import { SAMPLES } from '../../api/kinds';
import {
	isAfter,
	isBefore,
	refersTo,
	serverFilter,
	within,
	type Condition,
} from '../../api/lists/conditions';
import type { ListFilter } from '../../api/lists/filters';
import type { ListSettings } from './listSettings';

/** What entries of a kind are filtered by, besides what every list can be. */
interface Conditions<T> {
	/** Milliseconds since 1970, or undefined if the entry has none. */
	createdAt(entry: T): number | undefined;
	/** Those that are undefined are not asked for. */
	conditions: Array<Condition<T> | undefined>;
	/** Whether an entry meets what only this node can filter by; all do, if not given. */
	keeps?(entry: T): boolean;
	/**
	 * Whether the server is asked to filter. Where it is not documented by what it can, it is asked for all.
	 */
	asksServer: boolean;
}

/** A filter by what every list can be filtered by, and by more conditions of its kind. */
export function listFilter<T>(
	{ ascending, limit, created }: ListSettings,
	{ createdAt, conditions, keeps = () => true, asksServer }: Conditions<T>,
): ListFilter<T> {
	const all = [within('created_at', created, createdAt), ...conditions].filter(
		(one) => one !== undefined,
	);
	const [end, isPast] = ascending ? [created.to, isAfter] : [created.from, isBefore];
	return {
		server: asksServer ? serverFilter(all) : undefined,
		keeps: (entry) => all.every(({ holds }) => holds(entry)) && keeps(entry),
		isPast: end === undefined ? undefined : (entry) => isPast(created, createdAt(entry)),
		ascending,
		limit,
	};
}

/** A filter for the newest analyses of some samples. */
export const analysesOf = (sampleIds: string[], limit: number): ListFilter<AnsweredAnalysis> =>
	listFilter(
		{ limit, ascending: false, created: { from: undefined, to: undefined } },
		{
			...ANALYSIS_TRAITS,
			conditions: [refersTo('sample', SAMPLES, sampleIds, ({ sampleId }) => sampleId)],
			asksServer: true,
		},
	);
