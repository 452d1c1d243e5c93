import type { INodeProperties, ResourceMapperFields } from 'n8n-workflow';

import { BARCODE_FORMATS, BARCODE_WORDS } from '../../domain/barcodes';
import { choices, sequencingDepth, specimenType } from '../descriptions/choices';
import { SEQUENCING_DEPTHS, SPECIMEN_TYPES } from '../../registration/planning/schema';

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
				description: 'You enter the samples in this node',
			},
			{
				name: 'Plate Grid',
				value: 'plate',
				description:
					'Each input item is a row of a plate, with its letter (A to H) in one column and the barcodes in columns named 1 to 12',
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
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		description:
			"The column of each field. 'Map Automatically' finds columns named Tube Barcode (or Barcode, or Tube ID), Specimen Type (or Specimen) and Sequencing Depth (or Depth), regardless of case and spaces.",
	},
	{
		displayName: 'Sample List',
		name: 'list',
		type: 'json',
		required: true,
		default: '={{ $json.body.samples }}',
		displayOptions: { show: { samplesFrom: ['list'] } },
		description:
			'A list of samples, or JSON text of one. Each sample has a tube_barcode, a specimen_type and a sequencing_depth. Names match like column titles.',
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
						placeholder: `e.g. ${BARCODE_FORMATS.at(-1)?.example}`,
						description: `${BARCODE_WORDS}, as printed on the tube`,
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
