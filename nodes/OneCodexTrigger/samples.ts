import type { IDataObject } from 'n8n-workflow';

import { millisOf } from '../OneCodex/api/answers';
import type { AnsweredSample } from '../OneCodex/api/kinds';
import { atOnce } from '../OneCodex/domain/atOnce';
import type { AnsweredBatch } from '../OneCodex/domain/batch';
import type { Account, Barcodes, Read } from './state/account';
import { availableItem } from './items';
import {
	afterLook,
	goOnFollowing,
	isAvailable,
	isComplete,
	isOver,
	isToBeListed,
	MOST_SAMPLES_A_POLL,
	nextSample,
	samplesOf,
	samplesToLookAt,
	turned,
	whenToListAgain,
	withListed,
} from './waitingSamples';
import type { Followed, Watch } from './watch';

// A sample is given without its batch where that cannot be read for so long.
const BATCH_PATIENCE_MS = 24 * 60 * 60 * 1000;

type Following = Watch['following'];

/** The items of a poll, and what is known after it. */
export interface Polled {
	items: IDataObject[];
	watch: Watch;
}

/** A batch that is followed from now on. */
export const newlyFollowed = (isOld: boolean): Followed => ({
	status: '',
	waiting: null,
	doneAt: null,
	...(isOld && { isOld }),
});

/**
 * Looks at the samples of the batches that are followed.
 * @param found the batches themselves, as far as they could be read
 */
export async function pollSamples(
	account: Account,
	watch: Watch,
	found: Read<AnsweredBatch>,
): Promise<Polled> {
	const clocks = account.clocks();
	const now = clocks.own;
	const tubes = new Map<string, Barcodes>();
	const following = await listSamples(account, watch, found, tubes);
	const samples = await account.samplesById(samplesToLookAt({ following, next: watch.next }));
	const next = nextSample({ following, next: watch.next }, (id) => samples.has(id));
	const given: Array<[AnsweredSample, string | null, AnsweredBatch | undefined]> = [];
	const after: Following = {};
	for (const [id, followed] of Object.entries(following)) {
		const came = newlyAvailable(followed, samples, watch.begunAt);
		const waitsForBatch = !found.has(id) && came.some((one) => cameLately(one, clocks.theirs));
		const isToBeGiven = came.length > 0 && !waitsForBatch;
		const barcodes = isToBeGiven ? (tubes.get(id) ?? (await account.barcodesOf(id))) : undefined;
		if (came.length > 0 && !barcodes) {
			// They are given with their tubes and their batch, at the next poll.
			after[id] = followed;
			continue;
		}
		for (const sample of came) {
			given.push([sample, barcodes?.get(sample.id) ?? null, found.get(id) ?? undefined]);
		}
		const left = afterLook(followed, samples);
		const isLookedAt = !isWaitingForList(followed, watch.following[id]);
		const isThrough = isLookedAt && samplesOf(followed).every((one) => samples.has(one));
		if (isComplete(left) || (isOver(left, now) && isThrough)) continue;
		after[id] = left;
	}
	const names = await account.namesOf(given.map(([sample]) => sample));
	const items = given.map((one) => availableItem(...one, names));
	return { items, watch: { ...watch, following: after, next } };
}

/** Whether a sample changed so lately that what is missing of it may be waited for. */
const cameLately = ({ raw }: AnsweredSample, theirs: number): boolean =>
	(millisOf(raw.updated_at) ?? -Infinity) > theirs - BATCH_PATIENCE_MS;

/** Whether the samples of a batch could not be listed, though they were to be. */
const isWaitingForList = (followed: Followed, before: Followed | undefined) =>
	followed.waiting === null && before !== undefined;

/** Goes on with each batch, and lists the samples of those whose samples are not known. */
async function listSamples(
	account: Account,
	watch: Watch,
	found: Read<AnsweredBatch>,
	tubes: Map<string, Barcodes>,
): Promise<Following> {
	const clocks = account.clocks();
	const { own: now } = clocks;
	const following: Following = {};
	const toList: string[] = [];
	for (const [id, followed] of Object.entries(watch.following)) {
		const next = goOnFollowing(followed, found.get(id), found.has(id), now);
		if (!next) continue;
		following[id] = next;
		if (isToBeListed(followed, next, now)) toList.push(id);
	}
	const isOld = (id: string) => following[id]?.isOld === true;
	const order = turned(toList, watch.nextBatch);
	// What is new comes before what was there at the beginning, of which there may be much.
	const ordered = [...order.filter((id) => !isOld(id)), ...order.filter(isOld)];
	let unread = 0;
	const list = async (id: string) => {
		const [before, followed] = [watch.following[id], following[id]];
		if (!before || !followed) return;
		const barcodes =
			isOld(id) && unread >= MOST_SAMPLES_A_POLL ? undefined : await account.barcodesOf(id);
		if (barcodes) tubes.set(id, barcodes);
		if (isOld(id)) unread += barcodes?.size ?? 0;
		const again = whenToListAgain(followed, found.get(id), clocks);
		following[id] = withListed(before, followed, barcodes && [...barcodes.keys()], again);
	};
	await atOnce(ordered, list, () => false, { most: 10 });
	return following;
}

/**
 * The samples of a batch whose data came. Of one that was not read since the beginning, only the time of
 * its last change can say whether it was available before.
 */
function newlyAvailable(
	{ waiting, unread = [] }: Followed,
	samples: Read<AnsweredSample>,
	begunAt: number | undefined,
): AnsweredSample[] {
	const isSince = ({ raw }: AnsweredSample) =>
		(millisOf(raw.updated_at) ?? -Infinity) > (begunAt ?? Infinity);
	const sampleOf = (id: string) => samples.get(id) ?? [];
	return [
		...(waiting ?? []).flatMap(sampleOf).filter(isAvailable),
		...unread.flatMap(sampleOf).filter((sample) => isAvailable(sample) && isSince(sample)),
	];
}
