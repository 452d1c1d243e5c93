import type { INodeProperties } from 'n8n-workflow';

import { ANALYSIS_TYPES } from '../OneCodex/api/analyses';
import { BATCH_STATUSES } from '../OneCodex/api/kinds';
import { statusChoices } from '../OneCodex/resources/descriptions/filterFields';

/** The parameters of the trigger. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Analysis Finished',
				value: 'analysisFinished',
				description: 'An analysis of a sample succeeded or failed',
			},
			{
				name: 'Batch Registered',
				value: 'batchRegistered',
				description: 'A sequencing batch was registered, by any program',
			},
			{
				name: 'Batch Status Changed',
				value: 'batchStatusChanged',
				description: 'The status of a sequencing batch changed, such as to Received at Lab',
			},
			{
				name: 'Sample Available',
				value: 'sampleAvailable',
				description: 'The data of a sample of a sequencing batch is available',
			},
		],
		default: 'batchStatusChanged',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		displayOptions: { show: { event: ['batchStatusChanged'] } },
		options: statusChoices(BATCH_STATUSES),
		default: [],
		description: 'The new statuses to start the workflow for. If empty, any status starts it.',
	},
	{
		displayName: 'Analysis Types',
		name: 'analysisTypes',
		type: 'multiOptions',
		displayOptions: { show: { event: ['analysisFinished'] } },
		options: statusChoices(ANALYSIS_TYPES),
		default: [],
		description: 'The types to start the workflow for. If empty, any type starts it.',
	},
	{
		displayName: 'Outcome',
		name: 'outcome',
		type: 'options',
		displayOptions: { show: { event: ['analysisFinished'] } },
		options: [
			{ name: 'Any', value: 'any' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Succeeded', value: 'succeeded' },
		],
		default: 'any',
		description: 'The outcome to start the workflow for',
	},
];
