import { idOf } from '../OneCodex/api/references';
import { isId } from '../OneCodex/checking/ids';

/** What an event can be about. */
type Referenced = 'sample' | 'analysis';

interface Field {
	/** The name of the field that has the value; `sample_id` for the `id` of a `sample`. */
	name: string;
	value: unknown;
}

const URIS: Record<Referenced, RegExp> = {
	sample: /^(?:https?:\/\/[^/]+)?\/api\/v\d+\/samples\/([^/?#]+)\/?$/,
	analysis: /^(?:https?:\/\/[^/]+)?\/api\/v\d+\/analyses\/([^/?#]+)\/?$/,
};
const MAX_DEPTH = 6;

/**
 * The id of the sample or analysis that a payload refers to: by an address such as
 * `/api/v1/samples/0ee172af60e84f61` (One Codex refers so in `$uri` and `$ref`), or by an id in a field
 * such as `sample_id`. What is further inside, such as the sample that a control belongs to, counts
 * only if nothing is above it. An id of 16 hexadecimal digits, as One Codex describes them, is known
 * anywhere; another one only where nothing else can be, so that neither a name nor the address of a
 * list is taken for one.
 * @returns fit to be one segment of a path when it is encoded; undefined if there is none, or if several
 * are side by side
 */
export function findReference(payload: object, kind: Referenced): string | undefined {
	let level: Field[] = [{ name: '', value: payload }];
	for (let depth = 0; depth <= MAX_DEPTH; depth++) {
		const ids = new Set(level.flatMap((field) => idIn(field, kind) ?? []));
		if (ids.size > 1) return undefined;
		const [id] = ids;
		if (id !== undefined) return id;
		level = level.flatMap(fieldsIn);
	}
	return undefined;
}

function idIn({ name, value }: Field, kind: Referenced): string | undefined {
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const address = URIS[kind].exec(text)?.[1];
	const isItsId = name === `${kind}_id`;
	if (address !== undefined) {
		const isReference = isItsId || ['$uri', '$ref', kind].includes(name);
		return isReference || isId(address) ? idOf(address) : undefined;
	}
	if (isItsId) return text.includes('/') ? undefined : idOf(text);
	return name === kind && isId(text) ? text : undefined;
}

function fieldsIn({ name, value }: Field): Field[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.map((one: unknown) => ({ name, value: one }));
	return Object.entries(value).map(([key, one]: [string, unknown]) => ({
		name: key === 'id' ? `${name}_id` : key,
		value: one,
	}));
}
