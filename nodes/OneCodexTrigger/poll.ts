import type { IDataObject } from 'n8n-workflow';

import { atOnce } from '../OneCodex/registration/atOnce';
import type { AnsweredSample } from '../OneCodex/api/kinds';
import { idOf } from '../OneCodex/api/references';
import type { AnsweredBatch } from '../OneCodex/registration/registry';
import type { Account } from './account';
import { availableItem, changedItem, registeredItem } from './items';
import { followUnfinished, statusChanges } from './statusChanges';
import {
	goOnFollowing,
	isToBeListed,
	mayHaveMore,
	samplesToLookAt,
	withListed,
	without,
} from './waitingSamples';
import { isNew, listFrom, newBatches, noteListed, statusOf, type Watch } from './watch';

/** What a poll found, and what is known after it. */
export interface Polled {
	items: IDataObject[];
	watch: Watch;
}

/**
 * Looks at an account for the first time: what is there already is old.
 * @param nothing the knowledge of a trigger that has seen nothing yet
 * @param now milliseconds since 1970
 */
export async function firstPoll(account: Account, nothing: Watch, now: number): Promise<Polled> {
	if (nothing.event === 'batchRegistered') {
		// Older batches are of no interest.
		const [newest] = await account.newestBatches(1);
		const since = newest && noteListed(nothing, [newest]).since;
		const listed = await account.batches(listFrom({ since: since ?? null }));
		return { items: [], watch: { ...nothing, ...noteListed(nothing, listed) } };
	}
	const listed = await account.batches(undefined);
	const watch = { ...nothing, ...noteListed(nothing, listed) };
	const following =
		nothing.event === 'sampleAvailable'
			? await batchesToCome(account, listed, now)
			: followUnfinished(listed);
	return { items: [], watch: { ...watch, following } };
}

/** The batches some of whose samples are still to come. */
async function batchesToCome(
	account: Account,
	listed: AnsweredBatch[],
	now: number,
): Promise<Watch['following']> {
	const following: Watch['following'] = {};
	await atOnce(
		listed.filter((batch) => mayHaveMore(batch, now)),
		async (batch) => {
			const ids = await sampleIds(account, batch.id);
			const samples = await account.samplesById(ids ?? []);
			const settled = new Set(ids?.filter((id) => isSettled(samples.get(id))));
			const status = statusOf(batch);
			if (ids?.length === settled.size && !isNew(status)) return;
			const doneAt = status === 'done' ? now : null;
			following[batch.id] = without({ status, waiting: ids, doneAt }, settled);
		},
	);
	return following;
}

/**
 * Looks at an account again.
 * @param statuses the only statuses that a change is given for; none for any
 * @param now milliseconds since 1970
 */
export async function nextPoll(
	account: Account,
	watch: Watch,
	statuses: string[],
	now: number,
): Promise<Polled> {
	const listed = await account.batches(listFrom(watch));
	const fresh = newBatches(watch, listed);
	const noted = { ...watch, ...noteListed(watch, listed) };
	// From the oldest to the newest, as things happened.
	if (watch.event === 'batchRegistered') {
		return { items: fresh.toReversed().map(registeredItem), watch: noted };
	}
	const found = await account.batchesById(Object.keys(watch.following));
	if (watch.event === 'sampleAvailable') {
		return await pollSamples(account, noted, fresh, found, now);
	}
	const { changes, following } = statusChanges(watch, fresh.toReversed(), found);
	const wanted = changes.filter(
		({ batch }) => statuses.length === 0 || statuses.includes(statusOf(batch)),
	);
	return {
		items: wanted.map(({ batch, previous }) => changedItem(batch, previous)),
		watch: { ...noted, following },
	};
}

async function pollSamples(
	account: Account,
	watch: Watch,
	fresh: AnsweredBatch[],
	found: Map<string, AnsweredBatch>,
	now: number,
): Promise<Polled> {
	const batches = new Map([...found, ...fresh.map((batch) => [batch.id, batch] as const)]);
	// One that is new and done already may have samples, too.
	const added = fresh.map(({ id }) => [id, { status: '', waiting: null, doneAt: null }] as const);
	const following: Watch['following'] = {};
	for (const [id, followed] of [...Object.entries(watch.following), ...added]) {
		const next = goOnFollowing(followed, batches.get(id), now);
		if (!next) continue;
		following[id] = isToBeListed(followed, next)
			? withListed(followed, next, await sampleIds(account, id))
			: next;
	}
	const { ids, next } = samplesToLookAt({ following, next: watch.next });
	const samples = await account.samplesById(ids);
	const settled = new Set(ids.filter((id) => isSettled(samples.get(id))));
	const items: IDataObject[] = [];
	for (const [id, followed] of Object.entries(following)) {
		const came = followed.waiting?.filter((sample) => settled.has(sample)) ?? [];
		const available = came.flatMap((sample) => samples.get(sample) ?? []).filter(isAvailable);
		following[id] = without(followed, settled);
		if (available.length === 0) continue;
		const barcodes = await barcodesOf(account, id);
		for (const sample of available) {
			items.push(availableItem(sample, barcodes.get(sample.id) ?? null, batches.get(id)));
		}
	}
	return { items, watch: { ...watch, following, next } };
}

const isAvailable = ({ raw }: AnsweredSample) => raw.status === 'available';

/** Whether a sample need not be looked at any more. One that One Codex does not show may come back. */
const isSettled = (sample: AnsweredSample | undefined) =>
	sample !== undefined && (isAvailable(sample) || sample.raw.status === 'deleted');

async function barcodesOf(account: Account, batchId: string): Promise<Map<string, string>> {
	const tubes = await account.tubesOf(batchId);
	return new Map(
		tubes.flatMap(({ sampleUri, barcode }) => {
			const id = idOf(sampleUri);
			return id === undefined ? [] : [[id, barcode] as const];
		}),
	);
}

/** The samples of a batch; null where One Codex does not show any yet. */
async function sampleIds(account: Account, batchId: string): Promise<string[] | null> {
	const ids = [...(await barcodesOf(account, batchId)).keys()];
	return ids.length > 0 ? ids : null;
}
