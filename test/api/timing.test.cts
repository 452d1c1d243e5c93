import { later, pause } from '../../nodes/OneCodex/api/http/timing';

test('a wait ends at once when the execution is cancelled', async () => {
	const execution = new AbortController();
	const waiting = pause(600_000, execution.signal);
	execution.abort(new Error('cancelled'));
	await expect(waiting).rejects.toThrow('cancelled');
});

test('no wait begins after the execution was cancelled', async () => {
	await expect(pause(1, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
});

test.each([undefined, new AbortController().signal])(
	'a wait that nobody cancels ends',
	async (signal) => {
		await expect(pause(1, signal)).resolves.toBeUndefined();
	},
);

test('work for later is done then, after a part of a millisecond as well', async () => {
	await new Promise<void>((resolve) => later(0.4, resolve));
});

test('work for later is done then', async () => {
	const order: string[] = [];
	const done = new Promise<void>((resolve) =>
		later(20, () => {
			order.push('later');
			resolve();
		}),
	);
	order.push('now');
	await done;
	expect(order).toEqual(['now', 'later']);
});
