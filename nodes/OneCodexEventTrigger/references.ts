/** What an event can be about. */
type Kind = 'sample' | 'analysis';

interface Field {
	/** The name of the field that a value stands in, or of the object around it for its `id`. */
	name: string;
	value: unknown;
}

const URIS: Record<Kind, RegExp> = {
	sample: /^(?:https?:\/\/[^/]+)?\/api\/v\d+\/samples\/([0-9a-f]{16})\/?$/,
	analysis: /^(?:https?:\/\/[^/]+)?\/api\/v\d+\/analyses\/([0-9a-f]{16})\/?$/,
};
const ID = /^[0-9a-f]{16}$/;
const MAX_DEPTH = 6;

/**
 * The id of the sample or analysis that a payload refers to: by an address such as
 * `/api/v1/samples/<16 hex digits>` (One Codex refers so in `$uri` and `$ref`), or by an id in a field
 * such as `sample_id`. What stands further inside, such as the sample that a control belongs to, counts
 * only where nothing stands above it.
 * @returns undefined if there is none, or if several stand side by side
 */
export function findReference(payload: object, kind: Kind): string | undefined {
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

function idIn({ name, value }: Field, kind: Kind): string | undefined {
	if (typeof value !== 'string') return undefined;
	if (ID.test(value)) return name === kind || name === `${kind}_id` ? value : undefined;
	return URIS[kind].exec(value)?.[1];
}

function fieldsIn({ name, value }: Field): Field[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.map((one: unknown) => ({ name, value: one }));
	return Object.entries(value).map(([key, one]: [string, unknown]) => ({
		name: key === 'id' ? name : key,
		value: one,
	}));
}
