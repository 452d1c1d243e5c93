import { ofMetadataFields } from './metadataFields';

/** What a fault can be about, with the label that each has in the editor. */
export const FIELD_NAMES = {
	// A tube and its batch.
	tube_barcode: 'Tube Barcode',
	specimen_type: 'Specimen Type',
	sequencing_depth: 'Sequencing Depth',
	batch_name: 'Batch Name',
	return_tracking_numbers: 'Return Tracking Numbers',
	// What an id belongs to.
	batch: 'Sequencing Batch',
	sample: 'Sample',
	metadata: 'Metadata',
	project: 'Project',
	project_name: 'Short Name',
	display_name: 'Display Name',
	analysis: 'Analysis',
	job: 'Job',
	job_arguments: 'Job Arguments',
	sample_ids: 'Sample IDs',
	// What a list is asked for.
	return_all: 'Return All',
	limit: 'Limit',
	sort: 'Sort',
	status: 'Status',
	ranks: 'Rank',
	created_after: 'Created After',
	created_before: 'Created Before',
	sample_label: 'Sample Label',
	updated_after: 'Updated After',
	updated_before: 'Updated Before',
	analysis_type: 'Type',
	complete: 'Complete',
	success: 'Success',
	functional_group: 'Functional Group',
	functional_metric: 'Metric',
	by_taxon: 'Split by Taxon',
	min_abundance: 'Minimum Abundance',
	// What else a sample has.
	file_name: 'File Name',
	binary_field: 'Put Output File in Field',
	tags: 'Tags',
	// A metadata record.
	...ofMetadataFields(({ label }) => label),
	// The row as a whole.
	row: '',
} as const;

/** A field of a row, a parameter for all of them, or the row as a whole. */
export type FaultField = keyof typeof FIELD_NAMES;
