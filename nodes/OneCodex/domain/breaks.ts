/** Lets n8n do other work, if this execution has kept it busy for long. */
export type TakeBreak = () => Promise<void>;

// So few things are done between two chances of a break that even expressions that n8n evaluates one by one, at
// about a millisecond each, take little time.
const PIECE = 10;

/** Makes something of each of many things, in their order, and takes breaks on the way. */
export async function mapWithBreaks<T, R>(
	things: T[],
	takeBreak: TakeBreak,
	make: (thing: T, index: number) => R,
): Promise<R[]> {
	const made: R[] = [];
	for (let begin = 0; begin < things.length; begin += PIECE) {
		await takeBreak();
		for (const thing of things.slice(begin, begin + PIECE)) made.push(make(thing, made.length));
	}
	return made;
}
