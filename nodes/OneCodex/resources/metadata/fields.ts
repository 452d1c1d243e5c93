import type { INodeProperties, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { METADATA_FIELDS, METADATA_TABLE, type MetadataContent } from '../../domain/metadataFields';
import { choices } from '../descriptions/choices';
import { simplify } from '../descriptions/simplify';
import { unknownColumns } from '../descriptions/unknownColumns';
import { optionsField } from '../descriptions/optionsField';

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
			// In n8n 1 a number field would start as 0, and a boolean field as false.
			return { type: 'string' };
	}
}

const YES_OR_NO = [
	{ name: 'Yes', value: 'true' },
	{ name: 'No', value: 'false' },
];

/** The fields of the resource mapper 'Metadata Fields', by their names in the API. */
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

/** The parameters for what to write. */
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
			"How to map columns to metadata fields. 'Map Automatically' finds columns named like the fields (such as Date Collected, Sample Type or Location), ignoring case, spaces, hyphens and underscores.",
	},
	simplify,
	optionsField([
		{
			displayName: 'Clear Empty',
			name: 'clearEmpty',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether an empty cell clears its field in One Codex. A column that is missing from an item, but not from all items, counts as empty. If turned off, empty cells are ignored.',
		},
		{
			displayName: 'Put Other Columns in Custom',
			name: 'othersToCustom',
			type: 'boolean',
			noDataExpression: true,
			default: true,
			description:
				'Whether to store columns that are not metadata fields as custom metadata when mapping automatically. Cells can hold text, numbers, or true or false. Other custom metadata is kept, unless another program changes it in the same few seconds.',
		},
		{
			...unknownColumns,
			description:
				"With 'Map Automatically', what to do with columns that the node does not know, such as a title with a typo",
		},
	]),
];
