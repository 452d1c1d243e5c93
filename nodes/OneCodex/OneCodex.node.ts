import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	searchBatches,
	searchMetadata,
	searchProjects,
	searchSamples,
} from './resources/listSearch/listSearch';
import * as metadata from './resources/metadata';
import { getMetadataFields } from './resources/metadata/fields';
import { route } from './resources/router';
import * as sample from './resources/sample';
import * as sequencingBatch from './resources/sequencingBatch';
import { getSampleFields } from './resources/sequencingBatch/fields';

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
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'oneCodexApi',
				required: true,
				// Validate sends nothing, so it needs no key.
				displayOptions: { hide: { operation: ['validate'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Metadata', value: 'metadata' },
					{ name: 'Sample', value: 'sample' },
					{ name: 'Sequencing Batch', value: 'sequencingBatch' },
				],
				default: 'sequencingBatch',
			},
			...metadata.description,
			...sample.description,
			...sequencingBatch.description,
		],
	};

	methods = {
		listSearch: { searchBatches, searchMetadata, searchProjects, searchSamples },
		localResourceMapping: { getMetadataFields, getSampleFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
