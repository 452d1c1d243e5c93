import type { Failure } from '../../domain/failure';
import type { ReadPage } from './pages';
import { throughList, type Passed, type ListReading } from './throughList';
import type { Result } from '../../domain/result';

const MOST_PASSES = 3;

const NOT_WHOLE: Failure = {
	delivery: 'rejected',
	said: '',
	list: { code: 'incomplete' },
};

const UNREADABLE: Failure = {
	delivery: 'rejected',
	said: '',
	received: { kind: 'list' },
};

/**
 * Reads a list to its end, each entry once. It is whole: all that is in it the whole time is returned, however
 * it changes in the meantime, and as many entries as its count says.
 * If it begins where an earlier reading broke off, that is true of both together.
 * @returns the entries some at a time, in the order of the list, except for those that were added in the meantime;
 * a failure ends it
 */
export async function* wholeList<T extends { id: string }>(
	read: ReadPage<T>,
	reading: ListReading = {},
): AsyncGenerator<Result<T[]>, void> {
	const given = new Set<string>();
	for (let pass = 1; pass <= MOST_PASSES; pass++) {
		const check = startCheck(given, reading);
		if (pass > 1) reading.notePlace?.(undefined);
		for await (const answer of throughList(read, pass === 1 ? reading : {})) {
			if (!answer.ok) {
				yield answer;
				return;
			}
			const fresh = answer.value.entries.filter(({ id }) => !given.has(id));
			fresh.forEach(({ id }) => given.add(id));
			check.add(answer.value);
			if (fresh.length > 0) yield { ok: true, value: fresh };
		}
		if (!check.isWhole()) continue;
		if (check.isUnreadable()) yield { ok: false, failure: UNREADABLE };
		return;
	}
	yield { ok: false, failure: NOT_WHOLE };
}

/** Compares what one pass through a list finds with what the list says about itself. */
function startCheck(given: Set<string>, { noteUnreadable }: ListReading) {
	const unreadable = new Set<number>();
	let least = Infinity;
	let [last, before] = [0, 0];
	let goesOn = false;
	let mayHaveMoved = false;
	return {
		add: ({ unreadablePlaces, isLinked, total, hasNext, count, skipped }: Passed<unknown>) => {
			before += skipped;
			unreadablePlaces.forEach((place) => unreadable.add(place));
			if (unreadable.size > 0) noteUnreadable?.(unreadable.size);
			goesOn = hasNext === true && count > 0;
			if (total === undefined) return;
			// Removed entries may have moved others, and pages do not show that.
			mayHaveMoved ||= !isLinked && total < last;
			last = total;
			// Entries that were added in the meantime need not be included.
			least = Math.min(least, total);
		},
		isWhole: () =>
			!goesOn &&
			!mayHaveMoved &&
			(least === Infinity || before + given.size + unreadable.size >= least),
		isUnreadable: () => before + given.size === 0 && unreadable.size > 0,
	};
}
