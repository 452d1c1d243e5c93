import { shorten } from './naming';

const MAX_SHOWN_LENGTH = 60;

// If a whole list is mapped by mistake, every row shows the same list.
const shownObjects = new WeakMap<object, string>();

/**
 * A value of any kind as a short text for a message. Never throws, and does not keep the value in memory.
 * The text of an object is remembered, so the object must not change afterwards.
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
 * The beginning of what JSON.stringify returns: at least `chars` characters of it, or all if it is shorter.
 * Reads no more of the value than that takes.
 * @param around the objects that contain the value
 * @returns undefined for a value that JSON leaves out
 * @throws TypeError for a value that JSON cannot hold
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

/** Entries in brackets, separated by commas, until the text has `chars` characters. */
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
