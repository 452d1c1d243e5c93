import type { IDataObject } from 'n8n-workflow';

import type { AnsweredAnalysis } from '../../api/analyses';
import type { Results, Taxon } from '../../api/results';

/** Whose results they are. */
export interface About {
	/** Null if it is not known. */
	sampleId: string | null;
	analysisId: string;
	/** What items call this id. */
	idName: 'analysis_id' | 'primary_classification_id';
	/** The analysis itself, if it could be read. */
	analysis: AnsweredAnalysis | undefined;
	/** What it is a run of, if that is known. */
	jobName: string | undefined;
}

/** The most used fields of a taxon, which simplified items have. */
const SIMPLE_FIELDS = [
	...['name', 'rank', 'tax_id', 'abundance', 'abundance_w_children'],
	...['readcount', 'readcount_w_children'],
];

const simpleTaxon = (taxon: Taxon): IDataObject =>
	Object.fromEntries(SIMPLE_FIELDS.map((field) => [field, (taxon as IDataObject)[field] ?? null]));

/**
 * An item for each taxon.
 * @param simple whether to return only the most used fields, without the state of the analysis
 */
export function taxonItems(
	about: About,
	{ reads }: Results,
	taxa: Taxon[],
	simple: boolean,
): IDataObject[] {
	const rest = aboutAnalysis(about, simple);
	return taxa.map((taxon) => ({
		sample_id: about.sampleId,
		...(simple ? simpleTaxon(taxon) : (taxon as IDataObject)),
		n_reads: reads,
		...rest,
	}));
}

/**
 * One item with the table of taxa.
 * @param simple as for {@link taxonItems}; it applies to the rows of the table, too
 */
export function tableItem(
	about: About,
	results: Results,
	taxa: Taxon[],
	simple: boolean,
): IDataObject[] {
	return [
		{
			sample_id: about.sampleId,
			n_reads: results.reads,
			host_tax_ids: results.hostTaxIds,
			table: simple ? taxa.map(simpleTaxon) : (taxa as IDataObject[]),
			...aboutAnalysis(about, simple),
		},
	];
}

const aboutAnalysis = (about: About, simple: boolean): IDataObject => ({
	[about.idName]: about.analysisId,
	...analysisState(about, simple),
});

/** How far an analysis has come, and what it is a run of; nothing if `simple`. */
export const analysisState = ({ analysis, jobName }: About, simple: boolean): IDataObject =>
	simple
		? {}
		: {
				analysis_complete: analysis?.raw.complete ?? null,
				analysis_success: analysis?.raw.success ?? null,
				analysis_error_msg: analysis?.raw.error_msg ?? null,
				job_name: jobName ?? null,
			};
