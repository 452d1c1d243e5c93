import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../operation';
import { itemsWithJobs } from './analysisItem';
import {
	ANALYSES,
	ANALYSIS_TRAITS,
	ANALYSIS_TYPES,
	type AnsweredAnalysis,
} from '../../api/analyses';
import { SAMPLES } from '../../api/kinds';
import { isEither, oneOf, refersTo, within, type Range } from '../../api/lists/conditions';
import { readYesOrNo } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import { saysEmpty } from '../../parameters/itemReaders';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { listFilter } from '../descriptions/listFilter';
import {
	createdFilters,
	filters,
	rangeReader,
	sampleIdsFilter,
	sampleIdsReader,
	updatedFilters,
	valuesFilter,
	valuesReader,
} from '../descriptions/filterFields';
import { listSettingsReader, manyFields, type ListSettings } from '../descriptions/listSettings';
import { simplify } from '../descriptions/simplify';
import { readMany } from '../rows/readMany';

const isFilter = (
	displayName: string,
	name: string,
	[what, others]: [string, string],
): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description: `Whether to return only analyses that ${what}. If turned off, only those that ${others} are returned.`,
});

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many analyses',
	description: 'Retrieve a list of analyses',
	fields: [
		...manyFields,
		filters([
			isFilter('Complete', 'complete', ['have finished', 'have not finished']),
			...createdFilters,
			sampleIdsFilter('get all analyses of the samples of all items'),
			isFilter('Success', 'success', ['have succeeded', 'have failed or not finished']),
			valuesFilter('Type', 'type', ANALYSIS_TYPES, 'Return only analyses of one of these types'),
			...updatedFilters,
		]),
		simplify,
	],
	execute,
};

interface AnalysisSearch extends ListSettings {
	/** The samples whose analyses are asked for; undefined for those of any. */
	ids: string[] | undefined;
	/** Empty for any; also such that the node does not know. */
	types: string[];
	complete: boolean | undefined;
	success: boolean | undefined;
	updated: Range;
}

/** Lists analyses. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const { toJson, readAhead, addNames } = itemsWithJobs(context);
	const output = await readMany<AnsweredAnalysis, AnalysisSearch>(context, items, parameters, {
		kind: ANALYSES,
		idKind: 'sample',
		nouns: 'analyses',
		traits: ANALYSIS_TRAITS,
		read: settingsOf(parameters, context.getTimezone()),
		idsOf: ({ ids }) => ids,
		ownerOf: ({ sampleId }) => sampleId,
		filterOf: ({ types, complete, success, updated, ...settings }, samples) =>
			listFilter(settings, {
				...ANALYSIS_TRAITS,
				conditions: [
					refersTo('sample', SAMPLES, samples, ({ sampleId }) => sampleId),
					oneOf('analysis_type', types, ({ type }) => type),
					// Both are false until they are something else, by their description.
					isEither('complete', complete, ({ raw }) => raw.complete ?? false),
					isEither('success', success, ({ raw }) => raw.success ?? false),
					within('updated_at', updated, ({ updatedAt }) => updatedAt),
				],
				// By its description, an analysis that never changed has no such time, and a filter there leaves it out.
				keeps: ({ updatedAt }) =>
					(updated.from ?? updated.to) === undefined || updatedAt !== undefined,
				asksServer: true,
			}),
		toJson,
		nearEnd: readAhead,
	});
	await addNames();
	return output;
}

function settingsOf(parameters: Parameters, zone: string) {
	const { checked } = parameters;
	const readList = listSettingsReader(parameters, zone);
	const idsOf = sampleIdsReader(parameters);
	const typesOf = valuesReader(parameters, 'analysis_type', 'filters.type', ANALYSIS_TYPES);
	const completeOf = checked('complete', 'filters.complete', readYesOrNo, 'if mapped');
	const successOf = checked('success', 'filters.success', readYesOrNo, 'if mapped');
	const updatedOf = rangeReader(parameters, zone, 'updated');
	return (item: number): ReadRow<AnalysisSearch> => {
		const faults: Fault[] = [];
		const value = {
			...readList(item, faults),
			ids: idsOf(item, faults),
			types: typesOf(item, faults),
			complete: completeOf(item, faults),
			success: successOf(item, faults),
			updated: updatedOf(item, faults),
		};
		return { value, faults, nameless: saysEmpty(faults) };
	};
}
