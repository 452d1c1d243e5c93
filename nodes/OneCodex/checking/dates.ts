import { DateTime } from 'luxon';

import { cleanText, EMPTY, faultIn, isEmptyCell, valueOf, type Reading } from './cells';
import type { FaultField } from '../domain/fields';

/**
 * Reads a point in time: ISO 8601 text, a `Date`, n8n's `DateTime`, or the serial number of a date in a
 * workbook. Any other form is a fault, because it is ambiguous: in 3/4/2026, either may be the month.
 * @param zone the time zone of a time without an offset, such as `Europe/Berlin`
 * @returns RFC 3339 text with its offset from UTC
 */
export function readTime(field: FaultField, cell: unknown, zone: string): Reading<string> {
	if (isEmptyCell(cell)) return EMPTY;
	const time = toDateTime(textOfSerial(cell) ?? cell, zone);
	const text = time?.isValid ? time.toISO({ suppressMilliseconds: true }) : null;
	if (text && isRfc3339(text)) return valueOf(text);
	return faultIn(field, cell, 'unclear_date');
}

/**
 * Reads a day, or a point in time as {@link readTime} does. A day becomes midnight in UTC, so it stays the
 * same day in any time zone. The editor and many sheets write a day as midnight without an offset. For `Date`
 * and `DateTime`, see {@link dayOf}.
 */
export function readDay(field: FaultField, cell: unknown, zone: string): Reading<string> {
	const text = textOfSerial(cell) ?? cell;
	const written = typeof text === 'string' ? DAY.exec(cleanText(text))?.[1] : undefined;
	const day = written ?? dayOf(text, zone);
	return readTime(field, day ?? cell, day === undefined ? zone : 'utc');
}

/**
 * The day that a date means, such as `2026-01-31`; undefined if it is a point in time. A date means a day if
 * it is midnight. n8n's `DateTime` has a zone of its own. A `Date` has none, nor has the text that it becomes
 * between processes, such as `2026-01-30T23:00:00.000Z`: database nodes turn a day into midnight in the zone
 * of the n8n process. So that zone is tried first, then the workflow's, then UTC. The order rarely matters,
 * because midnight in one zone is seldom midnight in another.
 * @param zone the time zone of the workflow
 */
export function dayOf(cell: unknown, zone: string): string | undefined {
	const time = timeOfDate(cell);
	const midnight = time && [time, time.setZone(zone), time.toUTC()].find(isMidnight);
	return midnight?.toFormat('yyyy-MM-dd');
}

/** The time of a `DateTime`, a `Date`, or the text that JSON makes of a `Date`. */
function timeOfDate(cell: unknown): DateTime | undefined {
	if (DateTime.isDateTime(cell)) return typeof cell.toISO === 'function' ? cell : undefined;
	if (cell instanceof Date) return DateTime.fromJSDate(cell, { zone: 'system' });
	if (typeof cell !== 'string' || !JSON_DATE.test(cell)) return undefined;
	return DateTime.fromISO(cell, { zone: 'system' });
}

const JSON_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

// Where clocks go forward at midnight, the day begins at one o'clock.
const isMidnight = (time: DateTime) => time.isValid && +time === +time.startOf('day');

/** The milliseconds since 1970 of a text that {@link readTime} returns. */
export const millisOf = (text: string): number => Date.parse(text);

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

// Workbooks count days from the end of 1899. These limits are in 1954 and 2119.
const SERIALS = [20_000, 80_000] as const;
const SERIAL_OF_1970 = 25_569;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The date of a serial number, as Extract From File returns it: days, with the time as the fraction. */
function textOfSerial(cell: unknown): string | undefined {
	if (typeof cell !== 'number' || cell < SERIALS[0] || cell > SERIALS[1]) return undefined;
	const seconds = Math.round(((cell - SERIAL_OF_1970) * DAY_MS) / 1000);
	const text = DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO({
		includeOffset: false,
		suppressMilliseconds: true,
	});
	return text ?? undefined;
}

/** ISO 8601 also allows years of five digits and offsets of more than a day. */
const isRfc3339 = (text: string) => DATE_AND_TIME.test(text) && !Number.isNaN(millisOf(text));

function toDateTime(cell: unknown, zone: string): DateTime | undefined {
	// A plain object in an item may claim to be a DateTime.
	if (DateTime.isDateTime(cell) && typeof cell.toISO === 'function') return cell;
	if (cell instanceof Date) return DateTime.fromJSDate(cell, { zone: 'utc' });
	if (typeof cell !== 'string') return undefined;
	const text = cleanText(cell);
	if (!DATE.test(text) && !DATE_AND_TIME.test(text)) return undefined;
	return DateTime.fromISO(text.replace(' ', 'T'), { zone, setZone: true });
}
