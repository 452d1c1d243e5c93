import type { IDataObject } from 'n8n-workflow';

import {
	createMemory,
	giveBack,
	KEPT_MS,
	keyOf,
	MAX_REMEMBERED,
	MAX_STORED,
	MAX_TRIGGERS,
	store,
	take,
	type Memory,
} from '../../nodes/OneCodexEventTrigger/repeats';

const NOW = 1_764_000_000_000;

let memory: Memory;
let stored: IDataObject;

beforeEach(() => {
	memory = createMemory();
	stored = {};
});

/** As the node does: what was taken is stored. */
function taken(event: string, { at = NOW, trigger = 'workflow/node' } = {}): boolean {
	if (!take(memory, stored, { trigger, event, at })) return false;
	store(memory, stored, trigger);
	return true;
}
const storedEvents = () => (stored.takenEvents as IDataObject[]).map(({ event }) => event);

test('an event is taken once', () => {
	expect(taken('a')).toBe(true);
	expect(taken('a')).toBe(false);
	expect(taken('b')).toBe(true);
	expect(taken('a', { at: NOW + 60_000 })).toBe(false);
});

test('each trigger takes it', () => {
	expect(taken('a')).toBe(true);
	stored = {};
	expect(taken('a', { trigger: 'workflow/other node' })).toBe(true);
	stored = {};
	expect(taken('a', { trigger: 'other workflow/node' })).toBe(true);
});

test('deliveries at the same moment, which do not see what the other stores, are taken once', () => {
	const delivery = { trigger: 'workflow/node', event: 'a', at: NOW };
	expect(take(memory, {}, delivery)).toBe(true);
	expect(take(memory, {}, delivery)).toBe(false);
});

test('what n8n stored outlasts the process', () => {
	taken('a');
	memory = createMemory();
	stored = JSON.parse(JSON.stringify(stored)) as IDataObject;
	expect(taken('a')).toBe(false);
	expect(taken('b')).toBe(true);
	expect(storedEvents()).toEqual(['a', 'b']);
});

test('what one delivery failed to store is stored with the next', () => {
	take(memory, {}, { trigger: 'workflow/node', event: 'a', at: NOW });
	taken('b');
	expect(storedEvents()).toEqual(['a', 'b']);
});

test('the list is assigned anew, as n8n notices nothing else', () => {
	taken('a');
	const before = stored.takenEvents;
	taken('b');
	expect(stored.takenEvents).not.toBe(before);
	expect(before).toEqual([{ event: 'a', at: NOW }]);
});

test.each([
	[KEPT_MS - 1, false],
	[KEPT_MS, true],
])('%d ms later: taken again is %s', (later, again) => {
	taken('a');
	expect(taken('a', { at: NOW + later })).toBe(again);
	expect(storedEvents()).toEqual(['a']);
});

test('what is too old is dropped', () => {
	taken('a');
	taken('b', { at: NOW + KEPT_MS + 1 });
	expect(storedEvents()).toEqual(['b']);
	expect(memory.get('workflow/node')?.size).toBe(1);
});

test('the latest are remembered and stored, and no more', () => {
	for (let index = 0; index <= MAX_REMEMBERED; index++)
		taken(`event ${index}`, { at: NOW + index });
	expect(memory.get('workflow/node')?.size).toBe(MAX_REMEMBERED);
	expect(storedEvents()).toHaveLength(MAX_STORED);
	expect(storedEvents().at(-1)).toBe(`event ${MAX_REMEMBERED}`);
	const at = NOW + MAX_REMEMBERED + 1;
	expect(taken('event 1', { at })).toBe(false);
	expect(taken('event 0', { at })).toBe(true);
});

test('the triggers that were called last are remembered, and no more', () => {
	const call = (index: number) => {
		stored = {};
		return taken('a', { trigger: `workflow/${index}` });
	};
	for (let index = 0; index < MAX_TRIGGERS; index++) call(index);
	stored = {};
	taken('b', { trigger: 'workflow/0' });
	call(MAX_TRIGGERS);
	expect(memory.size).toBe(MAX_TRIGGERS);
	expect(call(0)).toBe(false);
	expect(call(1)).toBe(true);
});

test.each([
	['text', 'a'],
	['an object', { a: 1 }],
	['a list of others', [{ event: 1, at: 'x' }, null]],
	['nothing', undefined],
])('stored data that is %s does not harm', (_, value) => {
	stored = { takenEvents: value, other: 'kept' };
	expect(taken('a')).toBe(true);
	expect(stored).toEqual({ takenEvents: [{ event: 'a', at: NOW }], other: 'kept' });
});

test('an event that is given back is taken again', () => {
	const delivery = { trigger: 'workflow/node', event: 'a', at: NOW };
	take(memory, {}, delivery);
	giveBack(memory, delivery);
	expect(take(memory, {}, delivery)).toBe(true);
	expect(() => giveBack(createMemory(), delivery)).not.toThrow();
});

test('a key is short, whatever it is made of, and tells type and id apart', () => {
	const pairs: Array<[string | null, string]> = [
		['analysis.failed', 'a'],
		['analysis.succeeded', 'a'],
		['analysis.failed', 'b'],
		[null, 'a'],
		['null', 'a'],
		['', 'a'],
		['a', ''],
		['x', 'y'.repeat(10_000)],
	];
	const keys = pairs.map((pair) => keyOf(...pair));
	expect(new Set(keys).size).toBe(pairs.length);
	expect(keys.filter((key) => !/^[0-9a-f]{32}$/.test(key))).toEqual([]);
	expect(keyOf('x', 'y')).toBe(keyOf('x', 'y'));
});
