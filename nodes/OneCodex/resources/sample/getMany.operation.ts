import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { namedItems } from './sampleItem';
import { oneOf, refersTo } from '../../api/lists/conditions';
import type { ListTraits } from '../../api/lists/filters';
import { PROJECTS, SAMPLE_STATUSES, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';
import { readId } from '../../checking/ids';
import type { Fault } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';
import { saysEmpty } from '../../parameters/itemReaders';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { readMany } from '../rows/readMany';
import { listFilter } from '../descriptions/listFilter';
import {
	createdFilters,
	filters,
	sampleIdsFilter,
	sampleIdsReader,
	statusFilter,
	valuesReader,
} from '../descriptions/filterFields';
import { listSettingsReader, manyFields, type ListSettings } from '../descriptions/listSettings';
import { projectLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many samples',
	description: 'Find samples by project, status or date, or those of a list of IDs',
	fields: [
		...manyFields,
		filters([
			...createdFilters,
			projectLocator,
			sampleIdsFilter('get the samples of all items, in their order and without a limit'),
			statusFilter(SAMPLE_STATUSES, 'Return only samples with one of these statuses'),
		]),
		simplify,
	],
	execute,
};

const PROJECT = 'filters.project.value';

interface SampleSearch extends ListSettings {
	/** Empty for any; also such that the node does not know. */
	statuses: string[];
	/** Undefined for any; else one. */
	projectIds: string[] | undefined;
	/** The only samples that are asked for; undefined if all are. */
	ids: string[] | undefined;
}

const TRAITS: ListTraits<AnsweredSample> = {
	createdAt: (sample) => sample.createdAt,
	comesSorted: true,
};

/** Lists samples, or reads those that the items name. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const { toJson, addNames } = namedItems();
	const output = await readMany<AnsweredSample, SampleSearch>(context, items, parameters, {
		kind: SAMPLES,
		idKind: 'sample',
		nouns: 'samples',
		traits: TRAITS,
		read: settingsOf(parameters, context.getTimezone()),
		idsOf: ({ ids }) => ids,
		filterOf: (settings) =>
			listFilter(settings, {
				...TRAITS,
				conditions: [
					oneOf('status', settings.statuses, ({ raw }) => raw.status),
					refersTo('project', PROJECTS, settings.projectIds, ({ raw }) => referredId(raw.project)),
				],
				asksServer: true,
			}),
		toJson,
	});
	await addNames(context);
	return output;
}

function settingsOf(parameters: Parameters, zone: string) {
	const readList = listSettingsReader(parameters, zone);
	const statusesOf = valuesReader(parameters, 'status', 'filters.status', SAMPLE_STATUSES);
	const readProject = (_: FaultField, value: unknown) => readId('project', value);
	const projectOf = parameters.checked('project', PROJECT, readProject, 'if mapped');
	const idsOf = sampleIdsReader(parameters);
	return (item: number): ReadRow<SampleSearch> => {
		const faults: Fault[] = [];
		const projectId = projectOf(item, faults);
		const projectIds = projectId === undefined ? undefined : [projectId];
		const ids = idsOf(item, faults);
		return {
			value: { ...readList(item, faults), statuses: statusesOf(item, faults), projectIds, ids },
			faults,
			nameless: saysEmpty(faults),
		};
	};
}
