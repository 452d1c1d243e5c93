/** Counts how often other work in this process gets its turn while something is done. */
export async function countingTurns<T>(work: (turns: () => number) => Promise<T>): Promise<T> {
	let turns = 0;
	let isOver = false;
	const turn = () => {
		turns += 1;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	try {
		return await work(() => turns);
	} finally {
		isOver = true;
	}
}
