import type { Failure } from '../../domain/failure';
import { isEndless, newCourse, noteGrant, noteProgress, placeOf, type Course } from './course';
import { PAGE_SIZE, type Page } from './pages';
import { overlapping, pieceAfter, pieceOf, type Piece } from './pieces';
import type { Result } from '../../domain/result';

type Answer<T> = Result<Page<T>>;

/** Reads a page of a list. */
export type ReadPage<T> = (numbers: { page: number; per_page: number }) => Promise<Answer<T>>;

/** How a list is read. */
export interface ListReading {
	/** How many entries to ask for at first, where few may be enough. */
	size?: number;
	/** The most pages to read in parallel, which increases from one; 1 by default. */
	most?: number;
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
}

// In a row, without any progress.
const MOST_STEPS_BACK = 20;
const FIRST_STEP_BACK = 10;
const UNSTEADY: Failure = {
	delivery: 'rejected',
	said: '',
	list: { code: 'unsteady' },
};

/**
 * Reads a list once, by page numbers only, since an answer must not decide where the key is sent. Entries
 * that are added or removed move the others from page to page. So each page begins with an entry of the page
 * before it: then nothing that is in the list the whole time lies between them. A page that does not is read
 * again from further back.
 * @returns the pages one by one; a failure ends it
 */
export async function* throughList<T extends { id: string }>(
	read: ReadPage<T>,
	{ size = PAGE_SIZE, most = 1, noteLength }: ListReading = {},
): AsyncGenerator<Result<Passed<T>>, void> {
	const course = newCourse();
	let pieces = [pieceOf(1, Math.min(size, PAGE_SIZE))];
	let [stepBack, stepsBack, atOnce, furthest] = [1, 0, 1, 0];
	for (;;) {
		const answers = await Promise.all(pieces.map(({ page, per_page }) => read({ page, per_page })));
		let isGap = false;
		for (const [index, piece] of pieces.entries()) {
			const answer = answers[index] as Answer<T>;
			if (!answer.ok) {
				yield answer;
				return;
			}
			const page = answer.value;
			if (course.end === 0) noteLength?.(pagesIn(page));
			noteGrant(course, piece, page);
			isGap = !follows(course, piece, page);
			if (isGap) break;
			yield { ok: true, value: passed(course, piece, page) };
			if (goOn(course, piece, page)) return;
			if (course.end > furthest) stepsBack = 0;
			furthest = Math.max(furthest, course.end);
		}
		if (isGap && ++stepsBack > MOST_STEPS_BACK) {
			yield { ok: false, failure: UNSTEADY };
			return;
		}
		stepBack = isGap ? Math.max(FIRST_STEP_BACK, stepBack * 2) : 1;
		atOnce = isGap ? 1 : Math.min(most, atOnce * 2);
		pieces = nextPieces(course, stepBack, atOnce);
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

const passed = <T>(course: Course, piece: Piece, page: Page<T>): Passed<T> => ({
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

/** What to read next: several pieces in parallel, if the list is known to have as many. */
function nextPieces({ end, granted, heedsSizes, total }: Course, overlap: number, count: number) {
	const pieces: Piece[] = [];
	let at = end;
	do {
		const piece = overlapping(at, overlap, granted);
		const isUseful = heedsSizes && (overlap > 1 || piece.end > at);
		pieces.push(isUseful ? piece : pieceAfter(at, heedsSizes ? 1 : granted));
		at = pieces.at(-1)?.end ?? 0;
	} while (pieces.length < count && at < total);
	return pieces;
}
