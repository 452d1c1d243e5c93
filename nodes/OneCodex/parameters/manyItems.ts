import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isPlainObject } from './expression';
import type { PureExpression } from './pureExpression';

/** What an expression gives for an item, or that n8n has to evaluate it for this item alone. */
export type ItemValue = { value: unknown } | undefined;

/** Fewer items than this are evaluated by n8n one by one. */
export const MANY = 10;

// How many items are evaluated in one call: few at first, so that a slow expression shows early.
const PIECES = [250, 1_000, 4_000];

/**
 * Makes a reader that evaluates an expression for the next items in advance. It does so only if its values for
 * the first and the last item are those of n8n's own evaluation.
 * @param evaluate n8n's own evaluation for an item
 */
export function readingAhead(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	expression: PureExpression,
	evaluate: (item: number) => { ok: true; value: unknown } | { ok: false },
): (item: number) => ItemValue {
	const values: ItemValue[] = [];
	let isUsable: boolean | undefined;
	let piece = 0;
	const tryOut = (): boolean => {
		const ends = [0, items.length - 1];
		const trial = evaluateForItems(
			context,
			expression,
			ends.flatMap((end) => items[end] ?? []),
		);
		return ends.every((end, index) => {
			const known = trial?.[index];
			if (!known) return trial !== undefined;
			const single = evaluate(end);
			return single.ok && Object.is(single.value, known.value);
		});
	};
	return (item) => {
		isUsable ??= tryOut();
		while (isUsable && values.length <= item && values.length < items.length) {
			const size = PIECES[piece] ?? PIECES.at(-1) ?? 1;
			const next = items.slice(values.length, values.length + size);
			const known = evaluateForItems(context, expression, next);
			piece++;
			isUsable = known !== undefined;
			for (const value of known ?? []) values.push(value);
		}
		return values[item];
	};
}

// Where the columns are for the time of one evaluation, which is synchronous.
const CONTEXT_KEY = 'columns';
// In characters. n8n's default engine has 128 MB for an expression, and does not recover from using more.
const MOST_TEXT = 1_000_000;

/**
 * Evaluates an expression for several items in one call. n8n needs about a millisecond for each call,
 * whatever the expression does. Only what the expression reads crosses to n8n's engine, as one text: all the
 * items would take long and might not fit.
 * @returns a value for each item, at least one, but fewer than items where their columns are very long;
 * undefined if the call as a whole failed
 */
function evaluateForItems(
	context: IExecuteFunctions,
	expression: PureExpression,
	items: INodeExecutionData[],
): ItemValue[] | undefined {
	// Items whose columns are the same have one value.
	const texts = new Map<string, number>();
	const sources: object[] = [];
	const places: Array<number | undefined> = [];
	let length = 0;
	for (const { json, error } of items) {
		const columns = error ? undefined : columnsOf(json, expression.paths);
		const text = columns && JSON.stringify(columns);
		if (!columns || !text || text.length > MOST_TEXT) {
			places.push(undefined);
			continue;
		}
		const place = texts.get(text) ?? texts.size;
		if (place === texts.size) {
			length += text.length;
			if (length > MOST_TEXT) break;
			texts.set(text, place);
			sources.push(columns);
		}
		places.push(place);
	}
	if (texts.size === 0) return places.map(() => undefined);
	const answers = callEngine(context, expression.code, `[${[...texts.keys()].join(',')}]`);
	if (!Array.isArray(answers) || answers.length !== texts.size) return undefined;
	const values = answers.map((answer, place) => readAnswer(answer, sources[place] ?? {}));
	return places.map((place) => (place === undefined ? undefined : values[place]));
}

function callEngine(context: IExecuteFunctions, code: string, columns: string): unknown {
	try {
		const { name } = context.getNode();
		// n8n would take these for code, wherever they are.
		if (/\{\{|\}\}|[.$]\w+\s*(?:\?\.)?\s*\(/.test(name)) return undefined;
		const shared = context.getContext('node');
		shared[CONTEXT_KEY] = columns;
		try {
			return context.evaluateExpression(wrap(code, name), 0);
		} finally {
			delete shared[CONTEXT_KEY];
		}
	} catch {
		return undefined;
	}
}

/**
 * The expression that evaluates the code for all rows. n8n looks for its own functions in the text before the
 * first quote, so the code comes first. Names begin with an underscore, which the code's own never do.
 * Each row becomes its text, 0 for undefined, [value] for another simple value, or 1 for what is left to n8n:
 * an error, an object, which may change on its way out of the engine, and whatever follows very long texts.
 */
const wrap = (code: string, nodeName: string): string => `{{ [($json) => (
${code}
)].map((_read) => {
	let _left = ${MOST_TEXT};
	return JSON.parse($(${JSON.stringify(nodeName)}).context.${CONTEXT_KEY}).map((_row) => {
		try {
			const _value = _read(_row);
			if (typeof _value === "string") return (_left -= _value.length) < 0 ? 1 : _value;
			if (_value === undefined) return 0;
			if (_value === null || typeof _value === "boolean") return [_value];
			if (typeof _value !== "number") return 1;
			return (_value === 0 ? 1 / _value > 0 : _value - _value === 0) ? [_value] : 1;
		} catch (_error) {
			return 1;
		}
	});
})[0] }}`;

function readAnswer(answer: unknown, columns: object): ItemValue {
	if (typeof answer === 'string') {
		if (CHANGEABLE.test(answer)) return undefined;
		// Mostly a function leaves a text as it is, which then takes no memory beside the item's own.
		return { value: Object.values(columns).find((own) => own === answer) ?? answer };
	}
	if (answer === 0) return { value: undefined };
	return Array.isArray(answer) ? { value: answer[0] } : undefined;
}

// What not every engine takes in and gives back unchanged: half a character, NUL, and a byte order mark.
const CHANGEABLE = /[\0\uFEFF\uFFFD\p{Surrogate}]/u;

/** What the paths read of an item; undefined if it is more than texts, numbers, yes or no, and nothing. */
function columnsOf(json: object, paths: string[][]): object | undefined {
	const columns: Record<string, unknown> = {};
	return paths.every((path) => copyPath(json, path, columns)) ? columns : undefined;
}

function copyPath(from: object, path: string[], to: Record<string, unknown>): boolean {
	let source: unknown = from;
	let target = to;
	for (const [depth, key] of path.entries()) {
		if (!isPlainObject(source)) return false;
		const isOwn = Object.hasOwn(source, key);
		if (!isOwn && key in source) return false;
		const value = isOwn ? source[key] : undefined;
		if (!isPlainObject(value)) {
			// JSON has no undefined: the key is left out.
			target[key] = value;
			return isSimple(value);
		}
		if (depth === path.length - 1) return false;
		const known = target[key];
		const deeper: Record<string, unknown> = isPlainObject(known) ? known : {};
		target[key] = deeper;
		[source, target] = [value, deeper];
	}
	return false;
}

function isSimple(value: unknown): boolean {
	if (typeof value === 'string') return !CHANGEABLE.test(value);
	if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
	return value === undefined || value === null || typeof value === 'boolean';
}
