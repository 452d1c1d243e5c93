import { makeFault } from '../../nodes/OneCodex/checking/faults';
import { faultsText } from '../../nodes/OneCodex/wording/faultTexts';
import { changedCustom, lostCustom } from '../../nodes/OneCodex/metadata/custom';
import { patchBody, changeReader } from '../../nodes/OneCodex/metadata/patch';
import { codeOf } from '../faults.cts';

const CURRENT = { patient: 'P-1', visit: 2, consent: true };

function read(cell: unknown, others: Array<[string, unknown]> = [], clearEmpty = false) {
	const cells = cell === undefined ? {} : { custom: cell };
	return changeReader({ clearEmpty, zone: 'UTC' })({ cells, others });
}

const after = (
	change: ReturnType<typeof read>,
	current: Record<string, unknown> | null = CURRENT,
) => patchBody(change, current)?.custom;

function whats({ faults }: ReturnType<typeof read>) {
	expect(faults.map(({ field }) => field)).toEqual(faults.map(() => 'custom'));
	return faults.map(codeOf);
}

test('other custom values are kept', () => {
	const change = read(undefined, [
		['visit', 3],
		['site', 'gut'],
	]);
	expect(after(change)).toEqual({ patient: 'P-1', visit: 3, consent: true, site: 'gut' });
	expect(after(change, null)).toEqual({ visit: 3, site: 'gut' });
});

test('an empty cell makes a value null where empty cells clear, and leaves it alone else', () => {
	const cells: Array<[string, unknown]> = [
		['visit', ' '],
		['patient', null],
		['site', 'gut'],
	];
	const cleared = { patient: null, visit: null, site: 'gut' };
	// Where the API adds to what stands, one that is left out would stay.
	expect(after(read(undefined, cells, true))).toEqual({ ...cleared, consent: true });
	// One that is not there stays away.
	expect(after(read(undefined, cells, true), null)).toEqual({ site: 'gut' });
	expect(after(read(undefined, cells, true), { visit: null })).toEqual({
		visit: null,
		site: 'gut',
	});
	expect(after(read(undefined, cells))).toEqual({ ...CURRENT, site: 'gut' });
});

test.each<[unknown]>([['{"visit":3}'], [' {"visit": 3} '], [{ visit: 3 }]])(
	'the custom cell %j is an object of values',
	(cell) => {
		expect(after(read(cell))).toEqual({ ...CURRENT, visit: 3 });
	},
);

test('the custom cell takes the place of a column of the same title', () => {
	expect(after(read({ visit: 4 }, [['visit', 3]]))).toMatchObject({ visit: 4 });
});

test.each<[unknown]>([['text'], ['[1]'], [[1]], [7], ['7'], [true], [new Date()]])(
	'the custom cell %j is no object',
	(cell) => {
		expect(whats(read(cell))).toEqual(['custom_not_an_object']);
	},
);

test.each<[unknown, string]>([
	[{ a: 1 }, 'object'],
	[[1], 'list'],
	[NaN, 'other'],
	[Infinity, 'other'],
	[new Date(NaN), 'object'],
])('%p is %s, and refused in a column and in the custom cell', (value, kind) => {
	const what = `custom_not_flat Answers, ${kind}`;
	expect(whats(read(undefined, [['Answers', value]]))).toEqual([what]);
	expect(whats(read({ Answers: value }))).toEqual([what]);
});

test.each<[unknown]>([[2 ** 53], [-1e300], ['1.23457E+13'], ['1E+13'], ['1.5e3'], [' 1.5e3 ']])(
	'%p may have lost digits, and is refused in a column and in the custom cell',
	(value) => {
		const what = 'custom_lost_digits Barcode';
		expect(whats(read(undefined, [['Barcode', value]]))).toEqual([what]);
		expect(whats(read({ Barcode: value }))).toEqual([what]);
	},
);

test.each<[unknown, unknown]>([
	['12E3', '12E3'],
	['1e5', '1e5'],
	[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	[0, 0],
	[false, false],
	[' text ', ' text '],
	[-1.5, -1.5],
	[new Date('2026-01-05T08:00:00Z'), '2026-01-05T08:00:00.000Z'],
])('%p is stored as %p', (cell, value) => {
	expect(after(read(undefined, [['a', cell]]), {})).toEqual({ a: value });
});

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', ''])(
	'the title "%s" is just a title',
	(title) => {
		const own = (value: object | null | undefined) =>
			Object.getOwnPropertyDescriptor(value ?? {}, title)?.value as unknown;
		const custom = after(read(undefined, [[title, 'x']]));
		expect(own(custom)).toBe('x');
		expect(Object.getPrototypeOf(custom)).toBe(Object.prototype);
		expect(own(after(read(JSON.stringify({ [title]: 'y' }))))).toBe('y');
		const current = JSON.parse(`{${JSON.stringify(title)}: "before"}`) as Record<string, unknown>;
		expect(own(changedCustom(current, new Map([['a', 1]])))).toBe('before');
		expect(own(changedCustom(current, new Map([[title, null]])))).toBeNull();
	},
);

test('long titles and many faults of a row fit into a message', () => {
	const others = Array.from({ length: 1_000 }, (_, index): [string, unknown] => [
		`${index}`.padEnd(1_000, 'x'),
		[],
	]);
	const { faults } = read(undefined, others);
	expect(faults).toHaveLength(1_000);
	expect(faults.map(codeOf)[0]).toMatch(/^custom_not_flat 0x{59}…, list$/);
	expect(Buffer.byteLength(faultsText(faults))).toBeLessThanOrEqual(10_240);
});

describe('what an answer lacks of the custom values that were sent', () => {
	test.each<[string, Record<string, unknown> | null, string[]]>([
		['nothing', { 'Body site ': 'gut', Größe: 1 }, []],
		['spaces around a title', { 'Body site': 'gut', Größe: 1 }, []],
		['the Unicode form of a title', { 'Body site ': 'gut', ['Größe'.normalize('NFD')]: 1 }, []],
		['the values', { 'Body site ': 'GUT', Größe: '1' }, []],
		['all, which it may not show', null, []],
		['one of them', { Größe: 1 }, ['Body site ']],
		['two of them', {}, ['Body site ', 'Größe']],
	])('%s', (_, answered, titles) => {
		const sent = { 'Body site ': 'gut', Größe: 1, gone: null };
		const fault = makeFault('custom', '', 'custom_not_kept', { titles });
		expect(lostCustom(answered, sent)).toEqual(titles.length === 0 ? undefined : fault);
	});
});
