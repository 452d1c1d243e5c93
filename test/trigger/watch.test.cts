import { readBatch } from '../../nodes/OneCodex/api/answers';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import { statusChanges } from '../../nodes/OneCodexTrigger/statusChanges';
import { listFrom, newEntries, noteListed, oldEntries } from '../../nodes/OneCodexTrigger/listed';
import { emptyWatch, keepWatch, readWatch, type Watch } from '../../nodes/OneCodexTrigger/watch';

const HOUR_MS = 60 * 60 * 1000;
const NOON = Date.UTC(2026, 0, 5, 12);

const id = (number: number) => number.toString(16).padStart(16, '0');

/** A batch that was registered some hours after noon. */
function batch(number: number, hours: number | null, status = 'registered'): AnsweredBatch {
	const created_at = hours === null ? null : new Date(NOON + hours * HOUR_MS).toISOString();
	const read = readBatch({ $uri: `/x/${id(number)}`, status, created_at });
	if (!read) throw new Error('no batch');
	return read;
}

const nothing = emptyWatch('batchStatusChanged', 'c1');
const after = (watch: Watch, batches: AnsweredBatch[], hours = 24, isWhole = true): Watch => {
	const at = NOON + hours * HOUR_MS;
	return noteListed(watch, { entries: batches, isWhole }, { own: at, theirs: at });
};
const numbersOf = (batches: AnsweredBatch[]) => batches.map((one) => parseInt(one.id, 16));

describe('new batches', () => {
	test('are those that no list showed before', () => {
		const watch = after(nothing, [batch(2, 1), batch(1, 0)]);
		expect(listFrom(watch)).toBe(NOON);
		expect(numbersOf(newEntries(watch, [batch(3, 1), batch(2, 1), batch(1, 0)]))).toEqual([3]);
	});

	test('are found where they were created before others that were shown earlier', () => {
		const watch = after(nothing, [batch(1, 5)]);
		expect(numbersOf(newEntries(watch, [batch(1, 5), batch(2, 4.5)]))).toEqual([2]);
	});

	test('a list that shows less forgets nothing', () => {
		const watch = after(after(nothing, [batch(1, 0)]), []);
		expect(watch.since).toBe(NOON);
		expect(newEntries(watch, [batch(1, 0)])).toEqual([]);
	});

	test('one that is dated ahead hides none that are not', () => {
		const watch = after(after(nothing, [batch(1, 0)], 1), [batch(2, 100)], 2);
		expect(numbersOf(newEntries(watch, [batch(2, 100), batch(3, 2.5)]))).toEqual([3]);
		expect(listFrom(watch)).toBeLessThan(NOON + 2.5 * HOUR_MS);
		const later = after(watch, [batch(2, 100), batch(3, 2.5)], 3);
		expect(listFrom(later)).toBeLessThanOrEqual(NOON + 3 * HOUR_MS);
		expect(newEntries(later, [batch(2, 100), batch(3, 2.5)])).toEqual([]);
	});

	test('need no list of what was there an hour ago once that has been shown', () => {
		const crowd = Array.from({ length: 300 }, (_, index) => batch(index, index / 1000));
		const watch = after(nothing, crowd, 0.5);
		expect(listFrom(watch)).toBe(NOON + (0.299 - 1) * HOUR_MS);
		const later = after(watch, crowd, 2);
		expect(listFrom(later)).toBe(NOON + 0.299 * HOUR_MS);
		expect(Object.keys(later.recent)).toEqual([id(299)]);
	});

	test('a list that broke off is read again, and gives nothing twice', () => {
		const before = after(nothing, [batch(1, 0)], 1);
		const watch = after(before, [batch(3, 6)], 7, false);
		expect(listFrom(watch)).toBe(listFrom(before));
		expect(numbersOf(newEntries(watch, [batch(3, 6), batch(2, 4)]))).toEqual([2]);
	});

	test('what was there at the beginning is not new where it is shown later', () => {
		const watch = { ...nothing, oldUntil: NOON };
		const listed = [batch(3, 1), batch(2, -1), batch(1, null)];
		expect(numbersOf(newEntries(watch, listed))).toEqual([3]);
		expect(numbersOf(oldEntries(watch, listed))).toEqual([2, 1]);
		expect(after(watch, listed).oldUntil).toBeNull();
	});

	test('an empty account is listed from its beginning', () => {
		expect(listFrom(after(nothing, []))).toBeUndefined();
	});

	test('batches of long ago are not kept', () => {
		const watch = after(after(nothing, [batch(1, 0)]), [batch(2, 2)]);
		expect(Object.keys(watch.recent)).toEqual([id(2)]);
	});

	test('one that does not tell when it was created is new once', () => {
		const watch = after(nothing, [batch(1, null), batch(2, 0)]);
		expect(newEntries(after(watch, [batch(3, 9)]), [batch(1, null)])).toEqual([]);
	});

	test('one that is followed is not new', () => {
		const following = { [id(1)]: { status: 'registered', waiting: null, doneAt: null } };
		expect(newEntries({ ...nothing, following }, [batch(1, 0)])).toEqual([]);
	});
});

describe('changes', () => {
	const following = {
		[id(1)]: { status: 'registered', waiting: null, doneAt: null },
		[id(2)]: { status: 'extracting', waiting: null, doneAt: null },
	};
	const found = (...batches: AnsweredBatch[]) => new Map(batches.map((one) => [one.id, one]));

	test.each([
		['one that moved on', [batch(1, 0, 'shipped_to_lab')], [[1, 'registered']]],
		['one that did not', [batch(2, 0, 'extracting')], []],
		['two', [batch(1, 0, 'done'), batch(2, 0, 'done')], [[1, 'registered'], [2, 'extracting']]], // prettier-ignore
		['a status that nobody knows', [batch(1, 0, 'frozen')], [[1, 'registered']]],
	])('%s', (_, now, changes) => {
		const result = statusChanges({ ...nothing, following }, [], found(...now), NOON);
		expect(
			result.changes.map(({ batch: one, previous }) => [parseInt(one.id, 16), previous]),
		).toEqual(changes);
	});

	test('what is not shown this time is looked for again', () => {
		const result = statusChanges({ ...nothing, following }, [], found(batch(1, 0, 'done')), NOON);
		expect(result.following).toEqual({ [id(2)]: following[id(2)] });
	});

	test('what One Codex has not shown for a week is left', () => {
		const gone = new Map([[id(1), undefined]]);
		const one = { following: { [id(1)]: following[id(1)] as Watch['following'][string] } };
		const first = statusChanges(one, [], gone, NOON);
		const days = (count: number) => NOON + count * 24 * HOUR_MS;
		expect(Object.keys(statusChanges(first, [], gone, days(6)).following)).toEqual([id(1)]);
		expect(statusChanges(first, [], gone, days(8)).following).toEqual({});
		const back = statusChanges(first, [], found(batch(1, 0)), days(8)).following;
		expect(back[id(1)]).toEqual(following[id(1)]);
		// One that could not be read may be there.
		expect(statusChanges(first, [], new Map(), days(8)).following).toEqual(first.following);
	});

	test('new batches are followed unless they are through', () => {
		const fresh = [batch(3, 0), batch(4, 0, 'sequencing'), batch(5, 0, 'canceled')];
		const result = statusChanges(nothing, fresh, new Map(), NOON);
		expect(Object.keys(result.following)).toEqual([id(3), id(4)]);
		expect(numbersOf(result.changes.map((change) => change.batch))).toEqual([4, 5]);
	});
});

describe('what is kept', () => {
	const watch = after(nothing, [batch(1, 0)]);

	test('is read back', () => {
		expect(readWatch(keepWatch(watch), 'batchStatusChanged')).toEqual(watch);
	});

	test.each([
		['nothing', undefined],
		['no text', { event: 'batchStatusChanged' }],
		['no JSON', '{'],
		['something else', '{"event":"batchStatusChanged"}'],
	])('%s counts as nothing', (_, kept) => {
		expect(readWatch(kept, 'batchStatusChanged')).toBeUndefined();
	});

	test('is of no use for another event', () => {
		expect(readWatch(keepWatch(watch), 'batchRegistered')).toBeUndefined();
	});
});
