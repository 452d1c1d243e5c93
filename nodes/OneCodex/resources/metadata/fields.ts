import type { INodeProperties, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { FIELD_NAMES } from '../../domain/fields';
import {
	LIBRARY_TYPES,
	METADATA_FIELDS,
	PLATFORMS,
	SAMPLE_TYPES,
	type MetadataField,
} from '../../metadata/schema';
import { choices } from '../descriptions/choices';

const TYPES: Record<MetadataField, Pick<ResourceMapperField, 'type' | 'options'>> = {
	name: { type: 'string' },
	external_sample_id: { type: 'string' },
	description: { type: 'string' },
	sample_type: { type: 'options', options: choices(SAMPLE_TYPES) },
	library_type: { type: 'options', options: choices(LIBRARY_TYPES) },
	platform: { type: 'options', options: choices(PLATFORMS) },
	date_collected: { type: 'dateTime' },
	date_sequenced: { type: 'dateTime' },
	location_string: { type: 'string' },
	// A field of the type number would begin as 0 in n8n 1, and one of true or false as false.
	location_lat: { type: 'string' },
	location_lon: { type: 'string' },
	starred: {
		type: 'options',
		options: [
			{ name: 'Yes', value: 'true' },
			{ name: 'No', value: 'false' },
		],
	},
	custom: { type: 'object' },
};

/** The fields of the resource mapper Metadata Fields, by the names that the API gives them. */
export async function getMetadataFields(): Promise<ResourceMapperFields> {
	return {
		fields: METADATA_FIELDS.map((field) => ({
			id: field,
			displayName: FIELD_NAMES[field],
			required: false,
			defaultMatch: false,
			display: true,
			canBeUsedToMatch: false,
			...TYPES[field],
		})),
	};
}

/** What is to be written. */
export const metadataFields: INodeProperties[] = [
	{
		displayName: 'Metadata Fields',
		name: 'metadataFields',
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		typeOptions: {
			resourceMapper: {
				localResourceMapperMethod: 'getMetadataFields',
				mode: 'map',
				valuesLabel: 'Metadata Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
		description:
			'Which column holds what. Map Automatically finds columns named like the fields (such as Date Collected, Sample Type or Location), however they are written.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Clear Empty',
				name: 'clearEmpty',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					'Whether an empty cell clears its field in One Codex. A column that other items have and this one lacks counts as empty. Off, empty cells are left alone.',
			},
			{
				displayName: 'Put Other Columns in Custom',
				name: 'othersToCustom',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					'Whether columns that are no field of the metadata are stored as custom metadata, when mapping automatically. Text, numbers, and true or false are possible. Other custom metadata stays, unless another program writes it in the seconds in between.',
			},
		],
	},
];
