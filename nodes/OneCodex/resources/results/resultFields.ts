import type { INodeProperties } from 'n8n-workflow';

import { MOST_COLOURS } from './chart';
import { METRICS } from './composition';
import { filters } from '../descriptions/filterFields';
import { METRIC_NAMES } from '../../wording/labels';

// Of bacteria and archaea, newer tables call domain what older ones call superkingdom.
const RANKS = [
	...['domain', 'superkingdom', 'kingdom', 'phylum', 'class', 'order', 'family', 'genus'],
	...['species', 'subspecies', 'strain'],
];

const rankChoices = (ranks: readonly string[]) =>
	ranks
		.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));

/** The ranks that samples can be compared at; the first one unless another is chosen. */
export const COMPARED_RANKS = [
	...(['species', 'genus', 'family', 'order', 'class', 'phylum', 'kingdom'] as const),
	...(['domain', 'subspecies', 'strain'] as const),
] as const;

/** How results can be given: each taxon, each sample, or all samples next to each other. */
export const OUTPUTS = ['taxa', 'samples', 'columns', 'chart'] as const;

export const outputField: INodeProperties = {
	displayName: 'Return As',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Chart',
			value: 'chart',
			description: 'Return one item with a chart of all samples, as an SVG file',
		},
		{
			name: 'One Item per Sample',
			value: 'samples',
			description: 'Return each sample as an item with its table of results',
		},
		{
			name: 'One Item per Taxon',
			value: 'taxa',
			description: 'Return each row of the results as an item',
		},
		{
			name: 'Taxa as Columns',
			value: 'columns',
			description: 'Return each sample as an item with a column for each of the most abundant taxa',
		},
	],
	default: 'taxa',
};

/** Shows a field where each taxon, or each sample with its table, is returned. */
export const whereListed = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { output: ['taxa', 'samples'] } },
});

/** By what taxa are filtered. */
export const TAXON_FILTERS: INodeProperties[] = [
	{
		displayName: 'Minimum Abundance',
		name: 'minAbundance',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
		default: 0.01,
		description: 'Minimum relative abundance (0 to 1), descendants included. 0.01 is 1%.',
	},
	{
		displayName: 'Rank',
		name: 'ranks',
		type: 'multiOptions',
		options: rankChoices(RANKS),
		default: [],
		description: 'Return only taxa of these ranks',
	},
];

/** Which taxa are returned. */
export const taxonFilters = whereListed(filters(TAXON_FILTERS));

/** How samples are put next to each other. */
export const comparisonFields: INodeProperties[] = [
	{
		displayName: 'Rank',
		name: 'rank',
		type: 'options',
		noDataExpression: true,
		options: rankChoices(COMPARED_RANKS),
		default: 'species',
		description: 'The rank of the taxa',
	},
	{
		displayName: 'Metric',
		name: 'metric',
		type: 'options',
		noDataExpression: true,
		options: METRICS.map((value) => ({ value, ...METRIC_NAMES[value] })),
		default: 'abundance',
		description: 'What to compare. Descendants of a taxon are included.',
	},
	{
		displayName: 'Max Taxa',
		name: 'maxTaxa',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: `How many of the most abundant taxa to show. The rest is added up under Other. A chart shows up to ${MOST_COLOURS}.`,
	},
	{
		displayName: 'Sample Label',
		name: 'sampleLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.tube_barcode }}',
		description: 'What to call each sample. If empty, its ID is used.',
	},
].map((field) => ({
	...(field as INodeProperties),
	displayOptions: { show: { output: ['columns', 'chart'] } },
}));

/** Where the file of the chart goes. */
export const chartField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	displayOptions: { show: { output: ['chart'] } },
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
};
