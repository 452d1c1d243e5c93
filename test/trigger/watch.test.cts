import { readBatch } from '../../nodes/OneCodex/api/answers';
import type { AnsweredBatch } from '../../nodes/OneCodex/registration/registry';
import { statusChanges } from '../../nodes/OneCodexTrigger/statusChanges';
import {
	emptyWatch,
	keepWatch,
	listFrom,
	newBatches,
	noteListed,
	readWatch,
	type Watch,
} from '../../nodes/OneCodexTrigger/watch';

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
const after = (watch: Watch, listed: AnsweredBatch[]): Watch => ({
	...watch,
	...noteListed(watch, listed),
});
const numbersOf = (batches: AnsweredBatch[]) => batches.map((one) => parseInt(one.id, 16));

describe('new batches', () => {
	test('are those that no list showed before', () => {
		const watch = after(nothing, [batch(2, 1), batch(1, 0)]);
		expect(listFrom(watch)).toBe(NOON);
		expect(numbersOf(newBatches(watch, [batch(3, 1), batch(2, 1), batch(1, 0)]))).toEqual([3]);
	});

	test('are found where they were created before others that were shown earlier', () => {
		const watch = after(nothing, [batch(1, 5)]);
		expect(numbersOf(newBatches(watch, [batch(1, 5), batch(2, 4.5)]))).toEqual([2]);
	});

	test('a list that shows less forgets nothing', () => {
		const watch = after(after(nothing, [batch(1, 0)]), []);
		expect(watch.since).toBe(NOON);
		expect(newBatches(watch, [batch(1, 0)])).toEqual([]);
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
		expect(newBatches(after(watch, [batch(3, 9)]), [batch(1, null)])).toEqual([]);
	});

	test('one that is followed is not new', () => {
		const following = { [id(1)]: { status: 'registered', waiting: null, doneAt: null } };
		expect(newBatches({ ...nothing, following }, [batch(1, 0)])).toEqual([]);
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
		const result = statusChanges({ ...nothing, following }, [], found(...now));
		expect(
			result.changes.map(({ batch: one, previous }) => [parseInt(one.id, 16), previous]),
		).toEqual(changes);
	});

	test('what is not shown this time is looked for again', () => {
		const result = statusChanges({ ...nothing, following }, [], found(batch(1, 0, 'done')));
		expect(result.following).toEqual({ [id(2)]: following[id(2)] });
	});

	test('new batches are followed unless they are through', () => {
		const fresh = [batch(3, 0), batch(4, 0, 'sequencing'), batch(5, 0, 'canceled')];
		const result = statusChanges(nothing, fresh, new Map());
		expect(Object.keys(result.following)).toEqual([id(3), id(4)]);
		expect(numbersOf(result.changes.map((change) => change.batch))).toEqual([4, 5]);
	});
});

describe('what is kept', () => {
	const watch = after(nothing, [batch(1, 0)]);

	test('is read back', () => {
		expect(readWatch(keepWatch(watch), 'batchStatusChanged', 'c1')).toEqual(watch);
	});

	test.each([
		['nothing', undefined],
		['no text', { event: 'batchStatusChanged' }],
		['no JSON', '{'],
		['something else', '{"event":"batchStatusChanged"}'],
	])('%s counts as nothing', (_, kept) => {
		expect(readWatch(kept, 'batchStatusChanged', 'c1')).toBeUndefined();
	});

	test('is of no use for another event or another credential', () => {
		expect(readWatch(keepWatch(watch), 'batchRegistered', 'c1')).toBeUndefined();
		expect(readWatch(keepWatch(watch), 'batchStatusChanged', 'c2')).toBeUndefined();
	});
});
