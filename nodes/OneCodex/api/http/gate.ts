import { unlessCancelled } from '../cancel';
import { staysSo } from './failure';
import type { Failure } from '../../domain/failure';
import { delayBeforeRetry } from './retry';
import { later, now, pause, random } from './timing';
import type { Result } from '../../domain/result';

// Some objects may be what One Codex fails on. Where calls for so many fail, one after the other, it is
// One Codex itself.
const FAILING_CALLS = 3;

// A gate that was not used for so long has nothing to hold back any more.
const FORGOTTEN_MS = 10 * 60_000;

// A waiting request leaves as soon as it may. If none left for this long, none was waiting.
const STALE_MS = 10_000;

// A request that tries whether it is over, and takes longer than this, keeps the others no more: it may be
// a registration of 5,000 tubes, which takes minutes where all goes well.
const LONG_TRY_MS = 10_000;

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
export type NoteAnswer = (answer: Result<unknown> | undefined) => void;

/** What all requests of an account have to pass before they leave. */
export type Gate = ReturnType<typeof makeGate>;

/**
 * Makes a gate that holds back all requests of an account while none would be answered: while One Codex
 * asks for patience (429, or any Retry-After), cannot be reached, or fails on whatever it is asked. Then
 * one request tries whether that is over. When it has been tried as often as a request is, or the API key
 * is refused, the waiting requests fail in the same way, without being sent.
 */
export function makeGate() {
	let hold: Hold | undefined;
	let given: { failure: Failure; times: number } | undefined;
	const failing = new Set<object>();
	let usedAt = now();

	/** What waits now is not sent. */
	const giveUp = (failure: Failure) => {
		hold = undefined;
		failing.clear();
		given = { failure: { ...failure, delivery: 'not sent' }, times: (given?.times ?? 0) + 1 };
	};

	const holdBack = (failure: Failure, isProbe: boolean) => {
		if (hold && !isProbe) {
			// It left before the line was held.
			const delay = delayAfter(hold, failure, 0);
			if (delay === undefined) giveUp(failure);
			else hold.until = Math.max(hold.until, now() + delay);
			return;
		}
		const { tries, since } = hold ?? { tries: 0, since: now() };
		const delay = delayAfter({ tries: tries + 1, since }, failure, random());
		if (delay === undefined) giveUp(failure);
		else hold = { tries: tries + 1, since, until: now() + delay };
	};

	const note = (call: object, isProbe: boolean, answer: Result<unknown>) => {
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
			return async (signal: AbortSignal | undefined): Promise<Failure | undefined> => {
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
			usedAt = now();
			const held = hold;
			if (held && now() - held.until > STALE_MS) Object.assign(held, { tries: 0, since: now() });
			const endTry = held ? beginTry(held) : ignore;
			return (answer) => {
				if (answer) note(call, held !== undefined && held === hold, answer);
				endTry();
			};
		},
		/**
		 * A request was not allowed (403), which may be due to what it asked for, or to the key. No other
		 * leaves until that is known.
		 * @param ask whether the key is allowed anything
		 * @returns false if it is not, in which case the waiting requests fail in the same way
		 */
		allows: async (ask: () => Promise<boolean>, failure: Failure): Promise<boolean> => {
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
		/** When a request left the last time, in milliseconds since 1970. */
		usedAt: () => usedAt,
	};
}

/** How long to hold back after a failure, or undefined to stop trying. */
const delayAfter = (
	{ tries, since }: Pick<Hold, 'tries' | 'since'>,
	failure: Failure,
	by: number,
) => delayBeforeRetry({ method: 'GET', failure, number: tries, elapsedMs: now() - since }, by);

/** The others wait for a request, until it is answered or takes too long. Gives back what ends that. */
function beginTry(held: Hold): () => void {
	let settle = () => {};
	const probe = new Promise<void>((resolve) => (settle = resolve));
	held.probe = probe;
	const end = () => {
		if (held.probe === probe) held.probe = undefined;
		settle();
	};
	later(LONG_TRY_MS, end);
	return end;
}

const asksForPatience = ({ status, retryAfterMs, delivery }: Failure) =>
	status === 429 ||
	delivery === 'not sent' ||
	(delivery === 'unknown' && retryAfterMs !== undefined);

/** One Codex, or the way there, failed; an answer that cannot be read is due to what was asked for. */
const isLikeAnOutage = ({ delivery, received }: Failure) =>
	delivery === 'unknown' && received === undefined;

const ignore = () => {};

const gates = new Map<string, Gate>();

/**
 * The gate of an account. All executions in one n8n process share it.
 * @param account identifies the account
 */
export function gateOf(account: string): Gate {
	const known = gates.get(account);
	if (known) return known;
	const gate = makeGate();
	gates.set(account, gate);
	forgetInTime(account, gate);
	return gate;
}

/** Forgets a gate when none has used it for long. An execution may keep one for hours. */
function forgetInTime(account: string, gate: Gate): void {
	const left = gate.usedAt() + FORGOTTEN_MS - now();
	if (left <= 0) gates.delete(account);
	else later(left, () => forgetInTime(account, gate));
}
