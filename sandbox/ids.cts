import { randomBytes } from 'node:crypto';

/** Draws `count` ids of 16 hex digits at once: 5,000 single draws would show in the bench. */
export function hexIds(count: number): (index: number) => string {
	const digits = randomBytes(8 * count).toString('hex');
	return (index) => digits.slice(16 * index, 16 * index + 16);
}

/** Draws one id of 16 hex digits. */
export function hexId(): string {
	return hexIds(1)(0);
}
