import { barcodeKey } from '../../domain/barcodes';
import { atOnce } from '../../domain/atOnce';
import type { PlannedBatch } from '../planning/plan';
import type { AnsweredBatch, AnsweredTube, TubeList } from '../../domain/batch';
import type { Look, Registry } from '../registry';
import type { Result } from '../../domain/result';

/** A tube that is in a live batch. */
export interface RegisteredTube {
	batch: AnsweredBatch;
	answered: AnsweredTube;
}

/** Where tubes are registered, by {@link barcodeKey}. */
export type Index = Map<string, RegisteredTube[]>;

/** Notes where a tube is registered, unless it is known to be in that batch, in the same spelling. */
export function note(index: Index, key: string, found: RegisteredTube): void {
	const known = index.get(key);
	const isSame = ({ batch, answered }: RegisteredTube) =>
		batch.id === found.batch.id && answered.barcode === found.answered.barcode;
	if (!known) index.set(key, [found]);
	else if (!known.some(isSame)) known.push(found);
}

/** Gives the tubes of a batch; it is asked for them once. */
export type TubesOf = (batch: AnsweredBatch) => Promise<Result<TubeList>>;

/** What is known of the tubes of planned batches, and of which batches. */
export interface KnownTubes {
	/** The live batches of each tube. */
	registeredIn: Index;
	/** The ids of the batches that were looked at. */
	seen: Set<string>;
	/** Of these, the canceled ones. */
	canceled: Set<string>;
}

/** Which batches to go through. */
interface Window {
	registry: Registry;
	look: Look;
	/** Milliseconds since 1970, by One Codex's clock. */
	since: number;
}

const MOST_LISTS_AT_ONCE = 30;

/**
 * Looks for the tubes of all planned batches in batches of any name, newest first, until each is found.
 * The lists of the batches are read once, more and more of them beside each other.
 * @param byName finds tubes in the batches of their own name, which comes first
 */
export async function indexEverywhere(
	{ registry, look, since }: Window,
	planned: PlannedBatch[],
	byName: (planned: PlannedBatch) => Promise<Result<KnownTubes>>,
	tubesOf: TubesOf,
): Promise<Result<KnownTubes>> {
	const { wanted, seen, canceled } = await leftByName(planned, byName);
	const missing = new Set(wanted);
	const registeredIn: Index = new Map();
	let most = 1;
	for await (const page of look.since(since)) {
		if (!page.ok) return page;
		const unseen = page.value.filter(
			({ id, createdAt = since }) => createdAt >= since && !seen.has(id),
		);
		for (const batch of unseen) {
			seen.add(batch.id);
			if (batch.canceled) canceled.add(batch.id);
		}
		const live = unseen.filter((batch) => !batch.canceled);
		while (live.length > 0 && missing.size > 0) {
			const batches = live.splice(0, most);
			most = Math.min(most * 2, MOST_LISTS_AT_ONCE);
			for (const [index, list] of (await Promise.all(batches.map(tubesOf))).entries()) {
				if (!list.ok) return list;
				for (const answered of list.value.tubes) {
					const key = barcodeKey(answered.barcode);
					missing.delete(key);
					if (wanted.has(key))
						note(registeredIn, key, { batch: batches[index] as AnsweredBatch, answered });
				}
			}
		}
		if (missing.size === 0) break;
	}
	for (const { batch, tubes } of registry.memory.registrations) {
		if (canceled.has(batch.id)) continue;
		for (const answered of tubes) {
			const key = barcodeKey(answered.barcode);
			// One that was not looked at, since all tubes were found, may be canceled by now.
			const counts = seen.has(batch.id) || missing.has(key);
			if (counts && wanted.has(key)) note(registeredIn, key, { batch, answered });
		}
	}
	return { ok: true, value: { registeredIn, seen, canceled } };
}

/** The tubes that are not found in batches of their own name, and the batches that were looked at for that. */
async function leftByName(
	planned: PlannedBatch[],
	byName: (planned: PlannedBatch) => Promise<Result<KnownTubes>>,
) {
	const wanted = new Set<string>();
	const seen = new Set<string>();
	const canceled = new Set<string>();
	await atOnce(planned, async (one) => {
		const found = await byName(one);
		if (found.ok) {
			found.value.seen.forEach((id) => seen.add(id));
			found.value.canceled.forEach((id) => canceled.add(id));
		}
		for (const { tube } of one.tubes) {
			const key = barcodeKey(tube.tube_barcode);
			if (!found.ok || !found.value.registeredIn.has(key)) wanted.add(key);
		}
	});
	return { wanted, seen, canceled };
}
