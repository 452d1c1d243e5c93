import { barcodeKey } from '../../domain/barcodes';
import { atOnce } from '../../domain/atOnce';
import { isNew } from './byName';
import { note, type Index, type RegisteredTube } from './everywhere';
import { forgetOld, unconfirmed } from './memory';
import { likest } from './registeredTubes';
import type { AnsweredBatch, TubeList } from '../../domain/batch';
import type { Failure } from '../../domain/failure';
import type { Registry } from '../registry';

// A tube is registered twice mostly within a few days, and the other batch is then among those at work.
const FIRST_LISTS = 5;

/** Where tubes are registered, as far as One Codex shows it; {@link placesOf} reads it. */
export interface TubeSearch {
	live: Index;
	canceled: Index;
	/** The live batches whose lists may lack tubes: new or empty ones, and those with an unreadable entry. */
	unsure: Map<string, AnsweredBatch>;
	/** Why a list could not be read, in which the tubes that were not found may be; the first one. */
	failure: Failure | undefined;
}

/**
 * Looks for tubes in batches of any name, newest first, until each is found in a live one. That it is in an
 * older one as well is then seen only by chance. What this process registered a moment ago is found before
 * One Codex lists it.
 * @param lookBackMs how old batches can be
 */
export async function findTubes(
	registry: Registry,
	barcodes: Iterable<string>,
	lookBackMs: number,
): Promise<TubeSearch> {
	const found: TubeSearch = {
		live: new Map(),
		canceled: new Map(),
		unsure: new Map(),
		failure: undefined,
	};
	const wanted = new Set([...barcodes].map(barcodeKey));
	const missing = new Set(wanted);
	if (wanted.size === 0) return found;
	const noteAll = (batch: AnsweredBatch, tubes: TubeList['tubes']) => {
		for (const answered of tubes) {
			const key = barcodeKey(answered.barcode);
			if (!wanted.has(key)) continue;
			note(batch.canceled ? found.canceled : found.live, key, { batch, answered });
			if (!batch.canceled) missing.delete(key);
		}
	};
	const listed = await batchesSince(registry, lookBackMs);
	found.failure = listed.failure;
	const byId = new Map(listed.batches.map((batch) => [batch.id, batch]));
	const { memory } = registry;
	forgetOld(memory, registry.now());
	const known = new Set<string>();
	for (const { batch, tubes, missing: left } of memory.registrations) {
		noteAll(byId.get(batch.id) ?? batch, tubes);
		if (left.length === 0) known.add(batch.id);
	}
	const readOne = async (batch: AnsweredBatch) => {
		const list = await registry.samplesOf(batch.id);
		if (!list.ok) {
			found.failure ??= list.failure;
			return;
		}
		const { tubes, unreadable } = list.value;
		noteAll(batch, tubes);
		const isYoung = batch.createdAt !== undefined && isNew(batch, false, registry);
		const mayLackSome = unreadable > 0 || tubes.length === 0 || isYoung;
		if (mayLackSome && !batch.canceled && !known.has(batch.id)) found.unsure.set(batch.id, batch);
	};
	await atOnce(listed.batches, readOne, () => missing.size === 0, { first: FIRST_LISTS });
	for (const [key, batch] of unconfirmed(memory)) {
		if (missing.has(key)) found.unsure.set(batch.id, batch);
	}
	return found;
}

/** Where a tube is registered, newest batch first: in just this spelling, or else in any. */
export const placesOf = (index: Index, barcode: string): RegisteredTube[] =>
	likest(index.get(barcodeKey(barcode)), barcode)?.reverse() ?? [];

/** The batches of some time, newest first, and why there may be more. */
async function batchesSince(registry: Registry, lookBackMs: number) {
	const batches: AnsweredBatch[] = [];
	let failure: Failure | undefined;
	const since = registry.clock() - lookBackMs;
	for await (const page of registry.look().since(since)) {
		if (page.ok) batches.push(...page.value);
		else failure = page.failure;
	}
	const isRecent = ({ createdAt = since }: AnsweredBatch) => createdAt >= since;
	return { batches: batches.filter(isRecent).sort(newestFirst), failure };
}

const newestFirst = (a: AnsweredBatch, b: AnsweredBatch) => (b.createdAt ?? 0) - (a.createdAt ?? 0);
