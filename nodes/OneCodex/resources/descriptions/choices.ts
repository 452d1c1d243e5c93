import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { SEQUENCING_DEPTHS, SPECIMEN_TYPES } from '../../registration/planning/schema';

/** The values of an enumeration of the API as choices of a drop-down. */
export const choices = (values: readonly string[]): INodePropertyOptions[] =>
	values.map((value) => ({ name: value, value }));

/** A drop-down of the specimen types. */
export const specimenType = (
	name: string,
	displayName: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: choices(SPECIMEN_TYPES),
	default: 'Human stool',
	description,
});

/** A drop-down of the sequencing depths. */
export const sequencingDepth = (
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
