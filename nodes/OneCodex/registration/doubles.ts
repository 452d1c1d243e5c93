import { barcodeKey } from './answer';
import { nameFinder, withoutNumber } from './names';
import type { AnsweredBatch, AnsweredTube, Failure, Registry } from './registry';
import type { RegisteredTube, RunResult } from './result';

// Clocks differ a little, and the first request took its time.
const TOLERANCE_MS = 60_000;
// Where others register that much meanwhile, hardly any of it is what this run sent.
const MOST_LISTS = 30;

/**
 * Looks once, after a run has sent tubes, whether somebody else registered the same ones meanwhile: another
 * worker of n8n, say, that found nothing either. They are added to the result as doubled.
 * @param seen ids of the batches that stood before
 * @param anyName whether to look in batches of any name, and not only in those of the same names
 * @param startedAt when the run began, in milliseconds since 1970, by One Codex's clock
 */
export async function lookForDoubles<F extends Failure>(
	result: RunResult<F>,
	registry: Registry<F>,
	seen: Set<string>,
	anyName: boolean,
	startedAt: number,
): Promise<RunResult<F>> {
	const sent = result.tubes.filter(({ alreadyRegistered }) => !alreadyRegistered);
	if (sent.length === 0) return result;
	const batches = result.registered.map(({ batch }) => batch);
	const own = new Set(batches.map(({ id }) => id));
	// One Codex's own times are better than a guess at its clock.
	const first = Math.min(...batches.map(({ createdAt = startedAt }) => createdAt));
	const since = first - TOLERANCE_MS;
	const namesOf = nameFinder(result.registered.map(({ planned }) => withoutNumber(planned.name)));
	const isSought = ({ createdAt, name = '' }: AnsweredBatch) =>
		namesOf(name).length > 0 || (anyName && createdAt !== undefined && createdAt >= since);
	const isOther = (batch: AnsweredBatch) =>
		!batch.canceled && !own.has(batch.id) && !seen.has(batch.id) && isSought(batch);
	const sentByUs = new Map(registry.memory.registrations.map((one) => [one.batch.id, one]));
	const byKey = new Map(sent.map((tube) => [barcodeKey(tube.answered.barcode), tube]));
	let lists = 0;
	for await (const page of registry.look().since(since)) {
		if (!page.ok) return { ...result, unchecked: true };
		for (const other of page.value.filter(isOther)) {
			let tubes = sentByUs.get(other.id)?.tubes;
			if (!tubes) {
				if (++lists > MOST_LISTS) return { ...result, unchecked: true };
				const list = await registry.samplesOf(other.id);
				if (!list.ok) return { ...result, unchecked: true };
				tubes = list.value.tubes;
			}
			addDoubles(result, other, tubes, byKey);
		}
	}
	return result;
}

function addDoubles<F extends Failure>(
	{ doubled }: RunResult<F>,
	other: AnsweredBatch,
	tubes: AnsweredTube[],
	sent: Map<string, RegisteredTube>,
): void {
	const known = new Map(doubled.map((one) => [one.row, one]));
	for (const { barcode } of tubes) {
		const mine = sent.get(barcodeKey(barcode));
		if (!mine) continue;
		const { row, answered, batch } = mine;
		const before = known.get(row);
		if (before) before.batches.push(other);
		else doubled.push({ row, barcode: answered.barcode, batches: [batch, other] });
	}
}
