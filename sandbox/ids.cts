import { randomBytes } from 'node:crypto';
import type { World } from './worlds.cts';

/** Draws `count` ids of 16 hex digits at once: 5,000 single draws would show in the bench. */
export function hexIds(count: number): (index: number) => string {
	const digits = randomBytes(8 * count).toString('hex');
	return (index) => digits.slice(16 * index, 16 * index + 16);
}

/** Draws one id of 16 hex digits. */
export function hexId(): string {
	return hexIds(1)(0);
}

/**
 * Draws `count` ids for batches or samples, in the form that they have in this world. All can stand
 * in a path as they are.
 */
export function drawIds(count: number, { ids }: World): (index: number) => string {
	const draw = hexIds(count);
	return ids === 'hex' ? draw : (index) => toSegment(draw(index));
}

function toSegment(hex: string): string {
	return `SB-${hex.slice(0, 1)}.x~${hex.slice(1, 15)}@${hex.slice(15)}`;
}
