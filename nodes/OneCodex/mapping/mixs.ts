// How sheets write what One Codex has fields for, if they follow MIxS of the Genomic Standards Consortium.
import { cleanText, isEmptyCell } from '../checking/cells';

/** The title of a column for latitude and longitude, in loose form. */
export const LAT_LON = 'latlon';

const NUMBER = String.raw`([+-]?)(\d+(?:\.\d+)?)\s*`;
// A comma between digits may be a decimal comma.
const BETWEEN = String.raw`(?:\s*[;,]\s+|\s*;|\s+|(?<=[NS]),?|(?<=\.\d+),)`;
const POSITION = new RegExp(`^${NUMBER}([NS]?)${BETWEEN}${NUMBER}([EW]?)$`, 'i');

/**
 * Splits a position such as `38.98 N 77.11 W` or `38.98 -77.11`.
 * @returns latitude and longitude, two empty cells of an empty one, or undefined if it is anything else
 */
export function splitPosition(cell: unknown): [lat: unknown, lon: unknown] | undefined {
	if (isEmptyCell(cell)) return [cell, cell];
	if (typeof cell !== 'string' || cell.length > MOST) return undefined;
	const text = cleanText(cell)
		.replace(/\u2212/g, '-')
		// Before a digit, it separates degrees from minutes.
		.replace(/°(?!\d)/g, '')
		.toUpperCase();
	const [, sign, lat, northSouth, otherSign, lon, eastWest] = POSITION.exec(text) ?? [];
	const isSigned = northSouth === '' && eastWest === '';
	const isLettered = northSouth && eastWest && !sign && !otherSign;
	if (!isSigned && !isLettered) return undefined;
	const isSouth = northSouth === 'S' || sign === '-';
	const isWest = eastWest === 'W' || otherSign === '-';
	return [Number(lat) * (isSouth ? -1 : 1), Number(lon) * (isWest ? -1 : 1)];
}

/** No position, and no date or term of these, is longer. */
const MOST = 100;

/** Why there is no value, by the vocabulary of INSDC. Details may follow a colon. */
const MISSING = /^(?:missing|not (?:applicable|collected|provided)|restricted access)(?:: .*)?$/i;

/** Whether a cell says that there is no value. */
export const saysMissing = (cell: unknown): boolean =>
	typeof cell === 'string' && cell.length <= MOST && MISSING.test(cell.trim());

const MONTH = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2]))?`;
const TIME = String.raw`${MONTH}(?:-\d\d(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?)?`;
const NO_DAY = new RegExp(`^(?:${MONTH}|${TIME}/${TIME})$`);

/** Whether a cell is something that MIxS takes for a date, but no day: a year, a month, a range, or a missing value. */
export function isNoDay(cell: unknown): boolean {
	if (typeof cell !== 'string') return typeof cell === 'number' && NO_DAY.test(String(cell));
	return cell.length <= MOST && (NO_DAY.test(cell.trim()) || saysMissing(cell));
}
