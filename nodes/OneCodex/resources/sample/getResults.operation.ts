import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { atOnce } from '../../registration/atOnce';
import { SAMPLES, type AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/request';
import { classificationResults, type Results, type Taxon } from '../../api/results';
import { readTexts } from '../../checking/lists';
import { makeFault, type Fault } from '../../checking/problems';
import { readNumber } from '../../checking/values';
import { faultyReader } from '../../mapping/faultyReader';
import { idParameter } from '../../mapping/idParameter';
import { filterTaxa, hasAbundances, type TaxonFilter } from '../../results/taxa';
import type { ReadRow } from '../../mapping/itemRow';
import { findForRows } from '../findRows';
import { groupBy } from '../groupBy';
import { filters } from '../listSettings';
import { sampleLocator } from '../locators';
import { startRows, type Row } from '../rowRun';
import { settingsReader } from '../settings';
import { showHint } from '../../wording/hints';

const RANKS = ['superkingdom', 'phylum', 'class', 'order', 'family', 'genus', 'species', 'strain'];

const OUTPUTS = ['taxa', 'samples'] as const;

export const fields: INodeProperties[] = [
	sampleLocator,
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
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
	filters([
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
	]),
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
	const without = new Set<string>();
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
				const { filter } = row.value;
				const taxa = filterTaxa(results.value.table, filter);
				if (filter.minAbundance > 0 && !hasAbundances(results.value.table)) without.add(sampleId);
				run.finish(row, toJson({ sampleId, classificationId: id }, results.value, taxa));
			}
		},
		run.isOver,
	);
	run.settle();
	hintAtAbundances(context, [...without]);
	return run.output();
}

function hintAtAbundances(context: IExecuteFunctions, sampleIds: string[]): void {
	if (sampleIds.length === 0) return;
	const message = `One Codex gives no abundances for ${sampleIds.slice(0, 10).join(', ')}${sampleIds.length > 10 ? ' and others' : ''}, so the filter Minimum Abundance left nothing of their results.`;
	showHint(context, message, 'warning');
}

function wantedOf(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const readSample = idParameter(context, items, sampleLocator.name, 'sample');
	const read = faultyReader(context, items);
	const minAbundance = read('min_abundance', 'filters.minAbundance', (field, value) =>
		readNumber(field, value, [0, 1]),
	);
	const ranks = read('ranks', 'filters.ranks', readTexts);
	return (item: number): ReadRow<Wanted> => {
		const sample = readSample(item);
		const faults: Fault[] = [...sample.faults];
		const filter = {
			minAbundance: minAbundance(item, faults) ?? 0,
			ranks: (ranks(item, faults) ?? []).map((rank) => rank.toLowerCase()),
		};
		return { value: { sampleId: sample.value, filter }, faults, nameless: sample.nameless };
	};
}

function noResults({ id, raw }: AnsweredSample): Fault {
	return makeFault(
		'sample',
		id,
		`has no results yet (its status is ${raw.status ?? 'not known'})`,
		'Ask again later: One Codex analyzes a sample some time after its data has come in, and the One Codex Event Trigger can tell when',
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
