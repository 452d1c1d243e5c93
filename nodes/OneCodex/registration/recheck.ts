import { barcodeKey } from './answer';
import { SETTLING_MS } from './memory';
import { foldName, nameFinder } from './names';
import type { PlannedBatch } from './plan';
import type { AnsweredBatch, Failure, Result } from './registry';
import type { Run } from './run';

/**
 * How long a look counts, in milliseconds. Between it and a request, somebody else may register the same
 * tubes: so long is a small risk, and one more look in that time a small price.
 */
export const FRESH_MS = 3_000;

// What was on its way when the look was taken is to be seen, and clocks differ a little.
const TOLERANCE_MS = 2 * SETTLING_MS;

/**
 * Tells, when the turn of some tubes comes, whether they may be sent as the look before found them; false
 * if somebody else came in between.
 */
export type Recheck<F extends Failure> = (piece: Tubes) => Promise<Result<boolean, F>>;

/** Tubes of a planned batch. */
interface Tubes {
	/** The batch, by its name. */
	planned: PlannedBatch;
	/** The part of it that is to be sent. */
	piece: PlannedBatch;
}

/** What came about since the look, as far as others made it. */
interface Newest {
	/** The batches of a planned name. */
	byName: Map<string, AnsweredBatch[]>;
	/** The tubes in batches of any name, where those count. */
	tubes: Set<string>;
}

/**
 * Makes a check that looks at the newest batches again when the look before is three seconds old. It is one
 * look for all that is sent meanwhile.
 */
export function startRecheck<F extends Failure>(run: Run<F>, batches: PlannedBatch[]): Recheck<F> {
	const { registry, seen, settings } = run;
	const { memory } = registry;
	const namesOf = nameFinder(batches.map(({ name }) => name));
	const since = registry.clock() - TOLERANCE_MS;
	let lookedAt = registry.now();
	let newest: Promise<Result<Newest, F>> | undefined;

	/** What this process sent is waited for by those that send it; a part of it may be on its way. */
	const isOurs = ({ id, name = '' }: AnsweredBatch) =>
		memory.registrations.some(({ batch }) => batch.id === id) ||
		[...memory.doubts.keys()].some((doubtful) => foldName(doubtful) === foldName(name));

	async function look(): Promise<Result<Newest, F>> {
		const byName: Newest['byName'] = new Map();
		const tubes = new Set<string>();
		for await (const page of registry.look().since(since)) {
			if (!page.ok) return page;
			for (const batch of page.value) {
				if (batch.canceled || seen.has(batch.id) || isOurs(batch)) continue;
				for (const one of namesOf(batch.name ?? '')) {
					byName.set(one, [...(byName.get(one) ?? []), batch]);
				}
				const isNewest = (batch.createdAt ?? since) >= since;
				if (settings.lookBackMs === 0 || !isNewest) continue;
				const list = await registry.samplesOf(batch.id);
				if (!list.ok) return list;
				for (const { barcode } of list.value.tubes) tubes.add(barcodeKey(barcode));
			}
		}
		return { ok: true, value: { byName, tubes } };
	}

	return async ({ planned, piece }) => {
		if (registry.now() - lookedAt > FRESH_MS) {
			lookedAt = registry.now();
			newest = look();
		}
		const found = await newest;
		if (!found?.ok) return found ?? { ok: true, value: true };
		const others = found.value.byName.get(planned.name) ?? [];
		const isFree = others.every((batch) => seen.has(batch.id) || isOurs(batch));
		const isThere = ({ tube }: PlannedBatch['tubes'][number]) =>
			found.value.tubes.has(barcodeKey(tube.tube_barcode));
		return { ok: true, value: isFree && !piece.tubes.some(isThere) };
	};
}
