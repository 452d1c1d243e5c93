import { barcodeKey } from '../../domain/barcodes';
import { atOnce } from '../../domain/atOnce';
import { once } from '../../domain/once';
import { CLOCK_TOLERANCE_MS } from './clocks';
import { note, type Index, type KnownTubes, type TubesOf } from './everywhere';
import { SETTLING_MS, type RememberedBatch } from './memory';
import type { PlannedBatch } from '../planning/plan';
import type { AnsweredBatch, TubeList } from '../../domain/batch';
import type { Registry } from '../registry';
import type { Result } from '../../domain/result';

/** What is found for a batch in those of its name. */
export interface Named extends KnownTubes {
	/** A live batch of the name to whose list tubes may be on their way, with what that list shows. */
	unsettled: { batch: AnsweredBatch; isEmpty: boolean } | undefined;
}

/** Looks for the tubes of a batch in those of its name: what is listed, and what this process knows. */
export async function findByName(
	registry: Registry,
	{ tubes }: PlannedBatch,
	listed: AnsweredBatch[],
	remembered: RememberedBatch[],
	tubesOf: TubesOf,
): Promise<Result<Named>> {
	const registeredIn: Index = new Map();
	// Mostly there is nothing to look for them in.
	const wanted = once(() => new Set(tubes.map(({ tube }) => barcodeKey(tube.tube_barcode))));
	const noteAll = (batch: AnsweredBatch, answered: TubeList['tubes']) => {
		for (const one of answered) {
			const key = barcodeKey(one.barcode);
			if (wanted().has(key)) note(registeredIn, key, { batch, answered: one });
		}
	};
	const live = listed.filter(({ canceled }) => !canceled);
	const lists = new Map<string, Result<TubeList>>();
	// Of what this process sent a moment ago, it is known which tubes are to come. Every other batch of the
	// name is read, so that a tube in two of them is noticed.
	const sentByUs = new Map(remembered.map((one) => [one.batch.id, one]));
	const isKnown = ({ id }: AnsweredBatch) => sentByUs.get(id)?.missing.length === 0;
	const unknown = live.filter((batch) => !isKnown(batch));
	await atOnce(unknown, async (batch) => void lists.set(batch.id, await tubesOf(batch)));
	let unsettled: Named['unsettled'];
	for (const batch of unknown) {
		const list = lists.get(batch.id);
		if (!list?.ok) return list as Result<never>;
		noteAll(batch, list.value.tubes);
		const isEmpty = list.value.tubes.length === 0;
		// Where One Codex does not tell its time, a batch may seem hours older than it is.
		const isLong = isEmpty || !registry.tellsTime();
		const mayGrow = !sentByUs.has(batch.id) && isNew(batch, isLong, registry);
		if (mayGrow && !unsettled?.isEmpty) unsettled = { batch, isEmpty };
	}
	const canceled = new Set(listed.filter((one) => one.canceled).map(({ id }) => id));
	for (const { batch, tubes: sent } of remembered) {
		if (!canceled.has(batch.id)) noteAll(batch, sent);
	}
	// Where every tube is found, nothing else is waited for.
	if (unsettled && registeredIn.size === wanted().size) unsettled = undefined;
	const seen = new Set(listed.map(({ id }) => id));
	return { ok: true, value: { registeredIn, seen, canceled, unsettled } };
}

// A batch without any tube is one that One Codex cannot have made: it is waited for for longer.
const LONG_MS = 24 * 60 * 60 * 1000;

/**
 * Whether tubes may still be on their way into the list of a batch, by its age.
 * @param isLong whether to allow it a day instead of the time in which tubes show up
 */
export function isNew({ createdAt }: AnsweredBatch, isLong: boolean, registry: Registry): boolean {
	if (createdAt === undefined) return true;
	const age = registry.clock() - createdAt;
	return age < (isLong ? LONG_MS : SETTLING_MS + CLOCK_TOLERANCE_MS);
}

/** The tubes of a batch, all of which can be identified; of any other batch, the tubes are not known. */
export async function readableTubes(
	registry: Registry,
	batch: AnsweredBatch,
): Promise<Result<TubeList>> {
	const list = await registry.samplesOf(batch.id);
	// A list of tubes may come about later than its batch.
	if (!list.ok && list.failure.status === 404 && isNew(batch, true, registry)) {
		return { ok: true, value: { tubes: [], unreadable: 0 } };
	}
	if (list.ok && list.value.unreadable > 0) {
		return { ok: false, failure: registry.useless('unreadable', batch) };
	}
	return list;
}
