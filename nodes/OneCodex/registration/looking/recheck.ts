import { barcodeKey } from '../../domain/barcodes';
import { readableTubes } from './byName';
import { onClock } from './clocks';
import { groupByName } from '../planning/groupByName';
import { SETTLING_MS } from './memory';
import { nameFinder, nameKey } from '../../domain/batchNames';
import type { PlannedBatch } from '../planning/plan';
import type { AnsweredBatch } from '../../domain/batch';
import type { Result } from '../../domain/result';
import type { Run } from '../run';

/**
 * How long a look counts, in milliseconds. Between it and a request, somebody else may register the same
 * tubes: so long is a small risk, and one more look in that time a small price.
 */
export const FRESH_MS = 3_000;

// What was on its way when the look was taken is to be seen, and clocks differ.
const TOLERANCE_MS = 2 * SETTLING_MS;

/**
 * Gives, when the turn of some tubes comes, the batches in which others may have registered them since they
 * were looked up; none if they may be sent.
 * @param piece the part of the batch that is to be sent
 * @param knownBefore ids of the batches that the look found
 */
export type Recheck = (
	planned: PlannedBatch,
	piece: PlannedBatch,
	knownBefore: Set<string>,
) => Promise<Result<AnsweredBatch[]>>;

/** What others made of late. */
interface Newest {
	/** The batches of a planned name. */
	byName: Map<string, AnsweredBatch[]>;
	/** The batches of any name with their tubes, where those count. */
	withTubes: Array<{ batch: AnsweredBatch; keys: Set<string> }>;
}

/**
 * Makes a check that looks at the newest batches again when the look before is three seconds old. It is one
 * look for all that is sent meanwhile.
 */
export function startRecheck(run: Run, batches: PlannedBatch[]): Recheck {
	const { registry, own, settings } = run;
	const namesOf = nameFinder(batches.map(({ name }) => name));
	const startedAt = registry.now();
	const keysOf = new Map<string, Set<string>>();
	let lookedAt = startedAt;
	let newest: Promise<Result<Newest>> | undefined;

	/** What this run sent itself, or has on its way. */
	const isOwn = ({ id, name = '' }: AnsweredBatch) =>
		own.ids.has(id) || own.names.has(nameKey(name));

	async function look(): Promise<Result<Newest>> {
		const named: AnsweredBatch[] = [];
		const withTubes: Newest['withTubes'] = [];
		const since = () => onClock(registry, startedAt) - TOLERANCE_MS;
		for await (const page of registry.look().since(since())) {
			if (!page.ok) return page;
			for (const batch of page.value.filter((one) => !one.canceled && !isOwn(one))) {
				named.push(batch);
				const isNew = batch.createdAt === undefined || batch.createdAt >= since();
				if (settings.lookBackMs === 0 || !isNew) continue;
				const keys = await readKeys(batch);
				if (!keys.ok) return keys;
				withTubes.push({ batch, keys: keys.value });
			}
		}
		const byName = groupByName(named, ({ name = '' }) => namesOf(name));
		return { ok: true, value: { byName, withTubes } };
	}

	/** The tubes of a batch, which is asked for them until it has some. */
	async function readKeys(batch: AnsweredBatch): Promise<Result<Set<string>>> {
		const known = keysOf.get(batch.id);
		if (known) return { ok: true, value: known };
		const list = await readableTubes(registry, batch);
		if (!list.ok) return list;
		const keys = new Set(list.value.tubes.map(({ barcode }) => barcodeKey(barcode)));
		if (keys.size > 0) keysOf.set(batch.id, keys);
		return { ok: true, value: keys };
	}

	return async ({ name }, { tubes }, knownBefore) => {
		if (registry.now() - lookedAt > FRESH_MS) {
			lookedAt = registry.now();
			newest = look();
		}
		const found = await newest;
		if (!found?.ok) return found ?? { ok: true, value: [] };
		const holds = ({ keys }: Newest['withTubes'][number]) =>
			tubes.some(({ tube }) => keys.has(barcodeKey(tube.tube_barcode)));
		const others = [
			...(found.value.byName.get(name) ?? []),
			...found.value.withTubes.filter(holds).map(({ batch }) => batch),
		];
		return { ok: true, value: others.filter((one) => !knownBefore.has(one.id) && !isOwn(one)) };
	};
}
