import { numberedName } from '../../domain/batchNames';
import type { PlannedBatch } from './plan';

/** Into how many batches {@link splitBatch} splits some. */
export const countPieces = (batches: PlannedBatch[], maxSamples: number): number =>
	batches.reduce((sum, { tubes }) => sum + Math.ceil(tubes.length / maxSamples), 0);

/**
 * Splits a batch that is too large evenly into batches named "NAME (1 of 3)" and so on. A name that
 * would become longer than 100 characters is cut before the number. Nothing is left of a batch without
 * tubes.
 * @param maxSamples the most samples that one batch may hold, 1 to 5,000
 */
export function splitBatch(batch: PlannedBatch, maxSamples: number): PlannedBatch[] {
	const count = countPieces([batch], maxSamples);
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
