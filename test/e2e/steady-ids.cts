import { createHash } from 'node:crypto';

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

/** One such id. */
export function hexId(): string {
	return hexIds(1)(0);
}
