import { makeFault, type CodeAndParams } from '../../nodes/OneCodex/checking/faults';
import type { Fault, FaultCode } from '../../nodes/OneCodex/domain/fault';
import type { FaultField } from '../../nodes/OneCodex/domain/fields';
import { SEQUENCING_DEPTHS } from '../../nodes/OneCodex/registration/planning/schema';

const TUBE = 'tube_barcode';
const ID = '0123456789abcdef';
const kind = 'sample';

/** For each code, the field, the value and the params of a fault as a lab meets it. */
const EXAMPLES: {
	[Code in FaultCode]: [
		FaultField,
		unknown,
		...params: CodeAndParams<Code> extends [unknown, infer P] ? [P] : [],
	];
} = {
	empty: [TUBE, ''],
	empty_choice: ['sequencing_depth', '', { choices: SEQUENCING_DEPTHS }],
	empty_filter: ['status', ''],
	not_text: ['name', true],
	not_text_list: ['return_tracking_numbers', true],
	too_long: ['batch_name', 'Rack of the week …', { length: 120, most: 100 }],
	lost_digits: ['external_sample_id', '1.2E+13'],
	unusable_number: [TUBE, 2 ** 60, { reason: 'rounded' }],
	scientific: [TUBE, '2.35E+13'],
	not_a_number: ['location_lat', '52,52'],
	not_a_whole_number: ['limit', 1.5, { least: 1, most: 50 }],
	out_of_range: ['location_lat', 91, { least: -90, most: 90 }],
	not_yes_or_no: ['starred', 'maybe'],
	unclear_date: ['date_collected', '3/4/2026'],
	not_a_choice: ['sequencing_depth', 'Deepest', { choices: SEQUENCING_DEPTHS }],
	more_values: ['tags', '', { count: 3 }],
	expression_failed: [TUBE, '', { reason: "Referenced node doesn't exist" }],

	not_an_id: [kind, 'Patient 7', { kind }],
	id_not_text: [kind, true, { kind }],
	id_as_number: [kind, 123456789012, { kind }],
	address_of_other: [kind, `/api/v1/projects/${ID}`, { kind, other: 'project' }],
	address_without_id: [kind, 'https://app.onecodex.com/samples', { kind }],
	address_with_ids: [kind, `https://app.onecodex.com/a/${ID}/b/${ID}`, { kind }],
	not_found: [kind, ID, { kind }],

	barcode_not_text: [TUBE, ['A'], { type: 'list' }],
	barcode_not_read: [TUBE, 'NO READ', { well: 'B7' }],
	barcode_with_decimals: [TUBE, '23508114100017.0'],
	barcode_with_character: [TUBE, 'АBC1234567', { character: 'А' }],
	barcode_lines: [TUBE, '1234567\t7654321'],
	barcode_words: [TUBE, 'not shipped'],
	barcode_length: [TUBE, 'ABC123456', { length: 9 }],
	too_many_digits: [TUBE, '235081141000170', { digits: 15, most: 14 }],
	lost_zeros: [TUBE, 508114100109, { digits: 12, canBeRestored: true }],
	repeated: [TUBE, '23508114100017', { rows: ['4', '9'], more: 0, inOtherCase: false }],
	tube_not_found: [
		TUBE,
		'23508114100017',
		{ days: 90, canceled: ['SB000012'], unsure: ['SB000013'] },
	],
	tube_without_sample: [TUBE, '23508114100017', { batch: 'SB000012' }],
	already_registered: [TUBE, '23508114100017', { batches: ['"Rack 12" (number SB000012)'] }],

	batch_name_not_text: ['batch_name', true],
	half_character: ['batch_name', 'Rack'],
	too_many_tracking_numbers: [
		'return_tracking_numbers',
		'1, 2, 3 …',
		{ count: 101_000, unit: 'characters', most: 100 },
	],
	too_many_in_batch: ['return_tracking_numbers', '', { count: 101, batch: 'Rack 12', most: 100 }],
	tracking_number_characters: ['return_tracking_numbers', '7946_1234'],

	no_barcode_column: [TUBE, '', { titles: ['Tube', 'Depth'], canMap: true }],
	ambiguous_columns: [
		TUBE,
		'',
		{ titles: ['Tube Barcode', 'Tube Barcode_1'], canMap: true, twice: true },
	],
	unknown_columns: ['row', '', { titles: ['Patient', 'Sequencing Dept'] }],
	no_plate_columns: ['row', '', { titles: ['Well', 'Code'] }],
	not_a_well: ['row', 'A13'],
	second_plate: ['row', '', { titles: ['1_1', '2_1'] }],
	no_samples: ['row', ''],
	list_empty: ['row', []],
	list_not_json: ['row', '[{'],
	not_a_list: ['row', 7],
	list_too_long: ['row', '', { entries: 300_000, most: 200_000 }],
	lists_too_long: ['row', '', { most: 200_000 }],
	not_an_object: ['row', 'ABC1234567'],
	varies_by_item: ['batch_name', ''],
	moves_on: ['batch_name', ''],

	external_id_not_found: ['external_sample_id', 'LIMS-12345'],
	several_samples: ['external_sample_id', 'LIMS-12345', { samples: [ID, 'fedcba9876543210'] }],
	no_metadata: [kind, ID],
	unclear_position: ['location_lat', '38,98 N 77,11 W'],
	custom_not_an_object: ['custom', '[1]'],
	custom_unreadable: ['custom', '[1]'],
	custom_lost_digits: ['custom', '1.2E+13', { title: 'Patient' }],
	custom_not_flat: ['custom', [1], { title: 'Visits', type: 'list' }],
	custom_not_kept: ['custom', '', { titles: ['Patient', 'Visit'] }],

	project_name_form: ['project', 'Gut study 2026'],
	no_such_project: ['project', 'gut-study'],
	several_projects: ['project', 'gut-study', { ids: [ID, 'fedcba9876543210'] }],

	argument_missing: ['job_arguments', '', { name: 'min_quality' }],
	argument_unusable: ['job_arguments', 'high', { name: 'min_quality', needs: ['a whole number'] }],
	arguments_differ: ['job_arguments', { min_quality: 20 }, { row: '2' }],
	unclear_analysis: [kind, ID, { analysisId: 'fedcba9876543210' }],

	tags_unknown: ['tags', 'pilot', { sampleId: ID }],
	tags_differ: ['tags', '', { sampleId: ID }],
	no_file: [kind, ID, { status: 'importing' }],
	no_files: ['analysis', ID, { state: 'unfinished' }],
	no_such_file: ['file_name', 'taxa.tsv', { names: ['results.tsv', 'report.html'] }],
	file_too_large: [kind, ID, { name: 'reads.fastq.gz', mb: 500 }],
	not_analyzed: [kind, ID, { status: 'importing' }],
	analysis_unfinished: [kind, ID],
	analysis_failed: [kind, ID, { reason: 'Too few reads' }],
	analysis_without_results: [kind, ID],
	analysis_not_found: [kind, ID, { analysisId: 'fedcba9876543210' }],
};

/** A fault of each code. */
export const examples: Fault[] = (Object.keys(EXAMPLES) as FaultCode[]).map((code) => {
	const [field, value, params] = EXAMPLES[code];
	// The table keeps each code with its params.
	return makeFault(field, value, ...([code, params] as CodeAndParams<FaultCode>));
});
