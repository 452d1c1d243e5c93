import type { INodeProperties, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { METADATA_FIELDS, METADATA_TABLE, type MetadataContent } from '../../domain/metadataFields';
import { choices } from '../descriptions/choices';

/** How the editor shows a field. */
function shownAs(content: MetadataContent): Pick<ResourceMapperField, 'type' | 'options'> {
	switch (content.type) {
		case 'choice':
			return { type: 'options', options: choices(content.choices) };
		case 'day':
			return { type: 'dateTime' };
		case 'yes or no':
			return { type: 'options', options: YES_OR_NO };
		case 'custom':
			return { type: 'object' };
		default:
			// A field of the type number would begin as 0 in n8n 1, and one of true or false as false.
			return { type: 'string' };
	}
}

const YES_OR_NO = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** The fields of the resource mapper Metadata Fields, by the names that the API gives them. */
export async function getMetadataFields(): Promise<ResourceMapperFields> {
	return {
		fields: METADATA_FIELDS.map((field) => ({
			id: field,
			displayName: METADATA_TABLE[field].label,
			required: false,
			defaultMatch: false,
			display: true,
			canBeUsedToMatch: false,
			...shownAs(METADATA_TABLE[field]),
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
