import { listFrom, newEntries, noteListed } from '../../nodes/OneCodexTrigger/listed';
import { emptyWatch, keepWatch, readWatch, type Watch } from '../../nodes/OneCodexTrigger/watch';

const HOUR_MS = 60 * 60 * 1000;
const NOON = Date.UTC(2026, 0, 5, 12);
const at = (hours: number) => NOON + hours * HOUR_MS;
const entry = (id: string, hours: number) => ({ id, createdAt: at(hours) });
const clocks = (hours: number) => ({ own: at(hours), theirs: at(hours) });

const place = { end: 100, ids: ['a', 'b'] };
const nothing = emptyWatch('batchRegistered', 'c1');
const before = noteListed(nothing, { entries: [entry('a', 0)], isWhole: true }, clocks(0));

/** After a poll that broke off its list, which began at one. */
const brokenOff = noteListed(
	before,
	{ entries: [entry('b', 0.9)], isWhole: false, place },
	clocks(1),
);

test('a list that broke off is gone on with, from the same time on', () => {
	expect(brokenOff.place).toEqual({ ...place, begun: clocks(1) });
	expect(listFrom(brokenOff)).toBe(listFrom(before));
	const again = { entries: [entry('c', 0.5)], isWhole: false, place: { end: 200, ids: ['c'] } };
	const later = noteListed(brokenOff, again, clocks(2));
	expect(later.place).toEqual({ end: 200, ids: ['c'], begun: clocks(1) });
});

test('after the last part, what was created since the first one is listed again', () => {
	const last = { entries: [entry('c', 5)], isWhole: true };
	const after = noteListed(brokenOff, last, clocks(6));
	expect(after.place).toBeUndefined();
	expect(listFrom(after)).toBe(at(0));
	const late = [entry('d', 1.5), entry('c', 5), entry('b', 0.9)];
	expect(newEntries(after, late).map(({ id }) => id)).toEqual(['d']);
});

test('what came in the first part counts after the last', () => {
	const after = noteListed(brokenOff, { entries: [], isWhole: true }, clocks(1.1));
	expect(after.since).toBe(at(0.9));
});

test('a list that failed otherwise is begun anew', () => {
	const failed = noteListed(brokenOff, { entries: [], isWhole: false }, clocks(2));
	expect(failed.place).toBeUndefined();
	expect(Object.keys(failed.recent)).toEqual(['a', 'b']);
});

test.each<[string, unknown]>([
	['without a place, as before', undefined],
	['with an odd one', { end: 'here' }],
])('what was kept %s is read', (_, odd) => {
	const kept = keepWatch({ ...brokenOff, place: odd } as Watch);
	expect(readWatch(kept, 'batchRegistered')).toEqual({ ...brokenOff, place: undefined });
	expect(readWatch(keepWatch(brokenOff), 'batchRegistered')).toEqual(brokenOff);
});
