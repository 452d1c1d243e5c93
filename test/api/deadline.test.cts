import { isInTime, makeDeadline } from '../../nodes/OneCodex/api/http/deadline';
import { pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

const never = () => new Promise<void>(() => {});

test('a wait ends when no request may begin any more, and answers have time until the end', async () => {
	const deadline = makeDeadline(1_000, 3_000);
	expect(await isInTime(Promise.resolve(), deadline)).toBe(true);
	const waiting = isInTime(never(), deadline);
	pass(1_000);
	expect(await waiting).toBe(false);
	expect(deadline.left()).toBe(2_000);
	expect(await isInTime(Promise.resolve(), deadline)).toBe(false);
	expect(await isInTime(Promise.reject(new Error('left the line')), deadline)).toBe(false);
});

test('an error in time is an error', async () => {
	const failed = () => Promise.reject(new Error('canceled'));
	await expect(isInTime(failed(), makeDeadline(1_000, 1_000))).rejects.toThrow('canceled');
	await expect(isInTime(failed())).rejects.toThrow('canceled');
	expect(await isInTime(Promise.resolve())).toBe(true);
});
