import { isSafeObjectProperty } from 'n8n-workflow';

// A name, or any text in quotes without an escape or a line end, which would be a syntax error.
const NAME = String.raw`\.[A-Za-z_$][\w$]*`;
const QUOTED = String.raw`\["[^"\\\n\r\u2028\u2029]*"\]|\['[^'\\\n\r\u2028\u2029]*'\]`;
const STEP = new RegExp(`${NAME}|${QUOTED}`, 'g');
const PLAIN = new RegExp(String.raw`^=\{\{\s*\$json((?:${NAME}|${QUOTED})+)\s*\}\}$`);

/**
 * Where a plain expression reads: `={{ $json.body["Tube Barcode"] }}` gives ['body', 'Tube Barcode'].
 * Undefined for everything else, which only n8n can evaluate. Text around the braces makes a string
 * of the value, so such an expression is not plain.
 */
export function plainPath(expression: string): string[] | undefined {
	const steps = PLAIN.exec(expression)?.[1]?.match(STEP);
	const path = steps?.map((step) => (step.startsWith('.') ? step.slice(1) : step.slice(2, -2)));
	return path?.every(isReadable) ? path : undefined;
}

/**
 * Whether n8n reads a key of a plain object as JavaScript does: "}}" inside a key ends n8n's expression
 * early, and some names n8n refuses to read.
 */
export function isReadable(key: string): boolean {
	return !key.includes('}}') && !(key in Object.prototype) && isSafeObjectProperty(key);
}

/** What {@link readPath} found, or that only n8n knows. */
export type PathReading = { known: true; value: unknown } | { known: false };

/**
 * Reads a path from an item with the very result that n8n's evaluation gives. That holds for the own
 * properties of plain objects; on any other way there n8n has to be asked.
 */
export function readPath(json: object, path: string[]): PathReading {
	let value: unknown = json;
	for (let depth = 0; depth < path.length; depth++) {
		const key = path[depth] as string;
		if (!isPlainObject(value)) return { known: false };
		if (Object.hasOwn(value, key)) value = value[key];
		else if (depth === path.length - 1 && !(key in value)) return { known: true, value: undefined };
		else return { known: false };
	}
	// A date of n8n's, say, becomes text on some ways and not on others.
	const isSimple = typeof value !== 'object' || value === null || isPlainObject(value);
	if (isSimple || Array.isArray(value) || value instanceof Date) return { known: true, value };
	return { known: false };
}

/** Whether a value is an object as JSON makes it, and not a list, a date or a class of its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** All expressions in a raw parameter, which may be a list or an object. */
export function expressionsIn(raw: unknown): string[] {
	if (typeof raw === 'string') return raw.startsWith('=') ? [raw] : [];
	return typeof raw === 'object' && raw !== null ? Object.values(raw).flatMap(expressionsIn) : [];
}

/** The names of members and the texts in all expressions of a raw parameter, among them the columns that it reads. */
export function namesIn(raw: unknown): Set<string> {
	const matches = expressionsIn(raw).flatMap((one) => [...one.matchAll(NAMES)]);
	return new Set(matches.map(([, name, text]) => name ?? text ?? ''));
}

const NAMES = /\.([A-Za-z_$][\w$]*)|["'`]([^"'`]*)(?=["'`])/g;

const LITERAL = String.raw`(?:\d+(?:\.\d+)?|"[^"\\\n\r]*"|'[^'\\\n\r]*')`;
// The value of these names is the same for all items of a run, give or take the milliseconds that a name
// must not depend on: a batch is meant to have one name, even at midnight.
const ROOT = String.raw`\$(?:now|today|workflow|execution|vars|prevNode|runIndex|mode)\b`;
const CALL = String.raw`(?:\((?:${LITERAL}(?:\s*,\s*${LITERAL})*)?\))?`;
const CHAIN = String.raw`${ROOT}(?:\.(?!random)[A-Za-z_$][\w$]*${CALL})*`;
const TERM = `(?:${CHAIN}|${LITERAL})`;
const FIXED = new RegExp(String.raw`^\s*${TERM}(?:\s*\+\s*${TERM})*\s*$`);

const BRACES = /\{\{(.*?)\}\}/gs;

/** The code between the braces of an expression; undefined if the braces are no pairs. */
function codeIn(expression: string): string[] | undefined {
	const pieces = [...expression.matchAll(BRACES)].map(([, code = '']) => code);
	return expression.split('{{').length - 1 === pieces.length ? pieces : undefined;
}

/**
 * Whether an expression certainly gives the same for all items: text without code, or code that does nothing
 * but read what n8n knows of the whole run, such as `={{ $now.toISODate() }}`.
 */
export const isFixed = (expression: string): boolean =>
	codeIn(expression)?.every((code) => FIXED.test(code)) ?? false;

/** Names of n8n that hold what is the same for all items, and its functions. */
const SHARED = [
	...['now', 'today', 'vars', 'secrets', 'env', 'workflow', 'execution', 'prevNode', 'runIndex'],
	...['mode', 'jmespath', 'if', 'ifEmpty', 'min', 'max'],
].join('|');
/** Names of n8n that are the same for all items, or that fail for an item that does not exist. */
const SURE = `${SHARED}|json|binary|data|node|parameter`;
const UNSURE = new RegExp(
	[
		String.raw`\$(?![({]|(?:${SURE})\b|input\s*(?:\?\.|\.)\s*(?:all|first|last)\s*\()`,
		String.raw`(?<![.\w$])(?:this\b|catch\b|finally\b|Date(?:Time)?\s*[.(]|new\s+Date\b)`,
		String.raw`\brandom(?:Item)?\s*\(`,
	].join('|'),
);
const TEXTS = /"[^"]*"|'[^']*'/g;

/**
 * Whether an expression may give something even for an item that does not exist, and something else for an
 * item that does, or another value each time.
 */
export function mayPassUnnoticed(expression: string): boolean {
	const code = (codeIn(expression) ?? [expression]).join(';');
	return UNSURE.test(withoutTexts(code).replace(CLOCK, () => '$now'));
}

/** Code without its texts. A slash or a backtick may begin a pattern, a comment or a text whose quotes are no pairs. */
const withoutTexts = (code: string) => (/[`/\\]/.test(code) ? code : code.replace(TEXTS, "''"));

const CLOCK = new RegExp(
	[
		String.raw`\$(?:now|today)\b`,
		String.raw`(?<![.\w$])(?:new\s+Date|Date\s*\.\s*now|DateTime\s*\.\s*(?:now|local|utc))\s*\(\s*\)`,
	].join('|'),
	'g',
);

/** Whether the value of an expression may depend on when it is evaluated. */
export const readsClock = (expression: string): boolean => expression.search(CLOCK) !== -1;

const COLUMNS = String.raw`(?:json|data|input\s*\??\.\s*item\s*\??\.\s*json)\b`;
const READS_COLUMNS = new RegExp(String.raw`\$${COLUMNS}`);
const READS_MORE = new RegExp(String.raw`\$(?!\{|${COLUMNS}|(?:${SHARED}|itemIndex)\b)`);

/** Whether an expression reads data of the item that is not in its columns, such as the item of another node. */
export const readsMore = (expression: string): boolean => READS_MORE.test(withoutTexts(expression));

/** Whether all data of the item that an expression reads is in its columns. */
export const readsColumnsOnly = (expression: string): boolean =>
	READS_COLUMNS.test(expression) && !readsMore(expression);
