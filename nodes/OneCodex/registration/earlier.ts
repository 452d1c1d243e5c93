import { barcodeKey } from './answer';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, AnsweredTube, Failure, Registry, Result } from './registry';
import { isNameOf, namePrefix } from './split';

/** A tube that stands in a live batch. */
export interface Standing {
	batch: AnsweredBatch;
	answered: AnsweredTube;
}

/** The live batches of each tube, by {@link barcodeKey}, and all batches of the name that were seen. */
export interface Earlier {
	standing: Map<string, Standing[]>;
	seen: Set<string>;
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
		const earlier: Earlier = { standing: new Map(), seen: new Set() };
		const wanted = new Set(planned.tubes.map(({ tube }) => barcodeKey(tube.tube_barcode)));
		const take = async (batch: AnsweredBatch): Promise<F | undefined> => {
			if (batch.canceled || earlier.seen.has(batch.id)) return undefined;
			earlier.seen.add(batch.id);
			const tubes = await samplesOf(batch.id);
			if (!tubes.ok) return tubes.failure;
			for (const answered of tubes.value) {
				const key = barcodeKey(answered.barcode);
				if (!wanted.has(key)) continue;
				earlier.standing.set(key, [...(earlier.standing.get(key) ?? []), { batch, answered }]);
			}
			return undefined;
		};

		// Every batch of the name is read, so that a tube which stands in two of them is noticed.
		const sameName = registry.batches({ namePrefix: namePrefix(planned.name) });
		for await (const page of sameName) {
			if (!page.ok) return page;
			for (const batch of page.value) {
				if (!isNameOf(planned.name, batch.name ?? '')) continue;
				const failure = await take(batch);
				if (failure) return { ok: false, failure };
			}
		}
		if (lookBackMs === 0) return { ok: true, value: earlier };
		for await (const page of allBatches()) {
			if (!page.ok) return page;
			for (const batch of page.value) {
				if (earlier.standing.size === wanted.size) return { ok: true, value: earlier };
				const failure = await take(batch);
				if (failure) return { ok: false, failure };
			}
		}
		return { ok: true, value: earlier };
	};
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
