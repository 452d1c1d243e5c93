import type { PlannedBatch } from './plan';
import { MAX_BATCH_NAME_LENGTH } from './schema';

/**
 * Splits a batch that is too large evenly into batches named "NAME (1 of 3)" and so on. A name that
 * would become longer than 100 characters is cut before the number.
 * @param maxSamples the most samples that one batch may hold, 1 to 5,000
 */
export function splitBatch(batch: PlannedBatch, maxSamples: number): PlannedBatch[] {
	const count = Math.ceil(batch.tubes.length / maxSamples);
	if (count <= 1) return [batch];
	return Array.from({ length: count }, (_, index) => ({
		...batch,
		name: numberedName(batch.name, index + 1, count),
		tubes: batch.tubes.slice(
			Math.floor((index * batch.tubes.length) / count),
			Math.floor(((index + 1) * batch.tubes.length) / count),
		),
	}));
}

function numberedName(name: string, number: number, count: number): string {
	const suffix = ` (${number} of ${count})`;
	const cut = name.slice(0, MAX_BATCH_NAME_LENGTH - suffix.length);
	// Half of a surrogate pair is no character.
	return cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd() + suffix;
}
