import { unlessCancelled } from './cancel';
import { staysSo, type ApiFailure } from './failure';
import { delayBeforeRetry } from './retry';
import { later, now, pause, random } from './timing';
import type { Result } from '../registration/registry';

// Some objects may be what One Codex fails on. Where calls for so many fail, one after the other, it is
// One Codex itself.
const FAILING_CALLS = 3;

// A gate that was not used for so long has nothing to hold back any more.
const FORGOTTEN_MS = 10 * 60_000;

/** Why all requests of an account are held back. One of them will try whether that is over. */
interface Hold {
	/** How many requests have failed so, one after the other. */
	tries: number;
	/** When the first of them failed, and when the next is to go, in milliseconds since 1970. */
	since: number;
	until: number;
	/** Settles when the one that tries it has its answer. */
	probe?: Promise<void>;
}

/** Takes down the answer of a request; undefined for one that was cancelled. */
export type NoteAnswer = (answer: Result<unknown, ApiFailure> | undefined) => void;

/** What all requests of an account have to pass before they leave. */
export type Gate = ReturnType<typeof makeGate>;

/**
 * Makes a gate that holds back all requests of an account while none would be answered: while One Codex
 * asks for patience (429, or any Retry-After), cannot be reached, or fails on whatever it is asked. Then
 * one request tries whether that is over. When it has been tried as often as a request is, or the API key
 * is refused, the requests that wait fail likewise, without being sent.
 */
export function makeGate() {
	let hold: Hold | undefined;
	let given: { failure: ApiFailure; times: number } | undefined;
	const failing = new Set<object>();

	/** What waits now is not sent. */
	const giveUp = (failure: ApiFailure) => {
		hold = undefined;
		failing.clear();
		given = { failure: { ...failure, delivery: 'not sent' }, times: (given?.times ?? 0) + 1 };
	};

	const holdBack = (failure: ApiFailure, isProbe: boolean) => {
		if (hold && !isProbe) {
			// It left before the line was held.
			hold.until = Math.max(hold.until, now() + (failure.retryAfterMs ?? 0));
			return;
		}
		const { tries, since } = hold ?? { tries: 0, since: now() };
		const failed = { method: 'GET', failure, number: tries + 1, elapsedMs: now() - since };
		const delay = delayBeforeRetry(failed, random());
		if (delay === undefined) giveUp(failure);
		else hold = { tries: tries + 1, since, until: now() + delay };
	};

	const note = (call: object, isProbe: boolean, answer: Result<unknown, ApiFailure>) => {
		const failure = answer.ok ? undefined : answer.failure;
		if (failure && staysSo(failure)) giveUp(failure);
		else if (failure && asksForPatience(failure)) holdBack(failure, isProbe);
		else if (failure && isLikeAnOutage(failure)) {
			failing.add(call);
			if (isProbe || failing.size >= FAILING_CALLS) holdBack(failure, isProbe);
		} else {
			failing.clear();
			if (isProbe) hold = undefined;
		}
	};

	return {
		/**
		 * A request begins to wait.
		 * @returns waits until the request may go: why it may not be sent at all, or undefined. Throws the
		 * reason of the signal.
		 */
		enter: () => {
			const before = given?.times;
			return async (signal: AbortSignal | undefined): Promise<ApiFailure | undefined> => {
				for (;;) {
					if (given && given.times !== before) return given.failure;
					if (hold?.probe) await unlessCancelled(hold.probe, signal);
					else if (hold && hold.until > now()) await pause(hold.until - now(), signal);
					else return undefined;
				}
			};
		},
		/**
		 * A request leaves. While the others are held back, it tries for all whether that is over.
		 * @param call the same for each try of a call
		 */
		leave: (call: object): NoteAnswer => {
			const held = hold;
			let settle = () => {};
			if (held) held.probe = new Promise((resolve) => (settle = resolve));
			return (answer) => {
				if (held) held.probe = undefined;
				if (answer) note(call, held !== undefined && held === hold, answer);
				settle();
			};
		},
		/**
		 * A request was not allowed (403), which may be due to what it asked for, or to the key. No other
		 * leaves until that is known.
		 * @param ask whether the key is allowed anything
		 * @returns false if it is not; those that wait fail likewise then
		 */
		allows: async (ask: () => Promise<boolean>, failure: ApiFailure): Promise<boolean> => {
			const asking = ask();
			const held = { tries: 0, since: now(), until: now(), probe: asking.then(ignore, ignore) };
			hold ??= held;
			try {
				const isAllowed = await asking;
				if (!isAllowed) giveUp(failure);
				return isAllowed;
			} finally {
				if (hold === held) hold = undefined;
			}
		},
		/** Whether requests are held back for now. */
		isHeld: (): boolean => hold !== undefined,
	};
}

const asksForPatience = ({ status, retryAfterMs, delivery }: ApiFailure) =>
	status === 429 ||
	delivery === 'not sent' ||
	(delivery === 'unknown' && retryAfterMs !== undefined);

/** One Codex, or the way there, failed; an answer that cannot be read is due to what was asked for. */
const isLikeAnOutage = ({ delivery, came }: ApiFailure) =>
	delivery === 'unknown' && came === undefined;

const ignore = () => {};

const gates = new Map<string, Gate>();

/**
 * The gate of an account. All executions in one n8n process share it.
 * @param account what tells accounts apart
 */
export function gateOf(account: string): Gate {
	const gate = gates.get(account) ?? makeGate();
	if (!gates.has(account)) later(FORGOTTEN_MS, () => gates.delete(account));
	gates.set(account, gate);
	return gate;
}
