import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { SEQUENCING_DEPTHS, SPECIMEN_TYPES } from '../../registration/planning/schema';

/** The values of an enumeration of the API as choices of a drop-down. */
export const choices = (values: readonly string[]): INodePropertyOptions[] =>
	values.map((value) => ({ name: value, value }));

/** Makes drop-downs of an enumeration of the API. */
const dropDownOf =
	(values: readonly string[], initial: string) =>
	(name: string, displayName: string, description: string): INodeProperties => ({
		displayName,
		name,
		type: 'options',
		options: choices(values),
		default: initial,
		description,
	});

export const specimenType = dropDownOf(SPECIMEN_TYPES, 'Human stool');
export const sequencingDepth = dropDownOf(SEQUENCING_DEPTHS, 'Standard');
