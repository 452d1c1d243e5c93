import { PAGE_SIZE, type Page } from './pages';
import type { Piece } from './pieces';
import type { Place } from './place';

/** How much of a list was read. */
export interface Course {
	/** How many entries are before what is still to be read. */
	end: number;
	/** The ids of the entries that were read without a gap. */
	linked: Set<string>;
	/** How many entries a page has, at most, and whether a page has shown that. */
	granted: number;
	isGrantKnown: boolean;
	/** Whether pages are as small as requested. */
	heedsSizes: boolean;
	/** Whether the last entry that was read can be recognized again. */
	isEndKnown: boolean;
	/** How many entries there are; 0 if the server does not say so. */
	total: number;
	/** The ids of the last page, and how many pages in a row were the very same. */
	lastIds: string;
	repeated: number;
	/** How many entries there were since the last one that was new. */
	idle: number;
}

// A server may return the same page again and again, whichever is asked for.
const MOST_REPEATED = 3;

/** Before anything was read. */
export const newCourse = (): Course => ({
	end: 0,
	linked: new Set(),
	granted: PAGE_SIZE,
	isGrantKnown: false,
	heedsSizes: true,
	isEndKnown: true,
	total: 0,
	lastIds: '',
	repeated: 0,
	idle: 0,
});

/** Notes how many entries the server grants a page, if the page shows that. */
export function noteGrant(course: Course, { per_page }: Piece, { count }: Page<unknown>): void {
	if (count <= per_page) return;
	course.heedsSizes = false;
	course.granted = count;
}

/** How many entries are before those of a piece. */
export const placeOf = ({ heedsSizes, granted }: Course, { from, page }: Piece): number =>
	heedsSizes ? from : (page - 1) * granted;

/**
 * Notes whether a page has anything new. One that has not may come from entries that were added at the
 * beginning, which move all others, and is then another one than the page before it.
 */
export function noteProgress(course: Course, { entries }: Page<{ id: string }>): void {
	const before = course.linked.size;
	entries.forEach(({ id }) => course.linked.add(id));
	const ids = entries.map(({ id }) => id).join();
	const isNew = course.linked.size > before;
	course.repeated = isNew || ids !== course.lastIds ? 0 : course.repeated + 1;
	course.idle = isNew ? 0 : course.idle + entries.length;
	course.lastIds = ids;
}

/** Whether pages come again and again: the same one, or all of them. */
export const isEndless = ({ repeated, idle, linked }: Course): boolean =>
	repeated >= MOST_REPEATED || idle > 2 * linked.size;

/** Goes on where an earlier reading broke off. */
export function skipTo(course: Course, { end, ids }: Place): void {
	course.end = end;
	course.isEndKnown = true;
	ids.forEach((id) => course.linked.add(id));
}
