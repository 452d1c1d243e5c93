import type { Failure } from '../../domain/failure';
import {
	isEndless,
	newCourse,
	noteGrant,
	noteProgress,
	placeOf,
	skipTo,
	type Course,
} from './course';
import { PAGE_SIZE, type Page, type ReadPage } from './pages';
import { overlapping, pieceAfter, pieceOf, type Piece } from './pieces';
import { makeTrail, type Place } from './place';
import { readingAhead } from './readingAhead';
import type { Result } from '../../domain/result';

/** How a list is read. */
export interface ListReading {
	/** How many entries to ask for at first, where few may be enough. */
	size?: number;
	/** The most pages to read in parallel, which increases from one; 1 by default. */
	most?: number;
	/** Whether it is read to its end. Then pages are requested while others are on their way. */
	isToEnd?: boolean;
	/** Where an earlier reading of the same list broke off: after its first page, it goes on there. */
	from?: Place | undefined;
	/** Called with where to go on, should it break off, before each page is given; undefined for at the beginning. */
	notePlace?(place: Place | undefined): void;
	/** Called with how many pages the list has by its first one; Infinity if that does not say. */
	noteLength?(pages: number): void;
	/** Called with how many entries cannot be read, whenever there are some. */
	noteUnreadable?(count: number): void;
}

/** A page of the list. */
export interface Passed<T> extends Page<T> {
	/** Which of its entries cannot be read, counted from the beginning of the list. */
	unreadablePlaces: number[];
	/** Whether nothing lies between it and the page before it; undefined if that is not known. */
	isLinked: true | undefined;
	/** How many entries between it and the page before it an earlier reading has read. */
	skipped: number;
}

// In a row, without any progress.
const MOST_STEPS_BACK = 20;
const FIRST_STEP_BACK = 10;
// Of one, a page of a single entry would show nothing new, and is not read.
const STEP_BACK_TO_GO_ON = 2;
const UNSTEADY: Failure = {
	delivery: 'rejected',
	said: '',
	list: { code: 'unsteady' },
};

/**
 * Reads a list once, by page numbers only, since an answer must not decide where the key is sent. Entries
 * that are added or removed move the others from page to page. So each page begins with an entry of the page
 * before it: then nothing that is in the list the whole time lies between them. A page that does not is read
 * again from further back. So is one where an earlier reading broke off, if need be to the beginning.
 * @returns the pages one by one; a failure ends it
 */
export async function* throughList<T extends { id: string }>(
	read: ReadPage<T>,
	reading: ListReading = {},
): AsyncGenerator<Result<Passed<T>>, void> {
	const { size = PAGE_SIZE, most = 1, isToEnd = false, from } = reading;
	const course = newCourse();
	const trail = makeTrail(from);
	const ahead = readingAhead(read);
	let [stepBack, stepsBack, atOnce, furthest] = [1, 0, 1, 0];
	let readUpTo: number | undefined;
	ahead.add(pieceOf(1, Math.min(size, PAGE_SIZE)));
	try {
		for (;;) {
			const { piece, answer } = await ahead.next();
			if (!answer.ok) {
				yield answer;
				return;
			}
			const page = answer.value;
			if (course.end === 0) reading.noteLength?.(pagesIn(page));
			const { heedsSizes } = course;
			noteGrant(course, piece, page);
			const isOtherPage = heedsSizes && !course.heedsSizes;
			if (isOtherPage && furthest > 0 && from) {
				// It cannot be told where its pages begin, so it is read from the beginning.
				yield* throughList(read, { ...reading, from: undefined });
				return;
			}
			if (follows(course, piece, page)) {
				const skipped = Math.max(0, piece.from - (readUpTo ?? Infinity));
				const given = { ...passed(course, piece, page), skipped };
				const isLastPage = goOn(course, piece, page);
				const isToSkip = furthest === 0 && course.heedsSizes && (from?.end ?? 0) > course.end;
				if (!isToSkip) reading.notePlace?.(trail.after(course.end, page.entries));
				yield { ok: true, value: given };
				if (isLastPage) return;
				// The pages that are being read are others than those asked for.
				if (isOtherPage) await ahead.drop();
				if (course.end > furthest) stepsBack = 0;
				furthest = Math.max(furthest, course.end);
				[stepBack, atOnce] = [1, Math.min(most, atOnce + 1)];
				readUpTo = isToSkip ? course.end : undefined;
				if (isToSkip && from) {
					skipTo(course, from);
					[stepBack, atOnce] = [STEP_BACK_TO_GO_ON, 1];
				}
			} else {
				await ahead.drop();
				if (++stepsBack > MOST_STEPS_BACK) {
					yield { ok: false, failure: UNSTEADY };
					return;
				}
				[stepBack, atOnce] = [Math.max(FIRST_STEP_BACK, stepBack * 2), 1];
			}
			if (ahead.count() > 0 && !isToEnd) continue;
			const isMore = () => ahead.count() < atOnce && (ahead.end() ?? 0) < course.total;
			while (ahead.count() === 0 || isMore()) {
				ahead.add(pieceBehind(course, ahead.end() ?? course.end, stepBack));
			}
			// Whoever may stop at any page leaves no request on its way.
			if (!isToEnd) await ahead.arrived();
		}
	} finally {
		await ahead.drop();
	}
}

/** Whether a piece is to begin with what was read before it. */
const isToOverlap = ({ heedsSizes, isEndKnown }: Course, { overlaps, from }: Piece) =>
	heedsSizes && isEndKnown && overlaps && from > 0;

/** Whether nothing can lie between a page and those before it, if that is known. */
function follows<T extends { id: string }>(course: Course, piece: Piece, page: Page<T>): boolean {
	if (!isToOverlap(course, piece)) return true;
	// A list that is shorter than it says is not one that became shorter.
	if (page.count === 0 && (page.total ?? 0) > piece.from) return true;
	if (page.entries.length === 0 && page.count > 0) return true;
	return page.entries.some(({ id }) => course.linked.has(id));
}

const passed = <T>(course: Course, piece: Piece, page: Page<T>): Omit<Passed<T>, 'skipped'> => ({
	...page,
	unreadablePlaces: page.unreadable.map((place) => placeOf(course, piece) + place),
	isLinked: isToOverlap(course, piece) || piece.from === 0 ? true : undefined,
});

/** Notes a page; true if it is the last one. */
function goOn<T extends { id: string }>(course: Course, piece: Piece, page: Page<T>): boolean {
	noteProgress(course, page);
	course.end = placeOf(course, piece) + page.count;
	// An entry that cannot be read cannot be identified.
	course.isEndKnown = !page.unreadable.includes(page.count - 1);
	course.total = page.total ?? 0;
	if (isLast(course, piece, page)) return true;
	// Only of the first page it is certain where it begins, however few entries the server grants.
	if (piece.page === 1 && page.count < piece.per_page) course.granted = page.count;
	if (piece.page === 1) course.isGrantKnown ||= piece.per_page >= course.granted;
	return false;
}

function isLast(course: Course, piece: Piece, page: Page<unknown>): boolean {
	const { end, isGrantKnown } = course;
	const { count, total, hasNext } = page;
	if (count === 0) return true;
	if (isEndless(course) && end >= (total ?? 0)) return true;
	if (hasNext === true) return false;
	if (total !== undefined) return end >= total;
	if (hasNext === false) return true;
	// A page that is not full may still be as large as the server grants.
	return count < piece.per_page && isGrantKnown;
}

/** How many pages a list has by its first one; Infinity if that does not say. */
function pagesIn({ count, total, hasNext }: Page<unknown>): number {
	if (total === undefined) return hasNext === false || count === 0 ? 1 : Infinity;
	return count === 0 ? 1 : Math.ceil(total / count);
}

/** What to read after a number of entries. */
function pieceBehind({ granted, heedsSizes }: Course, end: number, overlap: number): Piece {
	const piece = overlapping(end, overlap, granted);
	const isUseful = heedsSizes && (overlap > 1 || piece.end > end);
	return isUseful ? piece : pieceAfter(end, heedsSizes ? 1 : granted);
}
