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

/** "}}" inside a key ends n8n's expression early, and some names n8n refuses to read. */
function isReadable(key: string): boolean {
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
	for (const [depth, key] of path.entries()) {
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

function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

// Their value is the same for all items of a run, give or take the milliseconds that a name must
// not depend on: a batch is meant to have one name, even at midnight.
const SAME_FOR_ALL_ITEMS = /^\$(now|today|workflow|execution|vars|prevNode|runIndex|mode)$/;

// The first or last item, or all, of a node, whichever item is at work.
const FIXED_ITEMS = /\$(?:input|\((?:'[^']*'|"[^"]*")\))\.(?:first|last|all)\(\)/g;

/**
 * Names by which code reaches the item at work, or another value each time, without a `$`. A slash or a
 * backtick may begin a pattern, a comment or a text whose quotes are no pairs.
 */
const VARIES =
	/[`/]|\brandom(?:Item)?\b|(?<![.\w$])(?:this|items?|json|binary|node|DateTime|Date)\b/;
// What is before an arrow: the names that a function of the expression gives its own values.
const PARAMETERS = /(?:\(([^()]*)\)|([A-Za-z_]\w*))\s*=>/g;
const TEXTS = /"[^"]*"|'[^']*'/g;

/**
 * Whether an expression gives the same for all items: fixed text, a literal, or code that reads nothing
 * of the item, such as `={{ $now.toISODate() }}`. When in doubt, it does not.
 */
export function isSameForAllItems(expression: string): boolean {
	const code = [...expression.matchAll(/\{\{(.*?)\}\}/gs)].map(([, inside]) => inside).join(';');
	if (code === '') return !expression.includes('{{');
	if (code.includes('\\')) return false;
	const rest = withoutParameters(code.replace(FIXED_ITEMS, '$now').replace(TEXTS, ''));
	const roots = rest.match(/\$\w*/g) ?? [];
	if (VARIES.test(rest) || (roots.length === 0 && /[A-Za-z_]/.test(rest))) return false;
	return roots.every((root) => SAME_FOR_ALL_ITEMS.test(root));
}

/** Code without the names that its functions give to their parameters, as in `item => item.json`. */
function withoutParameters(code: string): string {
	const functions = [...code.matchAll(PARAMETERS)];
	const names = functions.flatMap(
		([, list = '', name = list]) => name.match(/[A-Za-z_]\w*/g) ?? [],
	);
	const [first] = functions;
	// A default may be read from the item.
	const hasDefault = functions.some(([, list]) => list?.includes('='));
	if (!first || names.length === 0 || hasDefault) return code;
	const own = new RegExp(`(?<![.\\w$])(?:${names.join('|')})(?![\\w$])`, 'g');
	// Before its function, a name is not a parameter.
	return code.slice(0, first.index) + code.slice(first.index).replace(own, '');
}
