import { DateTime } from 'luxon';

import { cleanText, EMPTY, faultIn, isEmptyCell, valueOf, type Reading } from './cells';
import type { FaultField } from '../domain/fields';

/**
 * Reads a point in time: ISO 8601 text, a date of JavaScript's or n8n's, or the number that a workbook
 * holds for one. Other ways to write a date are faults: which of 3/4/2026 is the month, nobody can tell.
 * @param zone the time zone in which a time without one is meant, such as `Europe/Berlin`
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
 * Reads a day, or a point in time as {@link readTime} does. A day stays that day, whatever the time zone:
 * it is midnight in UTC. The editor, and many a sheet, write a day as midnight without a zone; so do dates
 * of JavaScript's and n8n's, as {@link dayOf} says.
 */
export function readDay(field: FaultField, cell: unknown, zone: string): Reading<string> {
	const text = textOfSerial(cell) ?? cell;
	const written = typeof text === 'string' ? DAY.exec(cleanText(text))?.[1] : undefined;
	const day = written ?? dayOf(text, zone);
	return readTime(field, day ?? cell, day === undefined ? zone : 'utc');
}

/**
 * The day that a date means, as in `2026-01-31`; undefined if it is a point in time. Such is midnight of
 * a date of n8n's in its own zone. A date of JavaScript's has none, nor has the text that one becomes on the
 * way between processes, such as `2026-01-30T23:00:00.000Z`. A database node makes midnight in the zone of
 * the n8n process out of a day, so that zone is looked at first, then the workflow's, then UTC: midnight in
 * one is seldom midnight in another, and the order matters only there.
 * @param zone the time zone of the workflow
 */
export function dayOf(cell: unknown, zone: string): string | undefined {
	const time = timeOfDate(cell);
	const midnight = time && [time, time.setZone(zone), time.toUTC()].find(isMidnight);
	return midnight?.toFormat('yyyy-MM-dd');
}

/** A date of JavaScript's or n8n's, or the text that JSON makes of one of JavaScript's. */
function timeOfDate(cell: unknown): DateTime | undefined {
	if (DateTime.isDateTime(cell)) return typeof cell.toISO === 'function' ? cell : undefined;
	if (cell instanceof Date) return DateTime.fromJSDate(cell, { zone: 'system' });
	if (typeof cell !== 'string' || !JSON_DATE.test(cell)) return undefined;
	return DateTime.fromISO(cell, { zone: 'system' });
}

const JSON_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

// A day begins at one o'clock where the clock is put forward at midnight.
const isMidnight = (time: DateTime) => time.isValid && +time === +time.startOf('day');

/** The milliseconds since 1970 of a text that {@link readTime} gives. */
export const millisOf = (text: string): number => Date.parse(text);

const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;

// Workbooks count days from the end of 1899. The numbers between these are days from 1954 to 2119.
const SERIALS = [20_000, 80_000] as const;
const SERIAL_OF_1970 = 25_569;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A date as Extract From File gives it where the cell is one: days, with the time as their fraction. */
function textOfSerial(cell: unknown): string | undefined {
	if (typeof cell !== 'number' || cell < SERIALS[0] || cell > SERIALS[1]) return undefined;
	const seconds = Math.round(((cell - SERIAL_OF_1970) * DAY_MS) / 1000);
	const text = DateTime.fromSeconds(seconds, { zone: 'utc' }).toISO({
		includeOffset: false,
		suppressMilliseconds: true,
	});
	return text ?? undefined;
}

/** Years of five digits, and offsets of more than a day, are ISO 8601 alone. */
const isRfc3339 = (text: string) => DATE_AND_TIME.test(text) && !Number.isNaN(millisOf(text));

function toDateTime(cell: unknown, zone: string): DateTime | undefined {
	// A cell of an item may say of itself that it is one.
	if (DateTime.isDateTime(cell) && typeof cell.toISO === 'function') return cell;
	if (cell instanceof Date) return DateTime.fromJSDate(cell, { zone: 'utc' });
	if (typeof cell !== 'string') return undefined;
	const text = cleanText(cell);
	if (!DATE.test(text) && !DATE_AND_TIME.test(text)) return undefined;
	return DateTime.fromISO(text.replace(' ', 'T'), { zone, setZone: true });
}
