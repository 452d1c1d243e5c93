import type { INodeProperties } from 'n8n-workflow';

import { choices } from './choices';
import { SELECTED } from '../../parameters/settingReaders';

/** Whether the answer is to be made simple; the same in every operation that reads from One Codex. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	noDataExpression: true,
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The parameter that lists the fields to return. */
export const SELECTED_FIELDS = 'selectedFields';

const BATCH = ['batch_id', 'batch_number', 'batch_name', 'batch_status', 'batch_created_at'];
const REGISTERED = [
	...['tube_barcode', 'sample_id', 'sample_uri', ...BATCH],
	...['already_registered', 'also_in_batch_numbers'],
];
const SAMPLE = [
	...['sample_id', 'sample_status', 'filename', 'error_msg', 'project_id', 'project_name'],
	...['tag_names', 'metadata_id', 'primary_classification_id', 'sample_created_at'],
];
const METADATA = [
	...['metadata_id', 'sample_id', 'name', 'external_sample_id', 'description', 'sample_type'],
	...['date_collected', 'date_sequenced', 'location_string', 'custom'],
];
const ANALYSIS = [
	...['analysis_id', 'analysis_type', 'analysis_complete', 'analysis_success'],
	...['analysis_error_msg', 'analysis_created_at', 'analysis_updated_at', 'sample_id', 'job_id'],
	'job_name',
];
const PROJECT = [
	...['project_id', 'project_name', 'short_name', 'description', 'external_id', 'permissions'],
	'public',
];
const RESULTS = [
	...['sample_id', 'name', 'rank', 'tax_id', 'abundance', 'abundance_w_children', 'readcount'],
	...['readcount_w_children', 'n_reads', 'primary_classification_id', 'host_tax_ids', 'table'],
];

/**
 * The fields that operations return if they simplify. The first is the id, which every item has.
 * A test compares them with what comes out. An operation whose items differ in their fields has none here, and
 * an agent's tool has 'Simplify' as it is.
 */
const SIMPLE_FIELDS: Record<string, string[] | undefined> = {
	'analysis: get': ANALYSIS,
	'analysis: getAll': ANALYSIS,
	'analysis: run': [...ANALYSIS.filter((field) => field !== 'analysis_updated_at'), 'already_run'],
	'metadata: get': METADATA,
	'metadata: update': METADATA,
	'project: create': [...PROJECT, 'created'],
	'project: getAll': PROJECT,
	'sample: get': SAMPLE,
	'sample: getAll': SAMPLE,
	'sample: getResults': RESULTS,
	'sample: update': SAMPLE,
	'sequencingBatch: findTubes': REGISTERED,
	'sequencingBatch: get': BATCH,
	'sequencingBatch: getAll': BATCH,
	'sequencingBatch: getSamples': [
		'tube_barcode',
		'sample_id',
		'sample_status',
		'sample_uri',
		'batch_id',
	],
	'sequencingBatch: register': REGISTERED,
};

/** The fields that an operation returns if it simplifies, first the id; undefined if it does not. */
export const simpleFields = (resource: string, operation: string): string[] | undefined =>
	SIMPLE_FIELDS[`${resource}: ${operation}`];

/**
 * 'Simplify' as n8n's guidelines have it: for a step of a workflow as it is, and for an AI agent, which many
 * fields confuse, with the choice of fields. Both forms have the same name and values, so that what is saved
 * holds for both.
 * @param fields what there is to choose from
 */
export function simplifyForms(field: INodeProperties, fields: string[]): INodeProperties[] {
	const show = { ...field.displayOptions?.show, '@tool': [true] };
	return [
		{ ...field, displayOptions: { ...field.displayOptions, hide: { '@tool': [true] } } },
		{
			...field,
			displayName: 'Output',
			type: 'options',
			displayOptions: { show },
			options: [
				{ name: 'Simplified', value: true, description: 'The most used fields' },
				{ name: 'Raw', value: false, description: 'All fields, as One Codex returns them' },
				{ name: 'Selected Fields', value: SELECTED, description: 'Some of the simplified fields' },
			],
			description: 'How much to return to the agent',
		},
		{
			displayName: 'Fields',
			name: SELECTED_FIELDS,
			type: 'multiOptions',
			displayOptions: { show: { ...show, [field.name]: [SELECTED] } },
			options: choices(fields),
			default: [],
			description: `The fields to return, besides ${fields[0]}`,
		},
	];
}
