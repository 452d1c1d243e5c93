import { createHash } from 'node:crypto';
import type * as sandboxIds from '../../sandbox/ids.cts';

let count = 0;

/** Starts the ids again, for a new sandbox. */
export function restartIds(): void {
	count = 0;
}

/** Stands for `sandbox/ids.cts` where a picture is taken: the same ids in every run, in one order. */
export function hexIds(many: number): (index: number) => string {
	const first = count;
	count += many;
	return (index) =>
		createHash('sha256')
			.update(String(first + index))
			.digest('hex')
			.slice(0, 16);
}

/** Such ids, for batches and samples. */
export const drawIds: typeof sandboxIds.drawIds = (many) => hexIds(many);

/** One such id. */
export function hexId(): string {
	return hexIds(1)(0);
}
