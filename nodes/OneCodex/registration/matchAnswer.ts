import { barcodeKey } from '../domain/barcodes';
import type { PlannedTube } from './planning/plan';
import type { AnsweredTube } from '../domain/batch';

/** An answer laid beside the tubes that were sent. */
export interface Matched {
	/** In the order of the tubes sent; a tube with two samples is here twice. */
	found: Array<{ row: number; answered: AnsweredTube }>;
	/** Tubes that were sent and are not in the answer. */
	missing: PlannedTube[];
	/** Tubes in the answer that were not sent. */
	unexpected: AnsweredTube[];
}

/**
 * Finds the row of each answered tube by its barcode. The API promises neither the order of the
 * request, nor every barcode, nor its letter case.
 * @param sent no two of them with the same {@link barcodeKey}
 */
export function matchAnswer(sent: PlannedTube[], answered: AnsweredTube[]): Matched {
	const inOrder = matchInOrder(sent, answered);
	if (inOrder) return inOrder;
	const answersOf = new Map<string, AnsweredTube[]>();
	for (const one of answered) {
		const key = barcodeKey(one.barcode);
		const samples = answersOf.get(key);
		const known = samples?.findIndex((other) => isSameSample(other, one)) ?? -1;
		if (!samples) answersOf.set(key, [one]);
		else if (known === -1) samples.push(one);
		// What one answer leaves out, another may have.
		else if (samples[known]?.sampleUri === undefined) samples[known] = one;
	}
	const matched: Matched = { found: [], missing: [], unexpected: [] };
	for (const planned of sent) {
		const key = barcodeKey(planned.tube.tube_barcode);
		const samples = answersOf.get(key);
		answersOf.delete(key);
		if (!samples) matched.missing.push(planned);
		else for (const one of samples) matched.found.push({ row: planned.row, answered: one });
	}
	matched.unexpected = [...answersOf.values()].flat();
	return matched;
}

/** The usual answer, which lists just the tubes that were sent, as they were sent; undefined for any other. */
function matchInOrder(sent: PlannedTube[], answered: AnsweredTube[]): Matched | undefined {
	const isNext = (one: AnsweredTube, place: number) =>
		one.barcode === sent[place]?.tube.tube_barcode;
	if (sent.length !== answered.length || !answered.every(isNext)) return undefined;
	const found = sent.map(({ row }, place) => ({ row, answered: answered[place] as AnsweredTube }));
	return { found, missing: [], unexpected: [] };
}

/** Whether two entries for a tube are about one Sample: addresses differ in what is before the id. */
function isSameSample(
	{ sampleUri: one }: AnsweredTube,
	{ sampleUri: other }: AnsweredTube,
): boolean {
	if (one === undefined || other === undefined || one === other) return true;
	return one.split('/').at(-1) === other.split('/').at(-1);
}
