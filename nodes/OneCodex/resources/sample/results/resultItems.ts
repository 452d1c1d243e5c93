import type { IDataObject } from 'n8n-workflow';

import type { AnsweredAnalysis } from '../../../api/analyses';
import type { Results, Taxon } from '../../../api/results';

/** Whose results they are. */
export interface About {
	sampleId: string;
	classificationId: string;
	/** The classification itself, if it could be read. */
	analysis: AnsweredAnalysis | undefined;
	/** What it is a run of, if that is known. */
	jobName: string | undefined;
}

/** An item for each taxon. */
export function taxonItems(about: About, { reads }: Results, taxa: Taxon[]): IDataObject[] {
	const rest = aboutAnalysis(about);
	return taxa.map((taxon) => ({
		sample_id: about.sampleId,
		...(taxon as IDataObject),
		n_reads: reads,
		...rest,
	}));
}

/** One item with the table of taxa. */
export function tableItem(about: About, results: Results, taxa: Taxon[]): IDataObject[] {
	return [
		{
			sample_id: about.sampleId,
			n_reads: results.reads,
			host_tax_ids: results.hostTaxIds,
			table: taxa as IDataObject[],
			...aboutAnalysis(about),
		},
	];
}

const aboutAnalysis = ({ classificationId, analysis, jobName }: About): IDataObject => ({
	primary_classification_id: classificationId,
	analysis_complete: analysis?.raw.complete ?? null,
	analysis_success: analysis?.raw.success ?? null,
	analysis_error_msg: analysis?.raw.error_msg ?? null,
	job_name: jobName ?? null,
});
