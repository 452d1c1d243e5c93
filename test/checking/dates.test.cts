import { DateTime } from 'luxon';

import { millisOf, readDate } from '../../nodes/OneCodex/checking/dates';

const read = (cell: unknown, zone = 'Europe/Berlin') => readDate('date_collected', cell, zone);

describe('a time is read', () => {
	test.each<[unknown, string]>([
		['2026-01-05', '2026-01-05T00:00:00Z'],
		[" '2026-01-05 ", '2026-01-05T00:00:00Z'],
		['2026-01-05T00:00:00', '2026-01-05T00:00:00+01:00'],
		['2026-07-05T00:00:00', '2026-07-05T00:00:00+02:00'],
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
		['2024-02-29', '2024-02-29T00:00:00Z'],
	])('from %p', (cell, value) => {
		expect(read(cell)).toEqual({ kind: 'value', value });
	});

	test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])(
		'a date alone stays that date in %s',
		(zone) => {
			expect(read('2026-01-05', zone)).toEqual({ kind: 'value', value: '2026-01-05T00:00:00Z' });
		},
	);
});

test.each([undefined, null, '', '  '])('%j is empty', (cell) => {
	expect(read(cell)).toEqual({ kind: 'empty' });
});

describe('cannot be read for sure:', () => {
	test.each<[unknown]>([
		['3/4/2026'],
		['03.04.2026'],
		['5 January 2026'],
		['2026-1-5'],
		['20260105'],
		['2026-W02-1'],
		['2026-02-30'],
		['2025-02-29'],
		['2026-13-01'],
		['2026-01-05T25:00'],
		['2026-01-05T14:30 and more'],
		['2026-01-05T14:30:00+99:00'],
		['today'],
		[45662],
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
			faults: [{ field: 'date_collected', what: 'is not a date that can be read for sure' }],
		});
	});

	test('a time in a zone that there is not', () => {
		expect(read('2026-01-05T14:30', 'Mars/Olympus')).toMatchObject({ kind: 'fault' });
	});
});

test('milliseconds of what was read', () => {
	expect(millisOf('2026-01-05T00:00:00+01:00')).toBe(Date.UTC(2026, 0, 4, 23));
});
