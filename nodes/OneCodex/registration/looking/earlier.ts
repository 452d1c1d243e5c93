import { barcodeKey } from '../../domain/barcodes';
import { findByName, readableTubes, type Named } from './byName';
import { indexEverywhere, note, type Index } from './everywhere';
import { groupByName } from '../planning/groupByName';
import { forgetOld, unconfirmed } from './memory';
import { nameFinder } from '../../domain/batchNames';
import { once } from '../../domain/once';
import type { PlannedBatch } from '../planning/plan';
import type { AnsweredBatch } from '../../domain/batch';
import type { Registry } from '../registry';
import type { Result } from '../../domain/result';

/** What a look-up found for one batch. */
export interface Earlier extends Named {
	/** The batches with which tubes were sent a moment ago without showing up, by {@link barcodeKey}. */
	unconfirmed: Map<string, AnsweredBatch>;
}

/** The earlier registrations of the batches of an execution, as one look at the account finds them. */
export interface LookUp {
	/** Whether no batch of the name is registered or may be on its way, so that no tube need be looked for. */
	isNew(planned: PlannedBatch): boolean;
	/** Looks for the tubes of one of the batches. */
	find(planned: PlannedBatch): Promise<Result<Earlier>>;
}

/**
 * Looks for the batches of some names, all at once. What is found is asked for its samples once, and only
 * when a batch is looked up.
 * @param lookBackMs how far back to look in batches of any other name; 0 looks at the same name only
 * @param more batches that are known to be there, whatever this look finds
 */
export async function lookUpBatches(
	registry: Registry,
	lookBackMs: number,
	planned: PlannedBatch[],
	more: AnsweredBatch[] = [],
): Promise<Result<LookUp>> {
	const { memory } = registry;
	forgetOld(memory, registry.now());
	const look = registry.look();
	const names = planned.map(({ name }) => name);
	const listed = await look.named(names);
	if (!listed.ok) return listed;

	const namesOf = nameFinder(names);
	const all = [...new Map([...more, ...listed.value].map((one) => [one.id, one])).values()];
	const listedOf = groupByName(all, ({ name }) => (name === undefined ? [] : namesOf(name)));
	const rememberedOf = groupByName(memory.registrations, ({ batch, sentName }) => [
		...new Set([...namesOf(sentName), ...namesOf(batch.name ?? sentName)]),
	]);
	const tubesOf = onceEach(
		({ id }: AnsweredBatch) => id,
		(batch) => readableTubes(registry, batch),
	);
	const byName = onceEach(
		({ name }: PlannedBatch) => name,
		(one) => {
			const remembered = rememberedOf.get(one.name) ?? [];
			return findByName(registry, one, listedOf.get(one.name) ?? [], remembered, tubesOf);
		},
	);
	const everywhere = once(() => {
		const window = { look, registry, since: registry.clock() - lookBackMs };
		return indexEverywhere(window, planned, byName, tubesOf);
	});
	const notShown = unconfirmed(memory);

	return {
		ok: true,
		value: {
			isNew: ({ name }) => {
				const isDoubtful = [...memory.doubts].some((one) => namesOf(one.name).includes(name));
				return !isDoubtful && !listedOf.has(name) && !rememberedOf.has(name);
			},
			find: async (one) => {
				const named = await byName(one);
				if (!named.ok) return named;
				const found = { ...named.value, unconfirmed: notShown };
				if (lookBackMs === 0) return { ok: true, value: found };
				const all = await everywhere();
				if (!all.ok) return all;
				addRegistered(found, one, all.value.registeredIn);
				all.value.seen.forEach((id) => found.seen.add(id));
				return { ok: true, value: found };
			},
		},
	};
}

/** Adds what was found in batches of any name. */
function addRegistered(
	{ registeredIn }: Earlier,
	{ tubes }: PlannedBatch,
	everywhere: Index,
): void {
	for (const { tube } of tubes) {
		const key = barcodeKey(tube.tube_barcode);
		for (const one of everywhere.get(key) ?? []) note(registeredIn, key, one);
	}
}

/** Does something once for each thing, whoever asks for it. */
function onceEach<T, R>(
	keyOf: (thing: T) => string,
	work: (thing: T) => Promise<R>,
): (thing: T) => Promise<R> {
	const results = new Map<string, Promise<R>>();
	return (thing) => {
		const key = keyOf(thing);
		const result = results.get(key) ?? work(thing);
		results.set(key, result);
		return result;
	};
}
