import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { ACCOUNT_PATH } from './address';
import { isInTime, TOO_LATE, type Deadline } from './deadline';
import { staysSo } from './failure';
import type { Failure } from '../../domain/failure';
import { gateOf } from './gate';
import { waitForTurn } from './limiter';
import { delayBeforeRetry } from './retry';
import { now, pause, random } from './timing';
import type { Result } from '../../domain/result';

/** One call of the API. Values from outside have to be encoded before they enter the path. */
export interface ApiCall<T> {
	method: IHttpRequestMethods;
	/** From the root of the API, such as `/api/v1/account`. */
	path: string;
	query?: IDataObject;
	body?: object;
	/** Whether a POST makes nothing that is there afterwards, so that it may be sent again. */
	changesNothing?: boolean;
	/** Makes a checked value of an answer of success; undefined if it is not the documented one. */
	read(body: unknown, headers: Record<string, unknown>): T | undefined;
}

/** Where calls wait for their turn, and for how long. */
interface Waiting {
	/** Identifies the account. */
	account: string;
	/** Ends when the execution is cancelled. */
	signal: AbortSignal | undefined;
	/** After it, calls fail with TOO_LATE. */
	deadline: Deadline | undefined;
}

/** Sends a call once. */
export type SendOnce = <T>(call: ApiCall<T>) => Promise<Result<T>>;

// The other calls of a run that fails come within this time.
const MOMENT_MS = 1_000;

const ACCOUNT: ApiCall<object> = {
	method: 'GET',
	path: ACCOUNT_PATH,
	read: (body) => body ?? {},
};

/**
 * Makes the function that makes the calls of one execution: each in its turn, within the rate limit, and
 * again where that is safe. What ends all calls ends those that wait, too.
 */
export function makeCalls({ account, signal, deadline }: Waiting, tryOnce: SendOnce) {
	const untilOver = deadline?.signal ?? signal;
	const gate = gateOf(account);
	let ended: { failure: Failure; until: number } | undefined;
	let isKeyChecked = false;

	/** Ends the calls to come as well, for some time. */
	const endAll = (failure: Failure, ms: number) => {
		ended = { failure: { ...failure, delivery: 'not sent' }, until: now() + ms };
	};

	/** Whether One Codex lets the key read what every key may read. */
	const mayReadAccount = async () => {
		const turn = waitForTurn(account, signal, { goesFirst: true }).then(() => {});
		if (!(await isInTime(turn, deadline))) return true;
		const answer = await tryOnce(ACCOUNT);
		return answer.ok || (answer.failure.status !== 401 && answer.failure.status !== 403);
	};

	const noteRefusal = async (failure: Failure) => {
		if (staysSo(failure)) endAll(failure, Infinity);
		// This may be due to one object, or to the key.
		if (failure.status !== 403 || isKeyChecked) return;
		isKeyChecked = true;
		if (!(await gate.allows(mayReadAccount, failure))) endAll(failure, Infinity);
	};

	/** Waits until a call may go; or says why it may not. */
	const waitToGo = async (): Promise<Failure | undefined> => {
		if (ended && now() < ended.until) return ended.failure;
		let why: Failure | undefined;
		const enter = gate.enter();
		// Only the first in the line listens to the signal of a deadline.
		const mayGo = async () => {
			untilOver?.throwIfAborted();
			return await enter(untilOver);
		};
		const turn = waitForTurn(account, signal, { mayGo }).then((given) => {
			why = given;
		});
		if (!(await isInTime(turn, deadline))) return TOO_LATE;
		if (why && now() >= (ended?.until ?? 0)) endAll(why, MOMENT_MS);
		return why;
	};

	/** Sends a call once when it is its turn; or says why not. */
	const tryInTurn = async <T>(call: ApiCall<T>) => {
		const why = await waitToGo();
		if (why) return { isSent: false, answer: { ok: false, failure: why } as const, tookMs: 0 };
		const note = gate.leave(call);
		const begin = now();
		let answer: Result<T> | undefined;
		try {
			answer = await tryOnce(call);
			// What n8n breaks off is over, but a POST may have been carried out: a later run finds it.
			signal?.throwIfAborted();
		} finally {
			note(signal?.aborted ? undefined : answer);
		}
		if (!answer.ok) await noteRefusal(answer.failure);
		return { isSent: true, answer, tookMs: now() - begin };
	};

	return async <T>(call: ApiCall<T>): Promise<Result<T>> => {
		let last: Result<T> | undefined;
		// Waiting in the line does not count: the server was not asked meanwhile.
		let elapsedMs = 0;
		for (let number = 1; ; number++) {
			const { isSent, answer, tookMs } = await tryInTurn(call);
			// What was sent before may have been carried out, and that it was is to be known.
			if (!isSent) return last ?? answer;
			if (answer.ok) return answer;
			last = answer;
			elapsedMs += tookMs;
			const method = call.changesNothing ? 'GET' : call.method;
			const failed = { method, failure: answer.failure, number, elapsedMs };
			const delay = delayBeforeRetry(failed, random());
			if (delay === undefined) return answer;
			// Where all are held back, it waits with them.
			if (gate.isHeld()) continue;
			// What failed in time is not said to be late.
			if (!(await isInTime(pause(delay, signal), deadline))) return answer;
			elapsedMs += delay;
		}
	};
}
