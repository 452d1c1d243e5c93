import { shorten } from './naming';

const MAX_SHOWN_LENGTH = 60;

// A whole list that is mapped by mistake is the same for all rows, each of which shows it.
const shownObjects = new WeakMap<object, string>();

/**
 * A value of any kind as a short text for a message, which keeps nothing of the value alive. Never throws,
 * whatever the value is. An object is looked at once, so it must not change after.
 */
export function showValue(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return shorten(String(value), MAX_SHOWN_LENGTH);
	const known = shownObjects.get(value);
	if (known !== undefined) return known;
	const text = shorten(showObject(value), MAX_SHOWN_LENGTH);
	shownObjects.set(value, text);
	return text;
}

function showObject(value: object): string {
	try {
		return beginningOfJson(value, '', MAX_SHOWN_LENGTH, []) ?? 'object';
	} catch {
		return 'object';
	}
}

/**
 * What JSON.stringify gives, as far as some characters go: what is longer than these may end anywhere
 * behind them. No more of the value is read than that takes.
 * @param around the objects that the value stands in
 * @returns undefined for what is left out of JSON
 * @throws TypeError for what JSON cannot hold
 */
function beginningOfJson(
	given: unknown,
	key: string,
	chars: number,
	around: object[],
): string | undefined {
	const value = hasToJson(given) ? given.toJSON(key) : given;
	if (typeof value === 'string') return JSON.stringify(value.slice(0, chars));
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (around.includes(value)) throw new TypeError('The object holds itself');
	const inside = [...around, value];
	if (Array.isArray(value)) {
		return joined('[]', value.length, chars, (index, room) => {
			return beginningOfJson(value[index], String(index), room, inside) ?? 'null';
		});
	}
	const keys = Object.keys(value);
	return joined('{}', keys.length, chars, (index, room) => {
		const name = keys[index] ?? '';
		const entry = beginningOfJson((value as Record<string, unknown>)[name], name, room, inside);
		return entry && `${JSON.stringify(name.slice(0, room))}:${entry}`;
	});
}

/** Entries in brackets, with commas between, as far as some characters go. */
function joined(
	[open = '', close = '']: string,
	count: number,
	chars: number,
	entryAt: (index: number, room: number) => string | undefined,
): string {
	let text = open;
	for (let index = 0; index < count && text.length <= chars; index++) {
		const entry = entryAt(index, chars - text.length);
		if (entry !== undefined) text += text === open ? entry : `,${entry}`;
	}
	return text + close;
}

const hasToJson = (value: unknown): value is { toJSON: (key: string) => unknown } =>
	typeof value === 'object' &&
	value !== null &&
	typeof (value as { toJSON?: unknown }).toJSON === 'function';
