import { nameOfProject, PROJECTS, TAGS, type AnsweredSample, type Kind } from '../../api/kinds';
import { lookUp } from '../../api/lists/lookUp';
import { referredId } from '../../api/references';
import type { Client } from '../../api/http/request';

/** Returns the name of what a reference points to; null if it is not known. */
export type NameOf = (reference: unknown) => string | null;

/** The names of what samples refer to. */
export interface Names {
	project: NameOf;
	tag: NameOf;
}

const nameIn = (reference: unknown): string | null =>
	typeof reference === 'object' && reference !== null ? nameOfProject(reference) : null;

/** Only the names in the answer itself, where it embeds what it refers to. */
export const EMBEDDED_NAMES: Names = { project: nameIn, tag: nameIn };

/**
 * Reads the names of the projects and tags that samples refer to: each once, 50 with one request, and none
 * that are in the answer itself. One that cannot be read is not known, and nothing fails for it.
 */
export async function readNames(client: Client, samples: AnsweredSample[]): Promise<Names> {
	const projects = samples.map(({ raw }) => raw.project);
	return {
		project: await readSome(client, PROJECTS, projects),
		tag: await readTagNames(client, samples),
	};
}

/** The same for tags alone. */
export async function readTagNames(client: Client, samples: AnsweredSample[]): Promise<NameOf> {
	return await readSome(
		client,
		TAGS,
		samples.flatMap(({ raw }) => raw.tags ?? []),
	);
}

async function readSome<T extends { id: string; raw: object }>(
	client: Client,
	kind: Kind<T>,
	references: unknown[],
): Promise<NameOf> {
	const unnamed = references.filter((reference) => nameIn(reference) === null);
	const found = await lookUp(
		client,
		kind,
		unnamed.flatMap((reference) => referredId(reference) ?? []),
	);
	return (reference) => {
		const one = found.get(referredId(reference) ?? '');
		return nameIn(reference) ?? (one?.ok && one.value ? nameIn(one.value.raw) : null);
	};
}
