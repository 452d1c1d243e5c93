import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { RESOURCES } from './resources';
import { propertiesOf } from './resources/descriptions/properties';
import { searchAnalyses } from './resources/listSearch/searchAnalyses';
import {
	searchBatches,
	searchMetadata,
	searchProjects,
	searchSamples,
} from './resources/listSearch/methods';
import { searchJobs } from './resources/listSearch/searchJobs';
import { getJobFields } from './resources/analysis/run/jobFields';
import { getMetadataFields } from './resources/metadata/fields';
import { route } from './resources/router';
import { sequencingBatch } from './resources/sequencingBatch';
import { getSampleFields } from './resources/sequencingBatch/fields';

const OFFLINE = RESOURCES.flatMap(({ operations }) => operations)
	.filter(({ callsApi }) => callsApi === false)
	.map(({ value }) => value);

export class OneCodex implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'One Codex',
		name: 'oneCodex',
		icon: { light: 'file:../../icons/onecodex.svg', dark: 'file:../../icons/onecodex.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Register tubes for microbiome sequencing with One Codex, follow them, and get their results',
		defaults: { name: 'One Codex' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Sequencing Batch: Register takes one item for each tube, such as a row of a sheet, and finds the columns by their titles. Running it again is safe. To only check the rows, use Validate. To wait for data or results, use One Codex Trigger instead of polling.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oneCodexApi',
				required: true,
				displayOptions: { hide: { operation: OFFLINE } },
			},
		],
		properties: propertiesOf(RESOURCES, sequencingBatch),
	};

	methods = {
		listSearch: {
			searchAnalyses,
			searchBatches,
			searchJobs,
			searchMetadata,
			searchProjects,
			searchSamples,
		},
		resourceMapping: { getJobFields },
		localResourceMapping: { getMetadataFields, getSampleFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
