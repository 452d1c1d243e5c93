import type { IDataObject } from 'n8n-workflow';

import { analysisState, type About } from './resultItems';
import type { Profile, ProfilePart } from '../../api/otherResults';

/**
 * The most used fields of the results of each type of analysis, by where they are in the answer. Results of
 * other types have no documented form.
 */
const RESULT_FIELDS: Record<string, Record<string, string>> = {
	alignment: sameNames(
		...['genome_name', 'genome_taxon_name', 'average_coverage', 'average_identity'],
		...['median_depth', 'n_mapped', 'n_reads'],
	),
	control: sameNames(
		...['control_job', 'product_code', 'filename', 'metrics'],
		...['true_positive_orgs', 'false_positive_orgs'],
	),
	mlst: {
		mlst: 'mlstResults.summary.mlst',
		complete_match: 'mlstResults.summary.complete_match',
		n_alleles_matched: 'mlstResults.summary.n_alleles_matched',
		n_alleles_total: 'mlstResults.summary.n_alleles_total',
		mlst_results: 'mlstResults.results',
		panel_results: 'panelResults',
	},
	panel: sameNames('panel_name', 'panel_results'),
};

function sameNames(...names: string[]): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, name]));
}

/** The value at a path of names; null if there is none. */
const valueAt = (found: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, name) => (value as IDataObject | null | undefined)?.[name], found) ??
	null;

const whose = ({ analysisId, sampleId, analysis }: About): IDataObject => ({
	analysis_id: analysisId,
	analysis_type: analysis?.type ?? null,
	sample_id: sampleId,
});

/**
 * What an analysis found as one item.
 * @param simple whether to return only the most used fields, where they are documented
 */
export function anyItem(about: About, found: object, simple: boolean): IDataObject[] {
	const fields = simple ? RESULT_FIELDS[about.analysis?.type ?? ''] : undefined;
	const values = Object.entries(fields ?? {}).map(([name, path]) => [name, valueAt(found, path)]);
	// What has none of them is of another form, and is returned as it is.
	const isOther = values.every(([, value]) => value === null);
	const results: object = isOther ? { results: found } : Object.fromEntries(values);
	return [{ ...whose(about), ...(results as IDataObject), ...analysisState(about, simple) }];
}

/**
 * A part of a functional profile: each row as an item, or one item with the table.
 * @param simple whether to leave out the state of the analysis
 */
export function profileItems(
	about: About,
	{ functional_group, metric }: ProfilePart,
	{ n_reads, n_mapped, table }: Profile,
	{ perRow, simple }: { perRow: boolean; simple: boolean },
): IDataObject[] {
	const rows = table.flatMap((row) => row ?? []) as IDataObject[];
	const simpleRows = rows.map(({ id, name, taxon_id, taxon_name, value }) => ({
		id,
		name: name ?? null,
		taxon_id: taxon_id ?? null,
		taxon_name: taxon_name ?? null,
		value,
	}));
	const shown = simple ? simpleRows : rows;
	const part = { functional_group, metric };
	const state = analysisState(about, simple);
	const { analysisId, sampleId } = about;
	return perRow
		? shown.map((row) => ({
				analysis_id: analysisId,
				sample_id: sampleId,
				...part,
				...row,
				n_reads,
				...state,
			}))
		: [{ ...whose(about), ...part, n_reads, n_mapped, table: shown, ...state }];
}
