import type { IDataObject } from 'n8n-workflow';

import {
	createEventMemory,
	giveBack,
	KEPT_HOURS,
	KEY_LENGTH,
	keyOf,
	MAX_REMEMBERED,
	MAX_TRIGGERS,
	store,
	take,
	UNDER_WAY_MS,
	type EventMemory,
} from '../../nodes/OneCodexEventTrigger/repeats';

const HOUR_MS = 60 * 60_000;
const HOUR = 490_000;
const NOW = HOUR * HOUR_MS;

let memory: EventMemory;
let stored: IDataObject;

beforeEach(() => {
	memory = createEventMemory();
	stored = {};
});

const deliveryOf = (id: string, { at = NOW, trigger = 'workflow/node' } = {}) => ({
	trigger,
	event: keyOf('type', id),
	at,
});

/** As the node does when n8n starts the execution: what was taken is stored. */
function taken(id: string, how: { at?: number; trigger?: string } = {}): boolean {
	const delivery = deliveryOf(id, how);
	if (!take(memory, stored, delivery)) return false;
	store(memory, stored, delivery);
	return true;
}

/** Forgets what the process knew, and reads what n8n stored. */
function restart(): void {
	memory = createEventMemory();
	stored = JSON.parse(JSON.stringify(stored)) as IDataObject;
}
const storedHours = () => stored.takenEvents as Record<string, string>;
const storedText = () => Object.values(storedHours()).join('');

test('an event is taken once', () => {
	expect(taken('a')).toBe(true);
	expect(taken('a')).toBe(false);
	expect(taken('b')).toBe(true);
	expect(taken('a', { at: NOW + HOUR_MS })).toBe(false);
});

test('each trigger takes it', () => {
	expect(taken('a')).toBe(true);
	stored = {};
	expect(taken('a', { trigger: 'workflow/other node' })).toBe(true);
	stored = {};
	expect(taken('a', { trigger: 'other workflow/node' })).toBe(true);
});

test('deliveries at the same moment, which do not see what the other stores, are taken once', () => {
	expect(take(memory, {}, deliveryOf('a'))).toBe(true);
	expect(take(memory, {}, deliveryOf('a'))).toBe(false);
	store(memory, {}, deliveryOf('a'));
	expect(take(memory, {}, deliveryOf('a'))).toBe(false);
});

test('what n8n stored outlasts the process', () => {
	taken('a');
	restart();
	expect(taken('a')).toBe(false);
	expect(taken('b')).toBe(true);
	expect(storedHours()).toEqual({ [HOUR]: `${keyOf('type', 'a')}${keyOf('type', 'b')}` });
});

test('10,000 events of a day are known after a restart, and take little room', () => {
	const day = Array.from({ length: 10_000 }, (_, index) => `event ${index}`);
	const at = (index: number) => NOW + index * 8_600;
	expect(day.filter((id, index) => !taken(id, { at: at(index) }))).toEqual([]);
	restart();
	const end = at(day.length);
	expect(day.filter((id) => taken(id, { at: end }))).toEqual([]);
	expect(taken('another', { at: end })).toBe(true);
	expect(JSON.stringify(stored).length).toBeLessThan(81_000);
});

test('what another process stored meanwhile is kept, and known', () => {
	taken('a');
	const before = JSON.parse(JSON.stringify(stored)) as IDataObject;
	taken('ours');
	const others = createEventMemory();
	take(others, before, deliveryOf('theirs'));
	store(others, before, deliveryOf('theirs'));
	stored = before;
	expect(taken('theirs')).toBe(false);
	expect(taken('ours')).toBe(false);
	expect(taken('b')).toBe(true);
	restart();
	expect(['a', 'ours', 'theirs', 'b'].filter((id) => taken(id))).toEqual([]);
	expect(storedText()).toHaveLength(4 * KEY_LENGTH);
});

test('what one delivery failed to store is stored with the next', () => {
	take(memory, {}, deliveryOf('a'));
	store(memory, {}, deliveryOf('a'));
	taken('b');
	restart();
	expect(taken('a')).toBe(false);
});

test('n8n is given an object anew, as it notices nothing else', () => {
	taken('a');
	const before = stored.takenEvents;
	taken('b');
	expect(stored.takenEvents).not.toBe(before);
	expect(before).toEqual({ [HOUR]: keyOf('type', 'a') });
});

test.each([
	[0, KEPT_HOURS * HOUR_MS, false],
	[HOUR_MS - 1, KEPT_HOURS * HOUR_MS, false],
	[0, (KEPT_HOURS + 1) * HOUR_MS, true],
])('an event of minute %d that comes %d ms later is taken again: %s', (first, later, again) => {
	taken('a', { at: NOW + first });
	restart();
	expect(taken('a', { at: NOW + first + later })).toBe(again);
	expect(storedText()).toHaveLength(KEY_LENGTH);
});

test('what came while the clock was far ahead is not kept for ever', () => {
	taken('a', { at: NOW + 48 * HOUR_MS });
	taken('b');
	expect(Object.keys(storedHours())).toEqual([String(HOUR)]);
});

test('the latest are remembered and stored, and not many more', () => {
	const count = MAX_REMEMBERED + 1_001;
	for (let index = 0; index < count; index++) taken(`${index}`, { at: NOW + index * 3_000 });
	const kept = storedText().length / KEY_LENGTH;
	expect([kept >= MAX_REMEMBERED, kept <= MAX_REMEMBERED + 500]).toEqual([true, true]);
	restart();
	const at = NOW + count * 3_000;
	const firstKept = count - MAX_REMEMBERED;
	expect(taken(`${firstKept}`, { at })).toBe(false);
	expect(taken(`${count - 1}`, { at })).toBe(false);
	expect(taken('0', { at })).toBe(true);
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

test('what an earlier version stored is known, and stored anew', () => {
	const hex = Buffer.from(keyOf('type', 'a'), 'base64url').toString('hex').padEnd(32, '0');
	stored = { takenEvents: [{ event: hex, at: NOW - HOUR_MS }] };
	expect(taken('a')).toBe(false);
	expect(taken('b')).toBe(true);
	expect(storedHours()).toEqual({
		[HOUR - 1]: keyOf('type', 'a'),
		[HOUR]: keyOf('type', 'b'),
	});
});

test.each([
	['text', 'a'],
	['an object', { a: 1 }],
	['an object of others', { [HOUR]: 5 }],
	['a list of others', [{ event: 1, at: 'x' }, null]],
	['half a key', { [HOUR - 100]: 'abc' }],
	['nothing', undefined],
])('stored data that is %s does not harm', (_, value) => {
	stored = { takenEvents: value, other: 'kept' };
	expect(taken('a')).toBe(true);
	expect(stored).toEqual({ takenEvents: { [HOUR]: keyOf('type', 'a') }, other: 'kept' });
});

describe('an event that n8n is starting an execution for', () => {
	test('is taken again when it is given back', () => {
		take(memory, {}, deliveryOf('a'));
		giveBack(memory, deliveryOf('a'));
		expect(take(memory, {}, deliveryOf('a'))).toBe(true);
		expect(() => giveBack(createEventMemory(), deliveryOf('a'))).not.toThrow();
	});

	test('is not stored by another one, lest it is lost when it is given back', () => {
		take(memory, stored, deliveryOf('a'));
		taken('b');
		giveBack(memory, deliveryOf('a'));
		expect(taken('a')).toBe(true);
	});

	test('is not given back once it has started', () => {
		taken('a');
		giveBack(memory, deliveryOf('a'));
		expect(taken('a')).toBe(false);
	});

	test('is taken again if n8n has said nothing for long', () => {
		take(memory, {}, deliveryOf('a'));
		expect(take(memory, {}, deliveryOf('a', { at: NOW + UNDER_WAY_MS - 1 }))).toBe(false);
		expect(take(memory, {}, deliveryOf('a', { at: NOW + UNDER_WAY_MS }))).toBe(true);
	});
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
	expect(keys.filter((key) => !/^[\w-]{8}$/.test(key))).toEqual([]);
	expect(keyOf('x', 'y')).toBe(keyOf('x', 'y'));
});
