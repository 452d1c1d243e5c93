import { z } from 'zod/v4';

import { CLASSIFICATIONS } from './analyses';
import { pathOf } from './kinds';
import { text } from './references';
import type { Client } from './http/request';
import { once } from '../domain/once';
import type { Result } from '../domain/result';

// As with other answers, an odd field is no reason to lose the whole table.
const isNumeric = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
/** A number, or a text of one, or nothing. */
export const numeric = once(() =>
	z
		.preprocess((value) => (isNumeric(value) ? Number(value) : value), z.number().nullish())
		.catch(undefined),
);
/** The id of a taxon, which is a number to some. */
export const taxId = once(() =>
	z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string()),
);

/** A row of a table of results. Items show its fields in this order. */
export const taxonSchema = once(() =>
	z.looseObject({
		name: text(),
		rank: text(),
		tax_id: taxId(),
		parent_tax_id: taxId().nullish().catch(undefined),
		abundance: numeric(),
		abundance_w_children: numeric(),
		readcount: numeric(),
		readcount_w_children: numeric(),
		unfiltered_readcount: numeric(),
		unfiltered_readcount_w_children: numeric(),
	}),
);

/** Columns that tables had under another name, by the name that they have. */
const OLDER_NAMES = {
	readcount: 'filtered_readcount',
	readcount_w_children: 'filtered_readcount_w_children',
} as const;

function withNewNames(taxon: unknown): unknown {
	if (typeof taxon !== 'object' || taxon === null) return taxon;
	const renamed: Record<string, unknown> = { ...taxon };
	for (const [name, older] of Object.entries(OLDER_NAMES)) {
		if (renamed[name] != null || renamed[older] === undefined) continue;
		renamed[name] = renamed[older];
		delete renamed[older];
	}
	return renamed;
}

/** The answer of `GET /api/v1/classifications/{id}/results`; an entry that is no taxon is read as null. */
export const resultsSchema = once(() =>
	z.looseObject({
		host_tax_ids: z.array(taxId()).nullish().catch(undefined),
		n_reads: numeric(),
		table: z.array(z.preprocess(withNewNames, taxonSchema().nullable()).catch(null)),
	}),
);

export type Taxon = z.infer<ReturnType<typeof taxonSchema>>;

/** What a classification found in a sample. */
export interface Results {
	hostTaxIds: string[] | null;
	reads: number | null;
	table: Taxon[];
	/** How many entries of the table could not be read, and are not in it. */
	unreadable: number;
}

function readResults(body: unknown): Results | undefined {
	const { data } = resultsSchema().safeParse(body);
	if (!data) return undefined;
	const table = data.table.flatMap((taxon) => taxon ?? []);
	if (table.length === 0 && data.table.length > 0) return undefined;
	return {
		hostTaxIds: data.host_tax_ids ?? null,
		reads: data.n_reads ?? null,
		table,
		unreadable: data.table.length - table.length,
	};
}

/** Reads the table of taxa that a classification found. */
export async function classificationResults(client: Client, id: string): Promise<Result<Results>> {
	const path = `${pathOf(CLASSIFICATIONS, id)}/results`;
	return await client.request({ method: 'GET', path, read: readResults });
}
