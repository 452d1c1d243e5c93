/** A piece of a list: the entries that one page of some size has. */
export interface Piece {
	/** The number of the page, from 1. */
	page: number;
	/** How many entries it should have. */
	per_page: number;
	/** How many entries are before it. */
	from: number;
	/** How many entries are before what follows it. */
	end: number;
	/** Whether it begins with what the piece before it ended with. */
	overlaps: boolean;
}

/** The piece that a page of some size is. */
export const pieceOf = (page: number, per_page: number, overlaps = false): Piece => ({
	page,
	per_page,
	from: (page - 1) * per_page,
	end: page * per_page,
	overlaps,
});

/** The first piece of a size with entries after those that were read. */
export const pieceAfter = (end: number, size: number): Piece =>
	pieceOf(Math.ceil(end / size) + 1, size);

// Smaller pages than this part of the largest would take too many requests.
const SMALLEST = 0.6;

/**
 * The longest piece that begins with what was read last. Where a page begins depends on its size, so the
 * size is chosen to fit.
 * @param end how many entries are before what is still to be read
 * @param overlap how many of them to read again, at least
 * @param most how many entries a page can have
 */
export function overlapping(end: number, overlap: number, most: number): Piece {
	const pieceOfSize = (size: number) =>
		pieceOf(Math.floor(Math.max(0, end - overlap) / size) + 1, size, true);
	let best = pieceOfSize(most);
	for (let size = Math.ceil(most * SMALLEST); size < most; size++) {
		const piece = pieceOfSize(size);
		if (piece.end > best.end) best = piece;
	}
	return best;
}
