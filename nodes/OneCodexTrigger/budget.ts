import type { IPollFunctions } from 'n8n-workflow';

import { makeDeadline, type Deadline } from '../OneCodex/api/http/deadline';

// Longer than that, n8n would have begun the next poll.
const MOST_MS = 40_000;
// The activation of a workflow waits for its first poll.
const ACTIVATION_MS = 4_000;
// The rest is for the answers to what was asked for.
const SHARE_FOR_BEGINNING = 0.75;

const polled = new WeakSet<IPollFunctions>();

/** How a poll is to go about. */
interface Pace {
	deadline: Deadline;
	/** Whether it is the first with its context, which was made of what n8n had stored then. */
	isFresh: boolean;
}

/**
 * How long a poll may take. n8n's own scheduler has no limit that matters (five minutes, or none in older
 * releases) and polls with one context again and again, first when it activates the workflow. Its durable
 * scheduler allows less than a minute, and makes a context for each poll.
 */
export function paceOf(context: IPollFunctions): Pace {
	const { getPollBudgetMs } = context as { getPollBudgetMs?: () => number };
	const budget = getPollBudgetMs?.() ?? Infinity;
	const isFresh = !polled.has(context);
	const isActivation = budget > 60_000 && isFresh;
	polled.add(context);
	const end = Math.min(budget, MOST_MS);
	const deadline = makeDeadline(isActivation ? ACTIVATION_MS : end * SHARE_FOR_BEGINNING, end);
	return { deadline, isFresh };
}
