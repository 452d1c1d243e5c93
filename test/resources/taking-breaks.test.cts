import { takingBreaks } from '../../nodes/OneCodex/resources/rows/takingBreaks';
import { stall } from '../fake-timing.cts';
import { countingTurns } from '../turns-of-others.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

test('a break lets other work have its turn, and is taken only after some time', async () => {
	await countingTurns(async (turns) => {
		const takeBreak = takingBreaks();
		for (let count = 0; count < 100; count++) await takeBreak();
		stall(19);
		await takeBreak();
		expect(turns()).toBe(0);
		stall(1);
		await takeBreak();
		const after = turns();
		expect(after).toBeGreaterThan(0);
		for (let count = 0; count < 100; count++) await takeBreak();
		expect(turns()).toBe(after);
	});
});

test('what goes on beside each other does not go on all at a stretch', async () => {
	await countingTurns(async (turns) => {
		const takeBreak = takingBreaks();
		stall(20);
		const work = async () => {
			await takeBreak();
			stall(10);
			return turns();
		};
		expect(await Promise.all(Array.from({ length: 6 }, work))).toEqual([1, 1, 2, 2, 3, 3]);
	});
});

test('a cancelled execution ends at its next break, and at none without its signal', async () => {
	const stop = new AbortController();
	const takeBreak = takingBreaks(stop.signal);
	const goesOn = takingBreaks();
	stop.abort(new Error('stopped'));
	await takeBreak();
	stall(20);
	await expect(takeBreak()).rejects.toThrow('stopped');
	await expect(goesOn()).resolves.toBeUndefined();
});
