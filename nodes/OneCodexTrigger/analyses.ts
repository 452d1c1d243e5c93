import type { IDataObject } from 'n8n-workflow';

import { stateOf, type AnsweredAnalysis } from '../OneCodex/api/analyses';
import type { Account } from './state/account';
import { readFollowed } from './followed';
import { finishedItem } from './items';
import {
	listFrom,
	newestBy,
	newEntries,
	noteListed,
	oldEntries,
	type Clocks,
	type Listed,
} from './listed';
import { newlyFollowed, type Polled } from './samples';
import { stillMissing } from './statusChanges';
import type { Watch } from './watch';

/** Which analyses start the workflow. */
export interface AnalysisFilter {
	/** Empty for any. */
	types: string[];
	outcome: 'any' | 'failed' | 'succeeded';
}

// One that is not finished so long after it was created is not waited for.
const PATIENCE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Looks at the analyses of an account for the first time: what is finished is old, and the others are
 * followed. What time does not suffice for is made up for by the next polls.
 * @param nothing the knowledge of a trigger that has seen nothing yet
 */
export async function firstAnalyses(account: Account, nothing: Watch): Promise<Polled> {
	const start = account.clocks().own;
	const [newest] = (await account.newestAnalyses(1)) ?? [];
	const patience = () => account.clocks().theirs - PATIENCE_MS;
	const listed = await account.analyses(
		listFrom({ ...nothing, since: newestBy(account.clocks(), newest) }) ?? patience(),
	);
	const unfinished = await account.openAnalyses(patience());
	const clocks = account.clocks();
	const begunAt = clocks.theirs - (clocks.own - start);
	const isWhole = listed.isWhole && unfinished !== undefined;
	const seen = [...listed.entries, ...(unfinished ?? [])];
	const watch = {
		...noteListed(nothing, { entries: seen, isWhole }, clocks),
		begunAt,
		oldUntil: isWhole ? null : begunAt,
		following: followOpen(seen, clocks.theirs),
	};
	return { items: [], watch };
}

/** Looks at the analyses of an account again, and gives those that have finished, each once. */
export async function nextAnalyses(
	account: Account,
	watch: Watch,
	filter: AnalysisFilter,
): Promise<Polled> {
	const { oldUntil, begunAt = Infinity } = watch;
	// What the first poll did not come to may have finished meanwhile.
	const isToCatchUp = typeof oldUntil === 'number';
	const patience = account.clocks().theirs - PATIENCE_MS;
	const from = isToCatchUp ? patience : listFrom(watch);
	const listed = await account.analyses(from, watch.place);
	const { found, ids, nextBatch } = await readFollowed(watch, listed, account.analysesById);
	const clocks = account.clocks();
	const followed = ids.flatMap((id) => found.get(id) ?? []);
	const isSince = ({ updatedAt = -Infinity }: AnsweredAnalysis) => updatedAt > begunAt;
	const old = oldEntries(watch, listed.entries).filter((one) => !isFinished(one) || isSince(one));
	// From the oldest to the newest, as things happened.
	const fresh = newEntries(watch, listed.entries).toReversed();
	const finished = [...followed, ...old, ...fresh].filter(isFinished);
	return {
		items: await itemsOf(account, finished.filter(wanted(filter))),
		watch: {
			...(isToCatchUp ? noteBackTo(watch, listed, old, clocks) : noteListed(watch, listed, clocks)),
			following: {
				...stillMissing(watch.following, found, clocks.own),
				...followOpen([...followed, ...old, ...fresh], clocks.theirs),
			},
			nextBatch,
		},
	};
}

/**
 * Takes down a list that goes back as far as analyses are waited for. Of those that finished before the
 * beginning, which may be very many, none is kept that later lists do not show.
 */
function noteBackTo(
	watch: Watch,
	listed: Listed<AnsweredAnalysis>,
	old: AnsweredAnalysis[],
	clocks: Clocks,
): Watch {
	const since = watch.oldUntil ?? null;
	const from = listFrom({ ...watch, since, oldUntil: null }) ?? -Infinity;
	const shownAgain = listed.entries.filter(({ createdAt = Infinity }) => createdAt >= from);
	return noteListed({ ...watch, since }, { ...listed, entries: [...old, ...shownAgain] }, clocks);
}

const isFinished = (analysis: AnsweredAnalysis) => stateOf(analysis) !== 'unfinished';

const wanted =
	({ types, outcome }: AnalysisFilter) =>
	(analysis: AnsweredAnalysis): boolean =>
		(types.length === 0 || types.includes(analysis.type ?? '')) &&
		(outcome === 'any' || stateOf(analysis) === outcome);

/** The analyses to follow of some that were seen. */
function followOpen(seen: AnsweredAnalysis[], now: number): Watch['following'] {
	const open = seen.filter((one) => !isFinished(one) && (one.createdAt ?? now) > now - PATIENCE_MS);
	return Object.fromEntries(open.map(({ id }) => [id, newlyFollowed(false)]));
}

/** Analyses as items, with the names of their jobs. */
async function itemsOf(account: Account, analyses: AnsweredAnalysis[]): Promise<IDataObject[]> {
	const names = await account.jobNamesOf(analyses);
	return analyses.map((one) => finishedItem(one, names.get(one.id)));
}

/** An item to build a workflow with: of a new analysis, and of one that is finished if there is one. */
export async function exampleAnalysis(account: Account): Promise<IDataObject | undefined> {
	const newest = (await account.newestAnalyses(50)) ?? [];
	const example = newest.find(isFinished) ?? newest[0];
	return example && (await itemsOf(account, [example]))[0];
}
