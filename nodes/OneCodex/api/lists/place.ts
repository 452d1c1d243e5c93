/** Where the reading of a list broke off, for another to go on there. */
export interface Place {
	/** How many entries were read from the beginning of the list. */
	end: number;
	/** The ids of some of the last of them, so many that a page has one, even if others were added meanwhile. */
	ids: string[];
}

// A page that is read again has more than half as many entries as the largest: one of these is among them.
const MARKS_A_PAGE = 3;
const MOST_MARKS = 300;

/**
 * Follows a reading, and says where to go on after each page.
 * @param from where it began; undefined for at the beginning
 */
export function makeTrail(from: Place | undefined) {
	let ids = from?.ids ?? [];
	return {
		/** Where to go on after a page that ends after so many entries. */
		after: (end: number, entries: Array<{ id: string }>): Place => {
			const step = Math.max(1, Math.floor(entries.length / (MARKS_A_PAGE - 1)));
			const marks = entries.filter((_, at) => at % step === 0 || at === entries.length - 1);
			ids = [...ids, ...marks.map(({ id }) => id)].slice(-MOST_MARKS);
			return { end, ids };
		},
	};
}
