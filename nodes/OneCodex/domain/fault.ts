import type { FaultField } from './fields';
import type { IdKind } from './ids';

/** A fault that needs no more than its field and value. */
type Nothing = undefined;

/**
 * What can be wrong with a value, by code, with what its sentence has to say beside the field and the value.
 * `wording/phrases/` has the words for each.
 */
export interface FaultParams {
	// Any value.
	empty: Nothing;
	empty_choice: { choices: readonly string[] };
	empty_filter: Nothing;
	not_text: Nothing;
	not_text_list: Nothing;
	too_long: { length: number; most: number };
	lost_digits: Nothing;
	unusable_number: { reason: 'unreadable' | 'rounded' | 'decimals' | 'negative' };
	scientific: Nothing;
	not_a_number: Nothing;
	not_a_whole_number: { least: number; most: number };
	out_of_range: { least: number; most: number };
	not_yes_or_no: Nothing;
	unclear_date: Nothing;
	not_a_choice: { choices: readonly string[] };
	more_values: { count: number };
	expression_failed: { reason: string; parameter?: string };

	// Ids.
	not_an_id: { kind: IdKind };
	id_not_text: { kind: IdKind };
	id_as_number: { kind: IdKind };
	address_of_other: { kind: IdKind; other: string };
	address_without_id: { kind: IdKind };
	address_with_ids: { kind: IdKind };
	not_found: { kind: IdKind };

	// Tube barcodes.
	barcode_not_text: { type: 'list' | 'object' | 'boolean' };
	/** @param well where the tube is; empty if that is not known */
	barcode_not_read: { well: string };
	barcode_with_decimals: Nothing;
	barcode_with_character: { character: string };
	barcode_length: { length: number };
	barcode_lines: Nothing;
	barcode_words: Nothing;
	too_many_digits: { digits: number; most: number };
	lost_zeros: { digits: number; canBeRestored: boolean };
	repeated: { rows: string[]; more: number; inOtherCase: boolean };
	already_registered: { batches: string[] };
	tube_not_found: { days: number; canceled: string[]; unsure: string[] };
	tube_without_sample: { batch: string };

	// Sequencing batches.
	batch_name_not_text: Nothing;
	half_character: Nothing;
	too_many_tracking_numbers: { count: number; unit: 'characters' | 'entries'; most: number };
	too_many_in_batch: { count: number; batch: string; most: number };
	tracking_number_characters: Nothing;

	// Columns and lists.
	no_barcode_column: { titles: string[]; canMap: boolean };
	/** @param twice whether n8n has renamed any of them, because its title was there already */
	ambiguous_columns: { titles: string[]; canMap: boolean; twice?: boolean };
	unknown_columns: { titles: string[] };
	no_plate_columns: { titles: string[] };
	not_a_well: Nothing;
	second_plate: { titles: string[] };
	no_samples: Nothing;
	list_empty: Nothing;
	list_not_json: Nothing;
	not_a_list: Nothing;
	list_too_long: { entries: number; most: number };
	lists_too_long: { most: number };
	not_an_object: Nothing;
	varies_by_item: Nothing;
	moves_on: Nothing;

	// Metadata.
	external_id_not_found: Nothing;
	no_metadata: Nothing;
	unclear_position: Nothing;
	custom_not_an_object: Nothing;
	custom_unreadable: Nothing;
	custom_lost_digits: { title: string };
	custom_not_flat: { title: string; type: 'list' | 'object' | 'other' };
	custom_not_kept: { titles: string[] };

	// Projects.
	project_name_form: Nothing;
	no_such_project: Nothing;
	several_projects: { ids: string[] };

	// Jobs that are to be run.
	argument_missing: { name: string };
	argument_unusable: { name: string; needs: string[] };
	arguments_differ: { row: string };
	unclear_analysis: { analysisId: string };

	// Samples and their results.
	several_samples: { samples: string[] };
	tags_unknown: { sampleId: string };
	tags_differ: { sampleId: string };
	no_file: { status: string | undefined };
	no_files: { state: 'failed' | 'succeeded' | 'unfinished' };
	no_such_file: { names: string[] };
	file_too_large: { name: string; mb: number };
	not_analyzed: { status: string | undefined };
	analysis_unfinished: Nothing;
	analysis_failed: { reason: string };
	analysis_without_results: Nothing;
	analysis_not_found: { analysisId: string };
}

export type FaultCode = keyof FaultParams;

/** What is wrong with one value. It holds no words: `wording/phrases/` has them. */
export type Fault = {
	[Code in FaultCode]: {
		field: FaultField;
		/** The value as it came, cut to a readable length; empty where there is none to show. */
		value: string;
		code: Code;
		params: FaultParams[Code];
	};
}[FaultCode];

/** A fault in one row. `row` counts the rows of the run from 0. */
export type RowFault = Fault & { row: number };
