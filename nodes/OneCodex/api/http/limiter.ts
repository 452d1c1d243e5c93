import { unlessCancelled } from '../cancel';
import { later, now, pause } from './timing';

// One Codex allows 10 requests in a second. The margin is for the way there: requests that leave in
// time may arrive closer together.
const REQUESTS = 10;
const WINDOW_MS = 1_035;

// Where many wait, each starts by itself: ten that start at once hold each other up, by more than the
// margin. Ten spacings are a little more than the window, so that a timer that is late by less delays none
// but its own request.
const SPACING_MS = 103.6;

// How much of the delay of one request the next ones make up for: that of a timer. After a longer one the
// computer was busy, and what had started before may have left as late: the next ones would catch up with it.
const MAKES_UP_MS = 10;

// The first requests of an account leave late, since what sends them is loaded for them and connections
// are made. The next ones would catch up with them.
const WARM_UP_MS = 150;

// By then a request has left, unless the computer was busy meanwhile: then this timer is late as well. A
// delay that it does not see is less than the margin.
const LEFT_MS = 20;

/** When a request may have left, in milliseconds since 1970. */
interface Leave {
	at: number;
}

/** The requests of one account. */
export interface Line {
	/** When the latest ones may have left, oldest first. */
	leaves: Leave[];
	/** When the last one was due to start, as far as the next ones make up for its delay. */
	lastDue: number;
	/** How many have started in all. */
	count: number;
	/** How many are in the line. */
	waiting: number;
	/** Settles when the last one in the line has started, or has left the line. */
	end: Promise<void>;
	/** Whether somebody will look later whether the line can go. */
	isLookedAfter: boolean;
}

/**
 * Makes a function that waits until a request of an account may start: of any eleven, the last starts more
 * than a second after the first. The requests come one after the other.
 * @param lines where the lines of accounts are kept, each until its time is over
 */
export function makeLimiter(lines: Map<string, Line>) {
	const leave = (account: string, line: Line) => {
		line.waiting -= 1;
		if (!line.isLookedAfter) dropIfOver(account, line);
	};

	const dropIfOver = (account: string, line: Line) => {
		line.isLookedAfter = false;
		// The last one to leave looks again.
		if (line.waiting > 0) return;
		const left = endOfWindow(line) - now();
		if (left <= 0) {
			lines.delete(account);
			return;
		}
		line.isLookedAfter = true;
		later(left, () => dropIfOver(account, line));
	};

	return async <Why>(
		account: string,
		signal: AbortSignal | undefined,
		{ mayGo = mayAlwaysGo, goesFirst = false }: TurnOptions<Why> = {},
	): Promise<Why | undefined> => {
		const line = lines.get(account) ?? newLine();
		lines.set(account, line);
		line.waiting += 1;
		const turn = (goesFirst ? Promise.resolve() : line.end)
			.then(() => start(line, signal, mayGo))
			.finally(() => leave(account, line));
		// What leaves the line makes way for the others.
		const end = turn.then(ignore, ignore);
		if (!goesFirst) line.end = end;
		return await unlessCancelled(turn, signal);
	};
}

/** Is asked whether a request may go when it is its turn, and again after each wait: why not, if not. */
type MayGo<Why> = (signal: AbortSignal | undefined) => Promise<Why | undefined>;

/** How a request takes its turn. */
interface TurnOptions<Why> {
	mayGo?: MayGo<Why>;
	/** Whether it goes before all that wait, while `mayGo` of those keeps them waiting. */
	goesFirst?: boolean;
}

const mayAlwaysGo = () => Promise.resolve(undefined);
const ignore = () => {};

/**
 * Waits until a request of this account may start, as {@link makeLimiter} says. All executions in one n8n
 * process share this.
 * @param account identifies the account
 * @returns why it may not start, where it is not to
 * @throws the reason of the signal if the execution was cancelled before it was its turn
 */
export const waitForTurn = makeLimiter(new Map());

const newLine = (): Line => ({
	leaves: [],
	lastDue: 0,
	count: 0,
	waiting: 0,
	end: Promise.resolve(),
	isLookedAfter: false,
});

async function start<Why>(
	line: Line,
	signal: AbortSignal | undefined,
	mayGo: MayGo<Why>,
): Promise<Why | undefined> {
	let due = 0;
	for (;;) {
		signal?.throwIfAborted();
		const why = await mayGo(signal);
		if (why !== undefined) return why;
		const earliest = earliestStart(line);
		if (earliest <= now()) break;
		due = earliest;
		await pause(due - now(), signal);
	}
	if (line.leaves.length === REQUESTS) line.leaves.shift();
	// A timer may be late, so what counts for the limit is when the request really starts.
	const time = now();
	line.lastDue = due === 0 ? time : Math.max(due, time - MAKES_UP_MS);
	line.leaves.push(leaveOf(time, line.count < REQUESTS ? WARM_UP_MS : 0));
	line.count += 1;
	return undefined;
}

/** When a request leaves that starts now, as far as can be known by the time that this is asked. */
function leaveOf(time: number, delay: number): Leave {
	const leave = { at: time + delay };
	later(LEFT_MS, () => {
		const isLate = now() - time - LEFT_MS > MAKES_UP_MS;
		if (isLate) leave.at = Math.max(leave.at, now());
	});
	return leave;
}

function earliestStart({ leaves, lastDue, waiting }: Line): number {
	const [oldest] = leaves;
	const ofWindow = !oldest || leaves.length < REQUESTS ? 0 : oldest.at + WINDOW_MS;
	return waiting > REQUESTS ? Math.max(ofWindow, lastDue + SPACING_MS) : ofWindow;
}

/** From when on a new line would allow no more than this one does. */
const endOfWindow = ({ leaves }: Line): number =>
	Math.max(0, ...leaves.map(({ at }) => at)) + WINDOW_MS;
