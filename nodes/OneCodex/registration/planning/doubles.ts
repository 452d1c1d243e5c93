import { barcodeKey } from '../../domain/barcodes';
import { CLOCK_TOLERANCE_MS, onClock } from '../looking/clocks';
import { groupByName } from './groupByName';
import { nameFinder, withoutNumber } from '../../domain/batchNames';
import { LOOK_PAUSES_MS } from '../settle';
import { once } from '../../domain/once';
import type { AnsweredBatch, AnsweredTube } from '../../domain/batch';
import type { Registry } from '../registry';
import type { RegisteredBatch, RegisteredTube, RunResult } from '../result';
import type { Run } from '../run';

// Where others register that much meanwhile, hardly any of it is what this run sent.
const MOST_LISTS = 30;

/**
 * Looks, after a run has sent tubes, whether somebody else registered the same ones meanwhile: another
 * worker of n8n, say, that found nothing either. They are added to the result as doubled.
 * @param startedAt when the run began, by the registry's time
 */
export async function lookForDoubles(run: Run, startedAt: number): Promise<RunResult> {
	const { registry, settings } = run;
	const result = run.result();
	const isSent = ({ alreadyRegistered }: RegisteredTube) => !alreadyRegistered;
	if (!result.tubes.some(isSent) || run.isOver()) return result;
	const unchecked = { ...result, unchecked: true };
	if (run.lost()) return unchecked;
	const since = sinceFirst(result.registered, () => onClock(registry, startedAt));
	const isToBeRead = otherBatches(result.registered, settings.lookBackMs > 0, since);
	const sentByUs = new Map(registry.memory.registrations.map((one) => [one.batch.id, one]));
	const byKey = once(() => {
		const sent = result.tubes.filter(isSent);
		return new Map(sent.map((tube) => [barcodeKey(tube.answered.barcode), tube]));
	});
	let lists = 0;
	const batches = await batchesSince(registry, since, result.registered);
	if (!batches) return unchecked;
	for (const other of batches.filter(isToBeRead)) {
		let tubes = sentByUs.get(other.id)?.tubes;
		if (!tubes) {
			const list = ++lists > MOST_LISTS ? undefined : await registry.samplesOf(other.id);
			// One that shows no tubes yet may get any.
			if (!list?.ok || list.value.unreadable + list.value.tubes.length === 0) return unchecked;
			tubes = list.value.tubes;
		}
		addDoubles(result, other, tubes, byKey());
	}
	return result;
}

/**
 * The batches from a time on; undefined if they cannot be read. A run that follows on another worker knows what
 * this one sent by the list alone, so that is read again until it has all of it, or time is up.
 */
async function batchesSince(
	registry: Registry,
	time: number,
	sent: RegisteredBatch[],
): Promise<AnsweredBatch[] | undefined> {
	let batches: AnsweredBatch[] = [];
	for (const pause of [0, ...LOOK_PAUSES_MS]) {
		if (pause > 0) await registry.pause(pause);
		batches = [];
		for await (const page of registry.look().since(time)) {
			if (!page.ok) return undefined;
			batches.push(...page.value);
		}
		const ids = new Set(batches.map(({ id }) => id));
		if (sent.every(({ batch }) => ids.has(batch.id))) break;
	}
	return batches;
}

/** From when on others may have registered the same. One Codex's own times are better than a guess at its clock. */
function sinceFirst(registered: RegisteredBatch[], startedAt: () => number): number {
	const times = registered.flatMap(({ batch }) => batch.createdAt ?? []);
	return (times.length > 0 ? Math.min(...times) : startedAt()) - CLOCK_TOLERANCE_MS;
}

/** Makes a function that finds the batches whose tubes may be those that were sent. */
function otherBatches(
	registered: RegisteredBatch[],
	anyName: boolean,
	since: number,
): (batch: AnsweredBatch) => boolean {
	const own = new Set(registered.map(({ batch }) => batch.id));
	const byName = groupByName(registered, ({ planned }) => [withoutNumber(planned.name)]);
	const namesOf = nameFinder(byName.keys());
	return ({ id, name = '', canceled, createdAt }) => {
		if (canceled || own.has(id)) return false;
		// What was found before it was sent is none of it.
		const isLater = ({ knownBefore }: RegisteredBatch) => !knownBefore?.has(id);
		if (namesOf(name).some((one) => byName.get(one)?.some(isLater))) return true;
		const isNew = createdAt !== undefined && createdAt >= since;
		return anyName && isNew && registered.some(isLater);
	};
}

function addDoubles(
	{ doubled }: RunResult,
	other: AnsweredBatch,
	tubes: AnsweredTube[],
	sent: Map<string, RegisteredTube>,
): void {
	const known = new Map(doubled.map((one) => [one.row, one]));
	for (const key of new Set(tubes.map(({ barcode }) => barcodeKey(barcode)))) {
		const mine = sent.get(key);
		if (!mine) continue;
		const { row, answered, batch } = mine;
		const before = known.get(row);
		if (before) before.batches.push(other);
		else doubled.push({ row, barcode: answered.barcode, batches: [batch, other] });
	}
}
