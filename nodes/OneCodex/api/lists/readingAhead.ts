import type { ReadPage } from './pages';
import type { Piece } from './pieces';

/** Reads pages in parallel, and gives them in order. */
export function readingAhead<T>(read: ReadPage<T>) {
	let pages: Array<{ piece: Piece; reading: ReturnType<ReadPage<T>> }> = [];
	/** Waits until no page is on its way. */
	const arrived = async () => {
		await Promise.allSettled(pages.map(({ reading }) => reading));
	};
	return {
		add: (piece: Piece) => {
			const reading = read({ page: piece.page, per_page: piece.per_page });
			// It is looked at when it is its turn, or not at all.
			reading.catch(() => {});
			pages.push({ piece, reading });
		},
		/** The first of them that was not given yet. */
		next: async () => {
			const { piece, reading } = pages.shift() as (typeof pages)[number];
			return { piece, answer: await reading };
		},
		count: () => pages.length,
		/** How many entries are before what follows them; undefined without any. */
		end: () => pages.at(-1)?.piece.end,
		arrived,
		/** Leaves out those that were not given yet. */
		drop: async () => {
			await arrived();
			pages = [];
		},
	};
}
