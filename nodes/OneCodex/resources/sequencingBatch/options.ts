import type { INodeProperties } from 'n8n-workflow';

import { MOST_DIGITS, RESTORABLE } from '../../domain/barcodes';
import { sequencingDepth, specimenType } from '../descriptions/choices';
import { MAX_SAMPLES_PER_BATCH } from '../../registration/planning/schema';

// Validate asks One Codex for nothing, and gives the columns anyway.
const IN_REGISTER = { '/operation': ['register'] };

/** More batches than this are most likely a mistake, unless it is said that they are not. */
export const DEFAULT_MAX_BATCHES = 300;
export const MOST_BATCHES = 1_000_000;

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
			displayOptions: { show: IN_REGISTER },
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
			displayOptions: { show: IN_REGISTER },
			default: true,
			description:
				"Whether to put the row's own columns beside what One Codex returns for it. Where names are the same, the value of One Codex stands.",
		},
		{
			displayName: 'Look Back Days',
			name: 'lookBackDays',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3650, numberPrecision: 0 },
			displayOptions: { show: { ...IN_REGISTER, lookBack: ['allBatches'] } },
			default: 30,
			description: 'How many days back to look in batches of any name',
		},
		{
			displayName: 'Look For Earlier Registrations',
			name: 'lookBack',
			type: 'options',
			displayOptions: { show: IN_REGISTER },
			options: [
				{
					name: 'In Batches of the Same Name',
					value: 'sameName',
					description: 'Takes the fewest requests',
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
			displayName: 'Max Batches per Execution',
			name: 'maxBatches',
			type: 'number',
			displayOptions: { show: IN_REGISTER },
			typeOptions: { minValue: 1, maxValue: MOST_BATCHES, numberPrecision: 0 },
			default: DEFAULT_MAX_BATCHES,
			description:
				'If there are more new batches than this to register, nothing is sent. It protects from a wrong column under Batch Name, such as the tube barcodes.',
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
			description: `Whether to pad barcodes of ${RESTORABLE.least} to ${RESTORABLE.most} digits with leading zeros to ${MOST_DIGITS} digits, which spreadsheets drop from numbers. Barcodes of any other length are never changed.`,
		},
	],
};
