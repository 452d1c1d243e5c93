import {
	isEither,
	oneOf,
	refersTo,
	serverFilter,
	within,
	type Condition,
} from '../../nodes/OneCodex/api/lists/conditions';

interface Entry {
	at?: number;
	status?: unknown;
	sample?: string;
}

const SAMPLES = { path: '/api/v1/samples' };
const NOON = Date.UTC(2026, 0, 5, 12);
const ISO = '2026-01-05T12:00:00.000Z';
const AFTER = '2026-01-05T12:00:00.001Z';

const created = (from?: number, to?: number) =>
	within<Entry>('created_at', { from, to }, ({ at }) => at);
const status = (values: string[]) => oneOf<Entry>('status', values, (entry) => entry.status);
const sample = (ids?: string[]) => refersTo<Entry>('sample', SAMPLES, ids, (entry) => entry.sample);

test('a condition that asks for nothing is none', () => {
	const none = [created(), status([]), sample(), isEither<Entry>('x', undefined, () => true)];
	expect(none).toEqual([undefined, undefined, undefined, undefined]);
});

test.each<[Condition<Entry> | undefined, unknown]>([
	[created(NOON), { $gte: ISO }],
	[created(undefined, NOON), { $lte: AFTER }],
	[created(NOON, NOON), { $between: [ISO, AFTER] }],
	[status(['a', 'b']), { $in: ['a', 'b'] }],
	[sample(['a']), { $ref: '/api/v1/samples/a' }],
	[sample(['a', 'b']), { $in: [{ $ref: '/api/v1/samples/a' }, { $ref: '/api/v1/samples/b' }] }],
	[isEither<Entry>('x', false, () => true), false],
])('the server is asked with one operator for a field (%#)', (condition, wanted) => {
	expect(condition?.wanted).toEqual(wanted);
});

test.each<[Condition<Entry> | undefined, Entry, unknown]>([
	[created(NOON), { at: NOON }, { $gte: ISO }],
	[created(undefined, 0), { at: NOON }, { $lte: AFTER }],
	[created(NOON), {}, undefined],
	[status(['a']), { status: 'b' }, { $in: ['b'] }],
	[status(['a']), { status: 7 }, undefined],
	[sample(['a']), { sample: 'b' }, { $ref: '/api/v1/samples/b' }],
	[sample(['a', 'b']), { sample: 'c' }, { $in: [{ $ref: '/api/v1/samples/c' }] }],
	[sample(['a']), {}, undefined],
])('a filter is tried with what an entry has (%#)', (condition, entry, met) => {
	expect(condition?.metBy(entry)).toEqual(met);
	const filter = condition && serverFilter([condition]);
	expect(filter?.whereOf(entry)).toEqual(
		met === undefined ? undefined : { [condition?.field ?? '']: met },
	);
});

test.each<[Condition<Entry> | undefined, Entry, boolean]>([
	[created(NOON, NOON), { at: NOON }, true],
	[created(NOON + 1), { at: NOON }, false],
	[created(undefined, NOON - 1), { at: NOON }, false],
	[created(NOON), {}, true],
	[status(['a']), { status: 'a' }, true],
	[status(['a']), {}, false],
	[sample(['a']), { sample: 'a' }, true],
	[sample(['a']), {}, false],
	[sample([]), { sample: 'a' }, false],
])('it is checked here as well (%#)', (condition, entry, holds) => {
	expect(condition?.holds(entry)).toBe(holds);
});

test('no conditions are no filter', () => {
	expect(serverFilter([])).toBeUndefined();
});
