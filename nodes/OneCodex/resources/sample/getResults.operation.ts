import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { atOnce } from '../../api/atOnce';
import { SAMPLES, type AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/request';
import { classificationResults, type Results, type Taxon } from '../../api/results';
import { splitList } from '../../checking/lists';
import { makeFault, type Fault } from '../../checking/problems';
import { readNumber } from '../../checking/values';
import { idParameter } from '../../mapping/idParameter';
import { filterTaxa, type TaxonFilter } from '../../results/taxa';
import type { ReadRow } from '../../mapping/itemRow';
import { findForRows } from '../findRows';
import { groupBy } from '../groupBy';
import { sampleLocator } from '../locators';
import { startRows, type Row } from '../rowRun';
import { settingsReader } from '../settings';

const RANKS = ['superkingdom', 'phylum', 'class', 'order', 'family', 'genus', 'species', 'strain'];

const OUTPUTS = ['taxa', 'samples'] as const;

export const fields: INodeProperties[] = [
	sampleLocator,
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Taxon',
				value: 'taxa',
				description: 'Each row of the table of results becomes an item',
			},
			{
				name: 'One Item per Sample',
				value: 'samples',
				description: 'Each sample becomes an item that holds the table of results',
			},
		],
		default: 'taxa',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				displayName: 'Minimum Abundance',
				name: 'minAbundance',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 4 },
				default: 0.01,
				description:
					'Only taxa of at least this abundance, with all that is below them, as a share of 1. One percent is 0.01.',
			},
			{
				displayName: 'Rank',
				name: 'ranks',
				type: 'multiOptions',
				options: RANKS.map((value) => ({
					name: value.charAt(0).toUpperCase() + value.slice(1),
					value,
				})).sort((a, b) => a.name.localeCompare(b.name)),
				default: [],
				description: 'Only taxa of these ranks',
			},
		],
	},
];

interface Wanted {
	sampleId: string;
	filter: TaxonFilter;
}

/** Gives the results of the primary classification of the sample that each input item names. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const perTaxon = settingsReader(context, items).choice('output', 'Output', OUTPUTS) === 'taxa';
	const run = startRows(context, items, wantedOf(context, items));
	run.settle();

	const client = await connect(context);
	const classified: Array<{ row: Row<Wanted>; sampleId: string; id: string }> = [];
	const sought = { kind: SAMPLES, idKind: 'sample' as const };
	await findForRows(
		run,
		client,
		{ ...sought, idOf: ({ value }) => value.sampleId },
		(row, sample) => {
			if (sample.classificationId === undefined) run.blame(row, noResults(sample));
			else classified.push({ row, sampleId: sample.id, id: sample.classificationId });
		},
	);
	run.settle();
	const toJson = perTaxon ? taxonItems : sampleItems;
	await atOnce(
		[...groupBy(classified, ({ id }) => id)],
		async ([id, rows]) => {
			const results = await classificationResults(client, id);
			for (const { row, sampleId } of rows) {
				if (!results.ok) {
					const about = `The results of the sample ${sampleId} could not be read.`;
					run.fail(row, results.failure, [about]);
					continue;
				}
				const taxa = filterTaxa(results.value.table, row.value.filter);
				run.finish(row, toJson({ sampleId, classificationId: id }, results.value, taxa));
			}
		},
		run.isOver,
	);
	run.settle();
	return run.output();
}

function wantedOf(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const readSample = idParameter(context, items, sampleLocator.name, 'sample');
	const { read } = settingsReader(context, items);
	return (item: number): ReadRow<Wanted> => {
		const sample = readSample(item);
		const faults: Fault[] = [...sample.faults];
		const least = read('filters.minAbundance', 'Minimum Abundance', item);
		const reading = readNumber('min_abundance', least, [0, 1]);
		if (reading.kind === 'fault') faults.push(...reading.faults);
		const ranks = splitList(read('filters.ranks', 'Rank', item));
		const filter = {
			minAbundance: reading.kind === 'value' ? reading.value : 0,
			ranks: ranks.map((rank) => String(rank).toLowerCase()),
		};
		return { value: { sampleId: sample.value, filter }, faults, nameless: sample.nameless };
	};
}

function noResults({ id, raw }: AnsweredSample): Fault {
	return makeFault(
		'sample',
		id,
		`has no results yet (its status is ${raw.status ?? 'not known'})`,
		'Wait until it is available, for example with the One Codex Trigger',
	);
}

/** Whose results they are. */
interface About {
	sampleId: string;
	classificationId: string;
}

function taxonItems(about: About, { n_reads }: Results, taxa: Taxon[]): IDataObject[] {
	return taxa.map((taxon) => ({
		sample_id: about.sampleId,
		...(taxon as IDataObject),
		n_reads,
		primary_classification_id: about.classificationId,
	}));
}

function sampleItems(
	about: About,
	{ n_reads, host_tax_ids }: Results,
	taxa: Taxon[],
): IDataObject[] {
	return [
		{
			sample_id: about.sampleId,
			n_reads,
			host_tax_ids,
			table: taxa as IDataObject[],
			primary_classification_id: about.classificationId,
		},
	];
}
