import { barcodeKey } from './answer';
import { forgetOld, unconfirmed } from './memory';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, AnsweredTube, Failure, Registry, Result } from './registry';
import { isNameOf, namePrefix } from './split';

/** A tube that stands in a live batch. */
export interface Standing {
	batch: AnsweredBatch;
	answered: AnsweredTube;
}

/** What a look-up found. */
export interface Earlier {
	/** The live batches of each tube, by {@link barcodeKey}. */
	standing: Map<string, Standing[]>;
	/** The batches with which tubes were sent a moment ago without showing up, likewise. */
	unconfirmed: Map<string, AnsweredBatch>;
	/** The ids of all batches that were looked at. */
	seen: Set<string>;
	/** Of these, the canceled ones. */
	canceled: Set<string>;
}

/**
 * Makes a look-up of earlier registrations for one execution. It asks each batch for its samples once,
 * however many batches the execution registers.
 * @param lookBackMs how far back to look in batches of any other name; 0 looks at the same name only
 */
export function earlierRegistrations<F extends Failure>(registry: Registry<F>, lookBackMs: number) {
	const samples = new Map<string, Promise<Result<AnsweredTube[], F>>>();
	const samplesOf = async (id: string) => {
		const known = samples.get(id) ?? registry.samplesOf(id);
		samples.set(id, known);
		const result = await known;
		if (!result.ok) samples.delete(id);
		return result;
	};
	const allBatches = replay(() => registry.batches({ createdSince: registry.now() - lookBackMs }));

	return async function find(planned: PlannedBatch): Promise<Result<Earlier, F>> {
		const wanted = lazily(
			() => new Set(planned.tubes.map(({ tube }) => barcodeKey(tube.tube_barcode))),
		);
		const count = planned.tubes.length;
		const earlier = nothingFound();
		const isSought = ({ name }: AnsweredBatch) =>
			lookBackMs > 0 || isNameOf(planned.name, name ?? '');

		// Every batch of the name is read, so that a tube which stands in two of them is noticed.
		for await (const page of registry.batches({ namePrefix: namePrefix(planned.name) })) {
			if (!page.ok) return page;
			const named = page.value.filter(({ name }) => isNameOf(planned.name, name ?? ''));
			const failure = await takeAll(named, wanted, earlier, samplesOf);
			if (failure) return { ok: false, failure };
		}
		if (lookBackMs > 0) {
			for await (const page of allBatches()) {
				if (!page.ok) return page;
				const failure = await takeAll(page.value, wanted, earlier, samplesOf, count);
				if (failure) return { ok: false, failure };
				if (earlier.standing.size === count) break;
			}
		}
		forgetOld(registry.memory, registry.now());
		for (const { batch, tubes } of registry.memory.registrations) {
			if (!isSought(batch) || earlier.canceled.has(batch.id)) continue;
			// One that is listed may be without its samples still, and one of the name may be listed late. Of
			// any other name, it may be one that nobody looked at since all tubes were found, and canceled.
			const isLive = earlier.seen.has(batch.id) || isNameOf(planned.name, batch.name ?? '');
			const isFound = ({ barcode }: AnsweredTube) => earlier.standing.has(barcodeKey(barcode));
			const left = isLive ? tubes : tubes.filter((tube) => !isFound(tube));
			note(batch, left, wanted, earlier);
		}
		return { ok: true, value: { ...earlier, unconfirmed: unconfirmed(registry.memory) } };
	};
}

const nothingFound = (): Earlier => ({
	standing: new Map(),
	unconfirmed: new Map(),
	seen: new Set(),
	canceled: new Set(),
});

/** Reads the samples of batches that were not looked at yet, until `enough` tubes are accounted for. */
async function takeAll<F extends Failure>(
	batches: AnsweredBatch[],
	wanted: () => Set<string>,
	earlier: Earlier,
	samplesOf: Registry<F>['samplesOf'],
	enough = Infinity,
): Promise<F | undefined> {
	for (const batch of batches) {
		if (earlier.standing.size >= enough) return undefined;
		if (earlier.seen.has(batch.id)) continue;
		earlier.seen.add(batch.id);
		if (batch.canceled) {
			earlier.canceled.add(batch.id);
			continue;
		}
		const tubes = await samplesOf(batch.id);
		if (!tubes.ok) return tubes.failure;
		note(batch, tubes.value, wanted, earlier);
	}
	return undefined;
}

/** Notes the tubes that are wanted, but for those that are known to stand in this batch. */
function note(
	batch: AnsweredBatch,
	tubes: AnsweredTube[],
	wanted: () => Set<string>,
	{ standing }: Earlier,
): void {
	const keys = wanted();
	for (const answered of tubes) {
		const key = barcodeKey(answered.barcode);
		const known = standing.get(key) ?? [];
		if (!keys.has(key) || known.some((one) => one.batch.id === batch.id)) continue;
		standing.set(key, [...known, { batch, answered }]);
	}
}

/** Makes a value when it is first asked for: most batches have nothing to be compared with. */
function lazily<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** Makes a sequence that is fetched once and can be gone through many times, each time from its start. */
function replay<T extends { ok: boolean }>(start: () => AsyncGenerator<T, void>) {
	let source: AsyncGenerator<T, void> | undefined;
	let fetched: T[] = [];
	return async function* (): AsyncGenerator<T, void> {
		for (let index = 0; ; index++) {
			source ??= start();
			if (index === fetched.length) {
				const next = await source.next();
				if (next.done) return;
				if (!next.value.ok) {
					source = undefined;
					fetched = [];
					yield next.value;
					return;
				}
				fetched.push(next.value);
			}
			yield fetched[index] as T;
		}
	};
}
