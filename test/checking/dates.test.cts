import { DateTime } from 'luxon';

import { dayOf, millisOf, readDay, readTime } from '../../nodes/OneCodex/checking/dates';

const BERLIN = 'Europe/Berlin';
const READERS = [
	['readTime', (cell: unknown, zone = BERLIN) => readTime('created_after', cell, zone)],
	['readDay', (cell: unknown, zone = BERLIN) => readDay('created_after', cell, zone)],
] as const;

describe.each(READERS)('a time is read by %s', (_, read) => {
	test.each<[unknown, string]>([
		['2026-01-05T14:30', '2026-01-05T14:30:00+01:00'],
		['2026-01-05 14:30', '2026-01-05T14:30:00+01:00'],
		['2026-01-05T14:30:15.250', '2026-01-05T14:30:15.250+01:00'],
		['2026-01-05T14:30:00Z', '2026-01-05T14:30:00Z'],
		['2026-01-05T14:30:00.000Z', '2026-01-05T14:30:00Z'],
		['2026-01-05T14:30:00-05:00', '2026-01-05T14:30:00-05:00'],
		[new Date('2026-01-05T14:30:00Z'), '2026-01-05T14:30:00Z'],
		[
			DateTime.fromISO('2026-01-05T14:30', { zone: 'America/New_York' }),
			'2026-01-05T14:30:00-05:00',
		],
		['2026-07-05T14:30', '2026-07-05T14:30:00+02:00'],
		['2026-01-05T00:00:01', '2026-01-05T00:00:01+01:00'],
		['2026-01-05T00:01', '2026-01-05T00:01:00+01:00'],
		['2026-01-05T00:00:00.001', '2026-01-05T00:00:00.001+01:00'],
		['2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z'],
		['2026-01-05T00:00:00+01:00', '2026-01-05T00:00:00+01:00'],
		['2026-01-05T00:00:00-05:00', '2026-01-05T00:00:00-05:00'],
	])('from %p', (cell, value) => {
		expect(read(cell)).toEqual({ kind: 'value', value });
	});

	test.each([undefined, null, '', '  '])('%j is empty', (cell) => {
		expect(read(cell)).toEqual({ kind: 'empty' });
	});
});

const MIDNIGHTS = [
	'2026-01-05',
	" '2026-01-05 ",
	'2026-01-05T00:00',
	'2026-01-05T00:00:00',
	'2026-01-05 00:00:00',
	'2026-01-05T00:00:00.000',
];

describe.each(MIDNIGHTS)('midnight without a time zone, as %j,', (cell) => {
	test.each<[string, string]>([
		[BERLIN, '2026-01-05T00:00:00+01:00'],
		['America/New_York', '2026-01-05T00:00:00-05:00'],
		['Pacific/Kiritimati', '2026-01-05T00:00:00+14:00'],
		['UTC', '2026-01-05T00:00:00Z'],
	])('is that of %s as a time, and the day itself as a day', (zone, value) => {
		expect(readTime('created_after', cell, zone)).toEqual({ kind: 'value', value });
		const day = { kind: 'value', value: '2026-01-05T00:00:00Z' };
		expect(readDay('date_collected', cell, zone)).toEqual(day);
	});
});

test('a leap day is a day', () => {
	const value = '2024-02-29T00:00:00Z';
	expect(readDay('date_collected', '2024-02-29', BERLIN)).toEqual({ kind: 'value', value });
});

describe.each(READERS)('cannot be read by %s for sure:', (_, read) => {
	test.each<[unknown]>([
		['3/4/2026'],
		['03.04.2026'],
		['5 January 2026'],
		['2026-1-5'],
		['20260105'],
		['2026-W02-1'],
		['2026-02-30'],
		['2025-02-29'],
		['2026-02-30T00:00:00'],
		['2026-13-01'],
		['2026-01-05T25:00'],
		['2026-01-05T14:30 and more'],
		['2026-01-05T14:30:00+99:00'],
		['today'],
		[19_999.9],
		[80_000.1],
		[20260105],
		[1767571200000],
		[true],
		[['2026-01-05']],
		[{ year: 2026 }],
		[{ isLuxonDateTime: true, isValid: true }],
		[new Date(NaN)],
		[new Date(8.64e15)],
		[DateTime.invalid('no reason')],
	])('%p', (cell) => {
		expect(read(cell)).toMatchObject({
			kind: 'fault',
			faults: [{ field: 'created_after', code: 'unclear_date' }],
		});
	});

	test('a time in a zone that there is not', () => {
		expect(read('2026-01-05T14:30', 'Mars/Olympus')).toMatchObject({ kind: 'fault' });
	});
});

test('milliseconds of what was read', () => {
	expect(millisOf('2026-01-05T00:00:00+01:00')).toBe(Date.UTC(2026, 0, 4, 23));
});

// Extract From File gives a date cell of a workbook as its number of days since the end of 1899.
describe('a date of a workbook', () => {
	test.each([
		[46027, '2026-01-05T00:00:00+01:00', '2026-01-05T00:00:00Z'],
		[46208, '2026-07-05T00:00:00+02:00', '2026-07-05T00:00:00Z'],
		[46027.604166666664, '2026-01-05T14:30:00+01:00', '2026-01-05T14:30:00+01:00'],
		[20_000, '1954-10-03T00:00:00+01:00', '1954-10-03T00:00:00Z'],
	])('%d', (cell, time, day) => {
		expect(readTime('created_after', cell, BERLIN)).toEqual({ kind: 'value', value: time });
		expect(readDay('date_collected', cell, BERLIN)).toEqual({ kind: 'value', value: day });
	});
});

const inTokyo = (time: string) => DateTime.fromISO(time, { zone: 'Asia/Tokyo' });

// In whatever zone these tests run. `days.test` has the zones of processes.
test.each<[unknown, string | undefined]>([
	[inTokyo('2026-01-31T00:00'), '2026-01-31'],
	[inTokyo('2026-01-31T00:17'), undefined],
	[inTokyo('no time'), undefined],
	[new Date('2026-01-31T00:00:00Z'), '2026-01-31'],
	[new Date('2026-01-30T10:00:00Z'), '2026-01-31'],
	[new Date('2026-01-30T10:17:00Z'), undefined],
	[new Date(NaN), undefined],
	['2026-01-31T00:00:00.000Z', '2026-01-31'],
	['2026-01-30T10:00:00.000Z', '2026-01-31'],
	['2026-01-31T00:17:00.000Z', undefined],
	['2026-01-31', undefined],
	[1_769_817_600_000, undefined],
	[undefined, undefined],
])('%p is the day %p for a workflow on Kiritimati', (cell, day) => {
	expect(dayOf(cell, 'Pacific/Kiritimati')).toBe(day);
});
