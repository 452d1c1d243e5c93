/** The middle of some numbers, or the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	const upper = sorted[half];
	if (upper === undefined) throw new Error('There is no median of nothing');
	const lower = sorted.length % 2 === 0 ? (sorted[half - 1] ?? upper) : upper;
	return (lower + upper) / 2;
}
