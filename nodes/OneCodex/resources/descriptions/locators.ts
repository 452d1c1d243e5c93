import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { NOUNS, withArticle } from '../../domain/ids';

/** What differs between the resource locators of the node. */
interface Locator {
	/** The parameter's name. */
	name: string;
	/** What is picked, as in "Sample". */
	displayName: string;
	/** The same within a sentence. */
	noun: string;
	/** The method of the node that searches the list. */
	searchListMethod: string;
	/** The column that is read unless something else is picked; none if something is to be picked. */
	column?: string;
	/** The part of an address before the id. */
	path: string;
	/** The ways to pick one, as its description ends. */
	ways?: string;
	/** More modes than the three that all have. */
	modes?: INodePropertyMode[];
}

/** A parameter that names an object of One Codex: from a list, by its id, or by its address. */
function locator({
	name,
	displayName,
	noun,
	searchListMethod,
	column,
	path,
	ways = 'or by its ID or URL',
	modes = [],
}: Locator): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		...(column !== undefined && { default: { mode: 'id', value: `={{ $json.${column} }}` } }),
		description: `The ${noun}, from the list, ${ways}`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(noun)}...`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0123456789abcdef',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. https://app.onecodex.com${path}/0123456789abcdef`,
			},
			...modes,
		],
	};
}

export const batchLocator = locator({
	name: 'batchId',
	displayName: 'Sequencing Batch',
	noun: NOUNS.batch,
	searchListMethod: 'searchBatches',
	column: 'batch_id',
	path: '/api/v1/sequencing/batches',
});

export const sampleLocator = locator({
	name: 'sampleId',
	displayName: 'Sample',
	noun: NOUNS.sample,
	searchListMethod: 'searchSamples',
	column: 'sample_id',
	path: '/api/v1/samples',
	ways: 'or by its ID, URL, tube barcode or external sample ID',
	modes: [
		{
			displayName: 'By Tube Barcode',
			name: 'barcode',
			type: 'string',
			placeholder: 'e.g. 23508114100017',
		},
		{
			displayName: 'By External Sample ID',
			name: 'externalId',
			type: 'string',
			placeholder: 'e.g. LIMS-12345',
		},
	],
});

export const jobLocator = locator({
	name: 'jobId',
	displayName: 'Job',
	noun: NOUNS.job,
	searchListMethod: 'searchJobs',
	path: '/api/v1/jobs',
});

export const metadataLocator = locator({
	name: 'metadataId',
	displayName: 'Metadata',
	noun: NOUNS.metadata,
	searchListMethod: 'searchMetadata',
	column: 'metadata_id',
	path: '/api/v1/metadata',
});

export const analysisLocator = locator({
	name: 'analysisId',
	displayName: 'Analysis',
	noun: NOUNS.analysis,
	searchListMethod: 'searchAnalyses',
	column: 'analysis_id',
	path: '/api/v1/analyses',
});

export const projectLocator: INodeProperties = {
	...locator({
		name: 'project',
		displayName: 'Project',
		noun: NOUNS.project,
		searchListMethod: 'searchProjects',
		path: '/api/v1/projects',
	}),
	required: false,
};

/** The same, which also takes a name. */
export const namedProjectLocator: INodeProperties = {
	...projectLocator,
	modes: [
		...(projectLocator.modes ?? []),
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. gut-study_2026' },
	],
};
