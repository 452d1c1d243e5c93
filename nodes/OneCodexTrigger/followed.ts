import type { Read } from './state/account';
import { turned } from './waitingSamples';
import type { Entry, Listed } from './listed';
import type { Watch } from './watch';

/** The entries that are followed, as far as they could be read, together with those that a list shows. */
interface FollowedNow<T> {
	found: Read<T>;
	/** Their ids, in the order in which they were asked for. */
	ids: string[];
	/** The one to begin with next time, where not all could be read. */
	nextBatch: string | null;
}

/** Reads the entries that are followed, beginning where the last poll ended. */
export async function readFollowed<T extends Entry>(
	{ following, nextBatch }: Watch,
	listed: Listed<T>,
	byId: (ids: string[]) => Promise<Read<T>>,
): Promise<FollowedNow<T>> {
	const ids = turned(Object.keys(following), nextBatch);
	const found = await byId(ids);
	// The list may show one that could not be read by its id.
	for (const one of listed.entries) if (!found.get(one.id)) found.set(one.id, one);
	return { found, ids, nextBatch: ids.find((id) => !found.has(id)) ?? null };
}
