import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ANY_ANALYSIS } from './findAnalyses';
import { profileFilters, profilePartReader, splitByTaxon } from './profileFields';
import type { Operation } from '../operation';
import { jobNames, type AnsweredAnalysis } from '../../api/analyses';
import { connect, type Client } from '../../api/http/request';
import { anyResults, profilePart, type ProfilePart } from '../../api/otherResults';
import { classificationResults } from '../../api/results';
import { atOnce } from '../../domain/atOnce';
import type { Fault } from '../../domain/fault';
import type { Result } from '../../domain/result';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { filters } from '../descriptions/filterFields';
import { analysisLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';
import { asksForAnalysis, whyEmpty, whyNoResults } from '../results/noResults';
import { anyItem, profileItems } from '../results/otherItems';
import { TAXON_FILTERS } from '../results/resultFields';
import { emptiedByFilter, hintAtUnreadable } from '../results/resultHints';
import { tableItem, taxonItems, type About } from '../results/resultItems';
import { filterTaxa, type FilterableTaxon, type TaxonFilter } from '../results/taxa';
import { taxonFilterReader } from '../results/taxonFilter';
import { findForRows } from '../rows/findRows';
import { groupBy } from '../rows/groupBy';
import { startRows, type ItemRow } from '../rows/rowRun';
import { LABELS } from '../../wording/labels';
import { OBJECT_TEXTS } from '../../wording/objectTexts';

const OUTPUTS = ['rows', 'analyses'] as const;

export const getResults: Operation = {
	name: 'Get Results',
	value: 'getResults',
	action: 'Get results of analysis',
	description: 'Retrieve what an analysis of any type found in a sample',
	fields: [
		analysisLocator,
		{
			displayName: 'Return As',
			name: 'output',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'One Item per Analysis',
					value: 'analyses',
					description: 'Return each analysis as an item with its results',
				},
				{
					name: 'One Item per Row',
					value: 'rows',
					description: 'Return each row of a table of taxa or functions as an item',
				},
			],
			default: 'rows',
		},
		filters([...profileFilters, ...TAXON_FILTERS, splitByTaxon]),
		simplify,
	],
	execute,
};

interface WantedResults {
	id: string;
	taxa: TaxonFilter;
	part: ProfilePart;
}

type Wanted = ItemRow<WantedResults>;

/** What was read of an analysis. */
interface Found {
	/** Whether there is nothing in it. */
	isEmpty: boolean;
	/** How many entries could not be read. */
	unreadable?: number;
	/** The taxa, if a filter applies to them. */
	taxa?: FilterableTaxon[];
	toItems(about: About, row: Wanted): IDataObject[];
}

/** Gives the results of the analysis that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const perRow = parameters.choice('output', LABELS.returnAs, OUTPUTS) === 'rows';
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, wantedOf(parameters));
	run.settle();
	const client = await connect(context);
	const analyzed: Array<{ row: Wanted; analysis: AnsweredAnalysis }> = [];
	const sought = { ...ANY_ANALYSIS, idOf: ({ value }: Wanted) => value.id };
	await findForRows(run, client, sought, (row, analysis) => analyzed.push({ row, analysis }));
	run.settle();
	const all = analyzed.map(({ analysis }) => analysis);
	// Simplified items do not have the names of jobs.
	const jobs = await jobNames(client, simple ? [] : all);
	const emptied = emptiedByFilter();
	const unreadable = new Map<string, number>();
	const groups = groupBy(analyzed, ({ row, analysis: { id, type } }) =>
		JSON.stringify([id, type === 'functional' && row.value.part]),
	);
	await atOnce(
		[...groups.values()],
		async (group) => {
			const [{ analysis, row: first }] = group;
			const { id } = analysis;
			const named = { kind: 'analysis', id } as const;
			const found = await readFound(client, analysis, first.value.part, { perRow, simple });
			const explained = found.ok
				? found.value.isEmpty && whyEmpty(named, analysis)
				: asksForAnalysis(found.failure) && whyNoResults(named, id, found.failure, analysis);
			const sampleId = analysis.sampleId ?? null;
			const about = { sampleId, analysisId: id, idName: 'analysis_id' as const, analysis };
			for (const { row } of group) {
				if (explained) run.blame(row, explained);
				else if (!found.ok)
					run.fail(row, found.failure, [OBJECT_TEXTS.resultsNotRead('analysis', id)]);
				else run.finish(row, found.value.toItems({ ...about, jobName: jobs.get(id) }, row));
				if (!found.ok || explained) continue;
				if (found.value.unreadable) unreadable.set(sampleId ?? id, found.value.unreadable);
				emptied.note(sampleId ?? id, found.value.taxa ?? [], row.value.taxa);
			}
		},
		run.isOver,
	);
	run.settle();
	emptied.hint(context);
	hintAtUnreadable(context, unreadable);
	return await run.output();
}

/** Reads what an analysis found, by its type. */
async function readFound(
	client: Client,
	analysis: AnsweredAnalysis,
	part: ProfilePart,
	{ perRow, simple }: { perRow: boolean; simple: boolean },
): Promise<Result<Found>> {
	if (analysis.type === 'classification') {
		const answer = await classificationResults(client, analysis.id);
		if (!answer.ok) return answer;
		const { table, unreadable } = answer.value;
		const toItems: Found['toItems'] = (about, { value }) =>
			(perRow ? taxonItems : tableItem)(about, answer.value, filterTaxa(table, value.taxa), simple);
		const isEmpty = table.length === 0;
		return { ok: true, value: { isEmpty, unreadable, taxa: table, toItems } };
	}
	if (analysis.type === 'functional') {
		const answer = await profilePart(client, analysis, part);
		if (!answer.ok) return answer;
		const { table } = answer.value;
		return {
			ok: true,
			value: {
				isEmpty: table.length === 0,
				unreadable: table.filter((row) => row === null).length,
				toItems: (about) => profileItems(about, part, answer.value, { perRow, simple }),
			},
		};
	}
	const answer = await anyResults(client, analysis);
	if (!answer.ok) return answer;
	const toItems: Found['toItems'] = (about) => anyItem(about, answer.value, simple);
	return { ok: true, value: { isEmpty: Object.keys(answer.value).length === 0, toItems } };
}

function wantedOf(parameters: Parameters) {
	const readAnalysis = parameters.id(analysisLocator.name, 'analysis');
	const readTaxa = taxonFilterReader(parameters);
	const readPart = profilePartReader(parameters);
	return (item: number): ReadRow<WantedResults> => {
		const { value: id, faults: idFaults, nameless } = readAnalysis(item);
		const faults: Fault[] = [...idFaults];
		const value = { id, taxa: readTaxa(item, faults), part: readPart(item, faults) };
		return { value, faults, nameless };
	};
}
