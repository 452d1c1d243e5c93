import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findSamples } from './finding/findSamples';
import { sampleKeyReader, type SampleKey } from './finding/sampleKey';
import { asksForAnalysis, notAnalyzed, whyEmpty, whyNoResults } from '../results/noResults';
import { startComparison } from '../results/comparison';
import {
	chartField,
	comparisonFields,
	outputField,
	OUTPUTS,
	taxonFilters,
	whereListed,
} from '../results/resultFields';
import { emptiedByFilter, hintAtUnreadable } from '../results/resultHints';
import { tableItem, taxonItems } from '../results/resultItems';
import { atOnce } from '../../domain/atOnce';
import { jobNames, lookUpAnalyses } from '../../api/analyses';
import type { Failure } from '../../domain/failure';
import { connect, type Client } from '../../api/http/request';
import { classificationResults } from '../../api/results';
import type { Fault } from '../../domain/fault';
import { readText } from '../../checking/values';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import { filterTaxa, type TaxonFilter } from '../results/taxa';
import { taxonFilterReader } from '../results/taxonFilter';
import type { ReadRow } from '../../parameters/readRow';
import { saysNotFound } from '../rows/findRows';
import { groupBy, type NonEmpty } from '../rows/groupBy';
import { sampleLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';
import { startRows, type ItemRow, type RowRun } from '../rows/rowRun';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { LABELS } from '../../wording/labels';

export const getResults: Operation = {
	name: 'Get Results',
	value: 'getResults',
	action: 'Get results of sample',
	description: 'Retrieve the taxa that were found in a sample, once it is analyzed',
	fields: [
		sampleLocator,
		outputField,
		...comparisonFields,
		chartField,
		taxonFilters,
		whereListed(simplify),
	],
	execute,
};

interface WantedResults {
	sample: SampleKey;
	filter: TaxonFilter;
	/** What to call the sample. */
	label: string | undefined;
}

/** Gives the results of the primary classification of the sample that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const output = parameters.choice('output', LABELS.returnAs, OUTPUTS);
	const isCompared = output === 'columns' || output === 'chart';
	const comparison = isCompared && startComparison(context, parameters, output === 'chart');
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, wantedOf(parameters));
	run.settle();

	const client = await connect(context);
	const classified = await classifiedRows(run, client);
	run.settle();
	const analyses = await lookUpAnalyses(client, classified.keys());
	const found = [...analyses.values()].flatMap((one) => (one.ok ? (one.value ?? []) : []));
	// Simplified items do not have the names of jobs.
	const jobs = await jobNames(client, simple ? [] : found);
	const toItems = output === 'taxa' ? taxonItems : tableItem;
	const emptied = emptiedByFilter();
	const unreadable = new Map<string, number>();
	await atOnce(
		[...classified],
		async ([id, rows]) => {
			const results = await classificationResults(client, id);
			if (!results.ok) return await explain(run, client, id, rows, results.failure);
			const looked = analyses.get(id);
			const analysis = looked?.ok ? looked.value : undefined;
			const { table } = results.value;
			const composition = comparison ? comparison.divide(results.value) : undefined;
			for (const { row, sampleId } of rows) {
				const fault = table.length === 0 && whyEmpty({ kind: 'sample', id: sampleId }, analysis);
				if (fault) {
					run.blame(row, fault);
					continue;
				}
				const { filter, label } = row.value;
				if (results.value.unreadable > 0) unreadable.set(sampleId, results.value.unreadable);
				if (comparison) {
					comparison.add({ item: row.item, sampleId, label, composition });
					continue;
				}
				const taxa = filterTaxa(table, filter);
				emptied.note(sampleId, table, filter);
				const about = {
					sampleId,
					analysisId: id,
					idName: 'primary_classification_id' as const,
					analysis,
					jobName: jobs.get(id),
				};
				run.finish(row, toItems(about, results.value, taxa, simple));
			}
		},
		run.isOver,
	);
	run.settle();
	emptied.hint(context);
	hintAtUnreadable(context, unreadable);
	return [...(comparison ? await comparison.items() : []), ...(await run.output())];
}

interface Classified {
	row: ItemRow<WantedResults>;
	sampleId: string;
	/** The id of its primary classification. */
	id: string;
}

/** The rows whose sample has been classified, by the id of the classification. */
async function classifiedRows(
	run: RowRun<WantedResults>,
	client: Client,
): Promise<Map<string, NonEmpty<Classified>>> {
	const classified: Classified[] = [];
	const keyOf = ({ value }: ItemRow<WantedResults>) => value.sample;
	await findSamples(run, client, keyOf, (row, sample) => {
		if (sample.classificationId === undefined) run.blame(row, notAnalyzed(sample));
		else classified.push({ row, sampleId: sample.id, id: sample.classificationId });
	});
	return groupBy(classified, ({ id }) => id);
}

/** Takes down why the results of rows could not be read, after a look at what became of their analysis. */
async function explain(
	run: RowRun<WantedResults>,
	client: Client,
	id: string,
	rows: NonEmpty<Classified>,
	failure: Failure,
): Promise<void> {
	const looked = asksForAnalysis(failure) ? await lookUpAnalyses(client, [id]) : undefined;
	const found = looked?.get(id);
	for (const { row, sampleId } of rows) {
		const about = OBJECT_TEXTS.resultsNotRead('sample', sampleId);
		const named = { kind: 'sample', id: sampleId } as const;
		const fault = found?.ok ? whyNoResults(named, id, failure, found.value) : undefined;
		if (fault) run.blame(row, fault);
		else if (found?.ok !== false || !saysNotFound(failure)) run.fail(row, failure, [about]);
		else run.fail(row, found.failure, [about, OBJECT_TEXTS.analysisNotRead(id)]);
	}
}

function wantedOf(parameters: Parameters) {
	const { checked } = parameters;
	const readSample = sampleKeyReader(parameters);
	const readTaxa = taxonFilterReader(parameters);
	const label = checked('sample_label', 'sampleLabel', readText);
	return (item: number): ReadRow<WantedResults> => {
		const sample = readSample(item);
		const faults: Fault[] = [...sample.faults];
		const filter = readTaxa(item, faults);
		const value = { sample: sample.value, filter, label: label(item, faults) };
		return { value, faults, nameless: sample.nameless };
	};
}
