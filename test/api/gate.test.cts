import fc from 'fast-check';

import { deliveryOfStatus } from '../../nodes/OneCodex/api/http/failure';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import { makeGate } from '../../nodes/OneCodex/api/http/gate';
import type { Result } from '../../nodes/OneCodex/domain/result';
import { now, pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

type Answer = Result<unknown>;

const WELL: Answer = { ok: true, value: 1 };
const status = (code: number, retryAfterMs?: number): Answer => ({
	ok: false,
	failure: { status: code, delivery: deliveryOfStatus(code), said: '', retryAfterMs },
});
const UNREACHABLE: Answer = { ok: false, failure: { delivery: 'not sent', said: '', code: 'E' } };

/** Makes a gate, and a way to send a call that is answered at once. */
function start() {
	const gate = makeGate();
	const send = async (answer: Answer, call: object = {}) => {
		const why = await gate.enter()(undefined);
		if (why === undefined) gate.leave(call)(answer);
		return why;
	};
	return { gate, send };
}

test('many leave beside each other while all goes well', async () => {
	const { gate } = start();
	const notes: Array<ReturnType<typeof gate.leave>> = [];
	for (let call = 0; call < 20; call++) {
		expect(await gate.enter()(undefined)).toBeUndefined();
		notes.push(gate.leave({}));
	}
	for (const note of notes) note(WELL);
	expect(gate.isHeld()).toBe(false);
});

test.each([429, 503, 500])('the Retry-After of a %i holds all for so long', async (code) => {
	const { gate, send } = start();
	const begin = now();
	await send(status(code, 7_000));
	expect(gate.isHeld()).toBe(true);
	expect(await send(WELL)).toBeUndefined();
	expect(now()).toBeGreaterThanOrEqual(begin + 7_000);
	expect(gate.isHeld()).toBe(false);
});

test('one at a time tries whether it is over, and the others wait for what it finds', async () => {
	const { gate, send } = start();
	await send(status(429, 1_000));
	expect(await gate.enter()(undefined)).toBeUndefined();
	const note = gate.leave({});
	let left = 0;
	const waiting = [1, 2, 3].map(async () => {
		await send(WELL);
		left += 1;
	});
	await new Promise((resolve) => setImmediate(resolve));
	expect(left).toBe(0);
	note(WELL);
	await Promise.all(waiting);
	expect(left).toBe(3);
});

test('what left before all were held back says nothing of whether that is over', async () => {
	const { gate, send } = start();
	const early = gate.leave({});
	await send(status(429, 1_000));
	early(WELL);
	expect(gate.isHeld()).toBe(true);
});

test('calls for one object that always fail hold nothing back, those for three do', async () => {
	const { gate, send } = start();
	const call = {};
	for (let time = 0; time < 5; time++) await send(status(500), call);
	await send(status(502));
	expect(gate.isHeld()).toBe(false);
	await send(WELL);
	await send(status(502));
	await send(status(504));
	expect(gate.isHeld()).toBe(false);
	await send(status(500));
	expect(gate.isHeld()).toBe(true);
});

test.each([
	[status(404), false],
	[status(400), false],
	[
		{
			ok: false,
			failure: { delivery: 'unknown', said: '', received: { kind: 'web page' } },
		} as Answer,
		false,
	],
	[UNREACHABLE, true],
])('%j alone: held is %s', async (answer, isHeld) => {
	const { gate, send } = start();
	await send(answer);
	await send(answer);
	await send(answer);
	expect(gate.isHeld()).toBe(isHeld);
});

test('after five tries those that wait are told, and those that come later are asked for anew', async () => {
	const { gate, send } = start();
	const waiting = gate.enter();
	for (let time = 0; time < 5; time++) expect(await send(UNREACHABLE)).toBeUndefined();
	expect(await waiting(undefined)).toMatchObject({ delivery: 'not sent', code: 'E' });
	expect(await send(WELL)).toBeUndefined();
});

test.each([401, 407])('a %i ends what waits, which then was not sent', async (code) => {
	const { gate, send } = start();
	const waiting = gate.enter();
	await send(status(code));
	expect(await waiting(undefined)).toMatchObject({ status: code, delivery: 'not sent' });
});

test('one that waits can be cancelled, and one that tries leaves the try to the next', async () => {
	const { gate, send } = start();
	await send(status(429, 1_000));
	const stop = new AbortController();
	await gate.enter()(undefined);
	const note = gate.leave({});
	const waiting = gate.enter()(stop.signal);
	stop.abort(new Error('cancelled'));
	await expect(waiting).rejects.toThrow('cancelled');
	note(undefined);
	expect(gate.isHeld()).toBe(true);
	expect(await send(WELL)).toBeUndefined();
	expect(gate.isHeld()).toBe(false);
});

describe('whether the key is allowed anything', () => {
	const refused: Failure = { status: 403, delivery: 'rejected', said: '' };

	test.each([true, false])('is waited for by all: %s', async (isAllowed) => {
		const { gate } = start();
		let tell: (isAllowed: boolean) => void = () => {};
		const asking = gate.allows(() => new Promise((resolve) => (tell = resolve)), refused);
		const waiting = gate.enter()(undefined);
		await Promise.resolve();
		tell(isAllowed);
		expect(await asking).toBe(isAllowed);
		expect((await waiting)?.status).toBe(isAllowed ? undefined : 403);
		expect(gate.isHeld()).toBe(false);
	});

	test('ends well for those that wait where it cannot be found out', async () => {
		const { gate } = start();
		const asking = gate.allows(() => Promise.reject(new Error('cancelled')), refused);
		const waiting = gate.enter()(undefined);
		await expect(asking).rejects.toThrow('cancelled');
		expect(await waiting).toBeUndefined();
	});
});

test('whatever comes, each call leaves or is told why not, and one at a time tries', async () => {
	const answers = fc.constantFrom(
		WELL,
		WELL,
		status(429, 500),
		status(503),
		status(500),
		status(404),
		status(401),
		UNREACHABLE,
		undefined,
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(answers, fc.nat(5)), { minLength: 20, maxLength: 60 }),
			async (script) => {
				const { gate } = start();
				let settled = 0;
				let tries = 0;
				let line = Promise.resolve();
				await Promise.all(
					script.map(async ([answer, turns]) => {
						const mayGo = gate.enter();
						// As in the line of an account, they are asked one after the other.
						const left = line.then(async () => {
							if ((await mayGo(undefined)) !== undefined) return undefined;
							return { isTry: gate.isHeld(), note: gate.leave({}) };
						});
						line = left.then(() => {});
						const leaving = await left;
						if (leaving) {
							const { isTry, note } = leaving;
							if (isTry) expect(++tries).toBe(1);
							for (let turn = 0; turn < turns; turn++)
								await new Promise((resolve) => setImmediate(resolve));
							if (isTry) tries -= 1;
							note(answer);
						}
						settled += 1;
					}),
				);
				expect(settled).toBe(script.length);
			},
		),
		{ numRuns: 50 },
	);
});

test('an answer to a request that left before asks for no more patience than a request has', async () => {
	const { gate, send } = start();
	const early = gate.leave({});
	const waiting = gate.enter();
	const begin = now();
	await send(status(429, 1_000));
	early(status(429, 24 * 60 * 60_000));
	expect(await waiting(undefined)).toMatchObject({ status: 429, delivery: 'not sent' });
	expect(now() - begin).toBeLessThan(120_000);
});

test('a hold in which nobody waited counts anew for those that come long after', async () => {
	const { gate, send } = start();
	await send(status(429));
	pass(10 * 60_000);
	expect(await gate.enter()(undefined)).toBeUndefined();
	const waiting = gate.enter();
	gate.leave({})(status(429));
	expect(await waiting(undefined)).toBeUndefined();
});

test('one that tries for long does not keep the others from trying', async () => {
	const { gate, send } = start();
	await send(status(429, 1_000));
	await gate.enter()(undefined);
	const slow = gate.leave({});
	let hasLeft = false;
	const next = send(WELL).then(() => (hasLeft = true));
	pass(9_000);
	await new Promise((resolve) => setImmediate(resolve));
	expect(hasLeft).toBe(false);
	pass(1_000);
	await next;
	expect(gate.isHeld()).toBe(false);
	slow(WELL);
	expect(gate.isHeld()).toBe(false);
});
