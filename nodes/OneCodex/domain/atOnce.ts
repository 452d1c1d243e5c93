// Enough to keep to ten requests a second where each takes three, and no more: what waits for its turn
// takes memory.
const MOST_AT_ONCE = 30;

/** How many things are at work at a time. */
interface Limits {
	/** At most; 30 if not given. */
	most?: number;
	/** At the beginning; each that is done makes room for one more. As many as at most if not given. */
	first?: number;
}

/**
 * Does something with each of many things, beginning in their order, with some at work at a time. After
 * an error, or when it is to end, what is at work is still finished and nothing else is begun.
 * @throws the first error of the work
 */
export async function atOnce<T>(
	things: T[],
	work: (thing: T) => Promise<void>,
	isOver: () => boolean = () => false,
	{ most = MOST_AT_ONCE, first = most }: Limits = {},
): Promise<void> {
	const errors: unknown[] = [];
	const workers: Array<Promise<void>> = [];
	let next = 0;
	const isMore = () => next < things.length && errors.length === 0 && !isOver();
	const takeNext = async () => {
		while (isMore()) {
			await work(things[next++] as T).catch((error: unknown) => errors.push(error));
			if (workers.length < most && isMore()) workers.push(takeNext());
		}
	};
	while (workers.length < Math.min(first, things.length)) workers.push(takeNext());
	// More of them may come meanwhile.
	for (let worker = 0; worker < workers.length; worker++) await workers[worker];
	if (errors.length > 0) throw errors[0];
}
