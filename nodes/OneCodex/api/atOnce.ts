// Enough to keep to ten requests a second where each takes three, and no more: what waits for its turn
// takes memory.
const MOST_AT_ONCE = 30;

/**
 * Does something with each of many things, with at most 30 at work at a time. After an error, or when
 * it is told to end, what is at work is still finished and nothing else is begun.
 * @throws the first error of the work
 */
export async function atOnce<T>(
	things: T[],
	work: (thing: T) => Promise<void>,
	isOver: () => boolean = () => false,
): Promise<void> {
	const errors: unknown[] = [];
	let next = 0;
	const takeNext = async () => {
		while (next < things.length && errors.length === 0 && !isOver()) {
			await work(things[next++] as T).catch((error: unknown) => errors.push(error));
		}
	};
	await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, things.length) }, takeNext));
	if (errors.length > 0) throw errors[0];
}
