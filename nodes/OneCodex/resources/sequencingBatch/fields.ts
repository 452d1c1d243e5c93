import type { INodeProperties, INodePropertyOptions, ResourceMapperFields } from 'n8n-workflow';

import {
	MAX_SAMPLES_PER_BATCH,
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
} from '../../registration/schema';

const choices = (values: readonly string[]): INodePropertyOptions[] =>
	values.map((value) => ({ name: value, value }));

const BARCODE_HELP = '10 letters and digits, or 14 digits, as printed on the tube';

/** The fields of the resource mapper Sample Fields, by the names that the API gives them. */
export async function getSampleFields(): Promise<ResourceMapperFields> {
	const field = { required: false, defaultMatch: false, display: true, canBeUsedToMatch: false };
	return {
		fields: [
			{
				...field,
				id: 'tube_barcode',
				displayName: 'Tube Barcode',
				type: 'string',
				required: true,
			},
			{
				...field,
				id: 'specimen_type',
				displayName: 'Specimen Type',
				type: 'options',
				options: choices(SPECIMEN_TYPES),
			},
			{
				...field,
				id: 'sequencing_depth',
				displayName: 'Sequencing Depth',
				type: 'options',
				options: choices(SEQUENCING_DEPTHS),
			},
		],
	};
}

const specimenType = (name: string, displayName: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: choices(SPECIMEN_TYPES),
	default: 'Human stool',
	description,
});

const sequencingDepth = (
	name: string,
	displayName: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: choices(SEQUENCING_DEPTHS),
	default: 'Standard',
	description,
});

/** What is to be registered. */
export const tubeFields: INodeProperties[] = [
	{
		displayName: 'Batch Name',
		name: 'batchName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Rack 12',
		description:
			'Name of the sequencing batch, 1 to 100 characters. Drag a column here to get one batch for each different name in it.',
	},
	{
		displayName: 'Return Tracking Numbers',
		name: 'returnTrackingNumbers',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		default: '',
		placeholder: 'e.g. 794612345678, 794612345679',
		description:
			'Tracking numbers of the shipment to the lab, separated by commas, semicolons or new lines',
	},
	{
		displayName: 'Samples From',
		name: 'samplesFrom',
		type: 'options',
		options: [
			{
				name: 'Input Items',
				value: 'inputItems',
				description: 'Each input item is one sample, such as the rows of a spreadsheet',
			},
			{
				name: 'List in Each Item',
				value: 'list',
				description: 'Each input item holds a list of samples, such as the body of a webhook',
			},
			{
				name: 'Manual Entry',
				value: 'manual',
				description: 'The samples are entered in this node',
			},
		],
		default: 'inputItems',
		description: 'Where the samples to register come from',
	},
	{
		displayName: 'Sample Fields',
		name: 'sampleFields',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		displayOptions: { show: { samplesFrom: ['inputItems'] } },
		typeOptions: {
			resourceMapper: {
				localResourceMapperMethod: 'getSampleFields',
				mode: 'map',
				valuesLabel: 'Sample Fields',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		description:
			'Which column holds what. Map Automatically finds columns named like Tube Barcode (or Barcode), Specimen Type (or Specimen) and Sequencing Depth (or Depth), however they are written.',
	},
	{
		displayName: 'Sample List',
		name: 'list',
		type: 'json',
		required: true,
		default: '={{ $json.body.samples }}',
		displayOptions: { show: { samplesFrom: ['list'] } },
		description:
			'A list of samples, or JSON text of one. Each sample has a tube_barcode, a specimen_type and a sequencing_depth; the names match as loosely as column titles.',
	},
	{
		displayName: 'Samples',
		name: 'samples',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Sample',
		default: {},
		displayOptions: { show: { samplesFrom: ['manual'] } },
		options: [
			{
				displayName: 'Sample',
				name: 'sample',
				values: [
					{
						displayName: 'Tube Barcode',
						name: 'tubeBarcode',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12345678901234',
						description: BARCODE_HELP,
					},
					specimenType('specimenType', 'Specimen Type', 'What the tube holds'),
					sequencingDepth(
						'sequencingDepth',
						'Sequencing Depth',
						'How deeply to sequence the sample',
					),
				],
			},
		],
	},
];

/** What applies to the whole run. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		sequencingDepth(
			'defaultSequencingDepth',
			'Default Sequencing Depth',
			'Sequencing depth of the samples whose own is empty',
		),
		specimenType(
			'defaultSpecimenType',
			'Default Specimen Type',
			'Specimen type of the samples whose own is empty',
		),
		{
			displayName: 'If Already Registered',
			name: 'ifRegistered',
			type: 'options',
			options: [
				{
					name: 'Use the Existing Registration',
					value: 'reuse',
					description: 'Give the sample that One Codex has for the tube, and send only the others',
				},
				{
					name: 'Report as Error',
					value: 'error',
					description: 'Treat the row as faulty',
				},
				{
					name: 'Register Again',
					value: 'register',
					description: 'Send every tube without looking. The same tube may end up in two batches.',
				},
			],
			default: 'reuse',
			description: 'What to do with a tube that stands in a batch of One Codex already',
		},
		{
			displayName: 'Include Input Fields',
			name: 'includeInputFields',
			type: 'boolean',
			default: true,
			description:
				"Whether to put the row's own columns beside what One Codex returns for it. Where names are the same, the value of One Codex stands.",
		},
		{
			displayName: 'Look Back Days',
			name: 'lookBackDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650, numberPrecision: 0 },
			displayOptions: { show: { lookBack: ['allBatches'] } },
			default: 30,
			description: 'How many days back to look in batches of any name',
		},
		{
			displayName: 'Look For Earlier Registrations',
			name: 'lookBack',
			type: 'options',
			options: [
				{
					name: 'In Batches of the Same Name',
					value: 'sameName',
					description: 'One request for each batch, two if it was registered before',
				},
				{
					name: 'In All Batches',
					value: 'allBatches',
					description: 'For sheets whose batch name changes from run to run; takes more requests',
				},
			],
			default: 'sameName',
			description: 'Where to look for tubes that are registered already',
		},
		{
			displayName: 'Max Samples per Batch',
			name: 'maxSamplesPerBatch',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_SAMPLES_PER_BATCH, numberPrecision: 0 },
			default: MAX_SAMPLES_PER_BATCH,
			description:
				'More samples than this are split evenly into batches named "NAME (1 of 2)", "NAME (2 of 2)" and so on',
		},
		{
			displayName: 'Restore Leading Zeros',
			name: 'restoreLeadingZeros',
			type: 'boolean',
			default: true,
			description:
				'Whether to pad barcodes of 11 to 13 digits with zeros to 14 digits, as they were before a spreadsheet took them for numbers. A barcode of 10 characters is never touched.',
		},
	],
};
