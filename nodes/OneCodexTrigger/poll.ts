import type { AnsweredBatch } from '../OneCodex/domain/batch';
import { firstAnalyses, nextAnalyses, type AnalysisFilter } from './analyses';
import type { Account, Read } from './state/account';
import { readFollowed } from './followed';
import { changedItem, registeredItem } from './items';
import { listFrom, newestBy, newEntries, noteListed, oldEntries } from './listed';
import { newlyFollowed, pollSamples, type Polled } from './samples';
import { followUnfinished, statusChanges } from './statusChanges';
import { mayHaveMore } from './waitingSamples';
import { statusOf, type Watch } from './watch';

/**
 * Looks at an account for the first time: what is there already is old. What time does not suffice for is
 * made up for by the next polls.
 * @param nothing the knowledge of a trigger that has seen nothing yet
 */
export async function firstPoll(account: Account, nothing: Watch): Promise<Polled> {
	if (nothing.event === 'analysisFinished') return await firstAnalyses(account, nothing);
	const start = account.clocks().own;
	const listed = await account.batches(await whereToBegin(account, nothing));
	const clocks = account.clocks();
	const begunAt = clocks.theirs - (clocks.own - start);
	const noted = noteListed(nothing, listed, clocks);
	const newest = Math.max(0, ...listed.entries.flatMap(({ createdAt }) => createdAt ?? []));
	const watch = {
		...noted,
		// What was not listed is as old, even where the list came in another order, or not at all.
		oldUntil: listed.isWhole ? null : Math.max(newest, begunAt),
		following: followOld(nothing, listed.entries, clocks.own),
	};
	if (nothing.event !== 'sampleAvailable') return { items: [], watch: { ...watch, begunAt } };
	// Nothing is given as long as there is no time that it began.
	const { watch: looked } = await pollSamples(account, watch, byId(listed.entries));
	return { items: [], watch: { ...looked, begunAt } };
}

/** From when on batches have to be listed; undefined for all. */
async function whereToBegin(account: Account, nothing: Watch): Promise<number | undefined> {
	if (nothing.event !== 'batchRegistered') return undefined;
	// Older batches are of no interest.
	const [newest] = (await account.newestBatches(1)) ?? [];
	return listFrom({ ...nothing, since: newestBy(account.clocks(), newest) });
}

/** The batches to follow of those that were there at the beginning. */
function followOld({ event }: Watch, old: AnsweredBatch[], now: number): Watch['following'] {
	if (event === 'batchRegistered') return {};
	if (event === 'batchStatusChanged') return followUnfinished(old);
	const live = old.filter((batch) => mayHaveMore(batch, now));
	return Object.fromEntries(live.map(({ id }) => [id, newlyFollowed(true)]));
}

/** Which events start the workflow. */
export interface EventFilter extends AnalysisFilter {
	/** The statuses that a change is given for; empty for any. */
	statuses: string[];
}

/** Looks at an account again. */
export async function nextPoll(
	account: Account,
	watch: Watch,
	filter: EventFilter,
): Promise<Polled> {
	if (watch.event === 'analysisFinished') return await nextAnalyses(account, watch, filter);
	const { statuses } = filter;
	const listed = await account.batches(listFrom(watch), watch.place);
	const now = account.clocks().own;
	// From the oldest to the newest, as things happened.
	const fresh = newEntries(watch, listed.entries).toReversed();
	const old = followOld(watch, oldEntries(watch, listed.entries), now);
	const noted = noteListed(watch, listed, account.clocks());
	if (watch.event === 'batchRegistered') return { items: fresh.map(registeredItem), watch: noted };
	const { found, nextBatch } = await readFollowed(watch, listed, account.batchesById);
	if (watch.event === 'sampleAvailable') {
		const added = Object.fromEntries(fresh.map(({ id }) => [id, newlyFollowed(false)]));
		const following = { ...watch.following, ...added, ...old };
		return await pollSamples(account, { ...noted, following, nextBatch }, found);
	}
	const { changes, following } = statusChanges(watch, fresh, found, now);
	const wanted = changes.filter(
		({ batch }) => statuses.length === 0 || statuses.includes(statusOf(batch)),
	);
	return {
		items: wanted.map(({ batch, previous }) => changedItem(batch, previous)),
		watch: { ...noted, following: { ...following, ...old }, nextBatch },
	};
}

const byId = (batches: AnsweredBatch[]): Read<AnsweredBatch> =>
	new Map(batches.map((batch) => [batch.id, batch]));
