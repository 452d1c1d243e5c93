import { z } from 'zod/v4';

import { ANALYSES, ANALYSIS_LISTS, type AnsweredAnalysis } from './analyses';
import { pathOf } from './kinds';
import { numeric, taxId } from './results';
import { text } from './references';
import { once } from '../domain/once';
import type { Client } from './http/request';
import type { Result } from '../domain/result';
import { isObject } from '../checking/cells';

/** What genes are grouped by in a functional profile. */
export const FUNCTIONAL_GROUPS = [
	'pathways',
	'metacyc',
	'eggnog',
	'go',
	'ko',
	'ec',
	'pfam',
	'reaction',
] as const;

/** What a functional profile has of each group. */
export const FUNCTIONAL_METRICS = [
	'abundance',
	'complete_abundance',
	'coverage',
	'cpm',
	'rpk',
] as const;

/** Which part of a functional profile is asked for. */
export interface ProfilePart {
	functional_group: (typeof FUNCTIONAL_GROUPS)[number];
	metric: (typeof FUNCTIONAL_METRICS)[number];
	/** Whether each group is split by the taxa that it was found in. */
	taxa_stratified: boolean;
}

/** The answer of `GET /api/v1/functional_profiles/{id}/filtered_results`; an odd row is read as null. */
export const profileSchema = once(() =>
	z.looseObject({
		n_reads: numeric(),
		n_mapped: numeric(),
		table: z.array(
			z
				.looseObject({
					id: z.string(),
					name: text(),
					taxon_id: taxId().nullish().catch(undefined),
					taxon_name: text(),
					value: numeric(),
				})
				.nullable()
				.catch(null),
		),
	}),
);

/** A part of a functional profile. */
export type Profile = z.infer<ReturnType<typeof profileSchema>>;

/** Reads a part of a functional profile. */
export async function profilePart(
	client: Client,
	{ id }: AnsweredAnalysis,
	{ taxa_stratified, ...part }: ProfilePart,
): Promise<Result<Profile>> {
	return await client.request({
		method: 'GET',
		path: `${pathOf(listOf('functional'), id)}/filtered_results`,
		query: { ...part, ...(taxa_stratified && { taxa_stratified }) },
		read: (body) => profileSchema().safeParse(body).data,
	});
}

/** Reads what an analysis of any other type found, as it is given. */
export async function anyResults(
	client: Client,
	{ id, type }: AnsweredAnalysis,
): Promise<Result<Record<string, unknown>>> {
	const resultsIn = async (list: { path: string }) =>
		await client.request({ method: 'GET', path: `${pathOf(list, id)}/results`, read: readObject });
	const list = listOf(type);
	const found = await resultsIn(list);
	// The API has the results of all types in one place, too.
	const isElsewhere = !found.ok && found.failure.status === 404 && list !== ANALYSES;
	return isElsewhere ? await resultsIn(ANALYSES) : found;
}

/** The list that has the results of a type. */
function listOf(type = ''): { path: string } {
	const list = Object.entries(ANALYSIS_LISTS).find(([one]) => one === type)?.[1];
	return list === undefined ? ANALYSES : { path: `/api/v1/${list}` };
}

const readObject = (body: unknown): Record<string, unknown> | undefined =>
	isObject(body) ? body : undefined;
