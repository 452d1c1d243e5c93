import { makeCalls, type SendOnce } from '../../nodes/OneCodex/api/http/calls';
import { makeDeadline, type Deadline } from '../../nodes/OneCodex/api/http/deadline';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

const CALL = { method: 'GET', path: '/', read: () => ({}) } as const;
const tick = async () => await new Promise((resolve) => setImmediate(resolve));

let accounts = 0;

/** Makes calls of an account whose requests are answered as the list says, and well after it. */
function start(answers: Array<'refused'>) {
	let sent = 0;
	const attempt: SendOnce = async (call) => {
		const isRefused = answers[sent++] === 'refused';
		for (let ticks = 0; ticks < 20; ticks++) await tick();
		return isRefused
			? { ok: false, failure: { status: 429, delivery: 'rejected', said: '', retryAfterMs: 2_000 } }
			: { ok: true, value: call.read({}, {}) as never };
	};
	const account = `account ${accounts++}`;
	const client = (deadline: Deadline | undefined) =>
		makeCalls({ account, signal: undefined, deadline }, attempt);
	return { client, sent: () => sent };
}

test.each([1, 2, 5, 9, 40])('of %d that wait, one tries whether it is over', async (count) => {
	for (const deadline of [undefined, makeDeadline(60_000, 60_000)]) {
		const { client, sent } = start(['refused', 'refused', 'refused']);
		const request = client(deadline);
		const first = request(CALL);
		while (sent() === 0) await tick();
		// While the first is under way, nothing holds the others: they come after it is answered.
		for (let ticks = 0; ticks < 22; ticks++) await tick();
		const underWay: number[] = [];
		const all = Array.from({ length: count }, async () => await request(CALL));
		for (let ticks = 0; ticks < 15; ticks++) {
			await tick();
			underWay.push(sent());
		}
		expect(Math.max(...underWay)).toBeLessThanOrEqual(2);
		expect((await Promise.all([first, ...all])).every(({ ok }) => ok)).toBe(true);
		expect(sent()).toBe(3 + count + 1);
	}
});

test('of many that wait, few listen to the signal of a deadline', async () => {
	const deadline = makeDeadline(60_000, 60_000);
	let listening = 0;
	let most = 0;
	const { signal } = deadline;
	const add = (...args: Parameters<AbortSignal['addEventListener']>) =>
		AbortSignal.prototype.addEventListener.apply(signal, args);
	const remove = (...args: Parameters<AbortSignal['removeEventListener']>) =>
		AbortSignal.prototype.removeEventListener.apply(signal, args);
	signal.addEventListener = (...args: Parameters<typeof add>) => {
		most = Math.max(most, ++listening);
		add(...args);
	};
	signal.removeEventListener = (...args: Parameters<typeof remove>) => {
		listening -= 1;
		remove(...args);
	};
	const { client } = start(['refused']);
	const request = client(deadline);
	await Promise.all(Array.from({ length: 40 }, async () => await request(CALL)));
	expect(most).toBeGreaterThan(0);
	// Node.js warns of a leak beyond ten.
	expect(most).toBeLessThan(5);
	expect(listening).toBe(0);
});
