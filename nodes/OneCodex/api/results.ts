import { z } from 'zod/v4';

import type { ApiFailure } from './failure';
import type { Client } from './request';
import type { Result } from '../registration/registry';

const count = z.number().nullish();

/** A row of a table of results. Items show its fields in this order. */
export const taxonSchema = z.looseObject({
	name: z.string().nullish(),
	rank: z.string().nullish(),
	tax_id: z.string(),
	parent_tax_id: z.string().nullish(),
	abundance: z.number().nullish(),
	abundance_w_children: z.number().nullish(),
	readcount: count,
	readcount_w_children: count,
	unfiltered_readcount: count,
	unfiltered_readcount_w_children: count,
});

/** The answer of `GET /api/v1/classifications/{id}/results`. */
export const resultsSchema = z.looseObject({
	host_tax_ids: z.array(z.string()).nullish(),
	n_reads: count,
	table: z.array(taxonSchema),
});

export type Taxon = z.infer<typeof taxonSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** Reads the table of taxa that a classification found. */
export async function classificationResults(
	client: Client,
	id: string,
): Promise<Result<Results, ApiFailure>> {
	return await client.request({
		method: 'GET',
		path: `/api/v1/classifications/${encodeURIComponent(id)}/results`,
		read: (body) => resultsSchema.safeParse(body).data,
	});
}
