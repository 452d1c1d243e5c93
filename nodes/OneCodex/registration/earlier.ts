import { barcodeKey } from './answer';
import { atOnce } from './atOnce';
import { indexEverywhere, note, type Index, type Tubes } from './everywhere';
import { forgetOld, SETTLING_MS, unconfirmed, type Remembered } from './memory';
import { nameFinder } from './names';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, Failure, Registry, Result, TubeList } from './registry';

/** What a look-up found for one batch. */
export interface Earlier {
	/** The live batches of each tube, by {@link barcodeKey}. */
	standing: Index;
	/** The batches with which tubes were sent a moment ago without showing up, likewise. */
	unconfirmed: Map<string, AnsweredBatch>;
	/** The ids of all batches that were looked at. */
	seen: Set<string>;
	/** A live batch of the name to whose list tubes may be on their way, with what that list shows. */
	unsettled: { batch: AnsweredBatch; isEmpty: boolean } | undefined;
}

/** The earlier registrations of the batches of an execution, as one look at the account finds them. */
export interface LookUp<F extends Failure> {
	/** Whether nothing of a batch's name stands or may be on its way, so that no tube need be looked for. */
	isNew(planned: PlannedBatch): boolean;
	/** Looks for the tubes of one of the batches. */
	find(planned: PlannedBatch): Promise<Result<Earlier, F>>;
}

/**
 * Looks for the batches of some names, all at once. What is found is asked for its samples once, and only
 * when a batch is looked up.
 * @param lookBackMs how far back to look in batches of any other name; 0 looks at the same name only
 */
export async function lookUpBatches<F extends Failure>(
	registry: Registry<F>,
	lookBackMs: number,
	planned: PlannedBatch[],
): Promise<Result<LookUp<F>, F>> {
	const { memory } = registry;
	forgetOld(memory, registry.now());
	const look = registry.look();
	const names = planned.map(({ name }) => name);
	const listed = await look.named(names);
	if (!listed.ok) return listed;

	const namesOf = nameFinder(names);
	const listedOf = groupByName(listed.value, ({ name }) =>
		name === undefined ? [] : namesOf(name),
	);
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
				const isDoubtful = [...memory.doubts.keys()].some((one) => namesOf(one).includes(name));
				return !isDoubtful && !listedOf.has(name) && !rememberedOf.has(name);
			},
			find: async (one) => {
				const named = await byName(one);
				if (!named.ok) return named;
				const found = { ...named.value, unconfirmed: notShown };
				if (lookBackMs === 0) return { ok: true, value: found };
				const all = await everywhere();
				if (!all.ok) return all;
				addStanding(found, one, all.value.standing);
				all.value.seen.forEach((id) => found.seen.add(id));
				return { ok: true, value: found };
			},
		},
	};
}

/** Adds what was found in batches of any name. */
function addStanding({ standing }: Earlier, { tubes }: PlannedBatch, everywhere: Index): void {
	for (const { tube } of tubes) {
		const key = barcodeKey(tube.tube_barcode);
		for (const one of everywhere.get(key) ?? []) note(standing, key, one);
	}
}

/** Looks for the tubes of a batch in those of its name: what is listed, and what this process knows. */
async function findByName<F extends Failure>(
	registry: Registry<F>,
	{ tubes }: PlannedBatch,
	listed: AnsweredBatch[],
	remembered: Remembered[],
	tubesOf: Tubes<F>,
): Promise<Result<Earlier, F>> {
	const wanted = new Set(tubes.map(({ tube }) => barcodeKey(tube.tube_barcode)));
	const standing: Index = new Map();
	const noteAll = (batch: AnsweredBatch, answered: TubeList['tubes']) => {
		for (const one of answered) {
			const key = barcodeKey(one.barcode);
			if (wanted.has(key)) note(standing, key, { batch, answered: one });
		}
	};
	const live = listed.filter(({ canceled }) => !canceled);
	const lists = new Map<string, Result<TubeList, F>>();
	// Every batch of the name is read, so that a tube which stands in two of them is noticed.
	// Of what this process sent a moment ago, it is known which tubes are to come.
	const sentByUs = new Map(remembered.map((one) => [one.batch.id, one]));
	const isKnown = ({ id }: AnsweredBatch) => sentByUs.get(id)?.missing.length === 0;
	const unknown = live.filter((batch) => !isKnown(batch));
	await atOnce(unknown, async (batch) => void lists.set(batch.id, await tubesOf(batch)));
	let unsettled: Earlier['unsettled'];
	for (const batch of unknown) {
		const list = lists.get(batch.id);
		if (!list?.ok) return list as Result<never, F>;
		noteAll(batch, list.value.tubes);
		const isEmpty = list.value.tubes.length === 0;
		const mayGrow = !sentByUs.has(batch.id) && isNew(batch, isEmpty, registry);
		if (mayGrow && !unsettled?.isEmpty) unsettled = { batch, isEmpty };
	}
	const canceled = new Set(listed.filter((one) => one.canceled).map(({ id }) => id));
	for (const { batch, tubes: sent } of remembered) {
		if (!canceled.has(batch.id)) noteAll(batch, sent);
	}
	// Where every tube is found, nothing else is waited for.
	if (standing.size === wanted.size) unsettled = undefined;
	const seen = new Set(listed.map(({ id }) => id));
	return { ok: true, value: { standing, unconfirmed: new Map(), seen, unsettled } };
}

// Clocks differ, and a batch without any tube is one that One Codex cannot have made: it is waited for
// for longer.
const CLOCK_TOLERANCE_MS = 60_000;
const EMPTY_MS = 60 * 60 * 1000;

/** Whether tubes may still be on their way into the list of a batch. */
function isNew<F extends Failure>(
	{ createdAt }: AnsweredBatch,
	isEmpty: boolean,
	registry: Registry<F>,
): boolean {
	if (createdAt === undefined) return true;
	const age = registry.clock() - createdAt;
	return age < (isEmpty ? EMPTY_MS : SETTLING_MS + CLOCK_TOLERANCE_MS);
}

/** The tubes of a batch, all of which can be told; of another, nobody knows which tubes it holds. */
async function readableTubes<F extends Failure>(
	registry: Registry<F>,
	batch: AnsweredBatch,
): Promise<Result<TubeList, F>> {
	const list = await registry.samplesOf(batch.id);
	if (list.ok && list.value.unreadable > 0) {
		return { ok: false, failure: registry.useless('unreadable') };
	}
	return list;
}

function groupByName<T>(things: T[], namesOf: (thing: T) => string[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		for (const name of namesOf(thing)) {
			const group = groups.get(name);
			if (group) group.push(thing);
			else groups.set(name, [thing]);
		}
	}
	return groups;
}

/** Does something once, whoever asks for it. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return () => (result ??= work());
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
