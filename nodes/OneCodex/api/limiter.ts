import { later, now, pause } from './timing';

// One Codex allows 10 requests in a second. The margin is for the way there: requests that leave in
// time may arrive closer together.
const REQUESTS = 10;
const WINDOW_MS = 1_035;

// Where many wait, each starts by itself: ten that start at once hold each other up, by more than the
// margin.
const SPACING_MS = WINDOW_MS / REQUESTS;

// The first requests of an account leave late, since what sends them is loaded for them and connections
// are made. The next ones would catch up with them.
const WARM_UP_MS = 150;

/** The requests of one account. */
export interface Line {
	/** When the latest ones may have left, oldest first. */
	leaves: number[];
	/** When the last one started. */
	lastStart: number;
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
		later(Math.ceil(left), () => dropIfOver(account, line));
	};

	return async (account: string, signal: AbortSignal | undefined): Promise<void> => {
		const line = lines.get(account) ?? newLine();
		lines.set(account, line);
		line.waiting += 1;
		const turn = line.end.then(() => start(line, signal)).finally(() => leave(account, line));
		// Whoever leaves the line makes way for the others.
		line.end = turn.catch(() => {});
		await turn;
	};
}

/**
 * Waits until a request of this account may start, as {@link makeLimiter} says. All executions in one n8n
 * process share this.
 * @param account what tells accounts apart
 * @throws the reason of the signal if the execution was cancelled before it was its turn
 */
export const waitForTurn = makeLimiter(new Map());

const newLine = (): Line => ({
	leaves: [],
	lastStart: 0,
	count: 0,
	waiting: 0,
	end: Promise.resolve(),
	isLookedAfter: false,
});

async function start(line: Line, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	const wait = earliestStart(line) - now();
	if (wait > 0) await pause(wait, signal);
	if (line.leaves.length === REQUESTS) line.leaves.shift();
	// A timer may be late, so what counts is when the request really starts.
	line.lastStart = now();
	line.leaves.push(line.lastStart + (line.count < REQUESTS ? WARM_UP_MS : 0));
	line.count += 1;
}

function earliestStart({ leaves, lastStart, waiting }: Line): number {
	const [oldest = 0] = leaves;
	const ofWindow = leaves.length < REQUESTS ? 0 : oldest + WINDOW_MS;
	return waiting > REQUESTS ? Math.max(ofWindow, lastStart + SPACING_MS) : ofWindow;
}

/** From when on a new line would allow no more than this one does. */
const endOfWindow = ({ leaves }: Line): number => Math.max(0, ...leaves) + WINDOW_MS;
