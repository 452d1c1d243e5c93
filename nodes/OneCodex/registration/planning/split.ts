import { numberedName } from '../../domain/batchNames';
import type { PlannedBatch } from './plan';

/**
 * Splits a batch that is too large evenly into batches named "NAME (1 of 3)" and so on. A name that
 * would become longer than 100 characters is cut before the number. Nothing is left of a batch without
 * tubes.
 * @param maxSamples the most samples that one batch may hold, 1 to 5,000
 */
export function splitBatch(batch: PlannedBatch, maxSamples: number): PlannedBatch[] {
	const count = Math.ceil(batch.tubes.length / maxSamples);
	if (count === 1) return [batch];
	return Array.from({ length: count }, (_, index) => ({
		...batch,
		name: numberedName(batch.name, index + 1, count),
		tubes: batch.tubes.slice(
			Math.floor((index * batch.tubes.length) / count),
			Math.floor(((index + 1) * batch.tubes.length) / count),
		),
	}));
}
