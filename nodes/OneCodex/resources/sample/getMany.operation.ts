import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { namedItems } from './sampleItem';
import type { ListTraits } from '../../api/lists/filters';
import { pathOf, PROJECTS, SAMPLE_STATUSES, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';
import { readId } from '../../checking/ids';
import { readParts } from '../../checking/lists';
import type { Fault } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';
import { saysEmpty } from '../../parameters/itemReaders';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { readMany } from '../rows/readMany';
import { listFilter } from '../descriptions/listFilter';
import {
	createdAfter,
	createdBefore,
	filters,
	listSettingsReader,
	manyFields,
	statusFilter,
	type ListSettings,
} from '../descriptions/listSettings';
import { projectLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many samples',
	description: 'Retrieve a list of samples',
	fields: [
		...manyFields,
		filters([
			createdAfter,
			createdBefore,
			projectLocator,
			{
				displayName: 'Sample IDs',
				name: 'sampleIds',
				type: 'string',
				default: '={{ $json.sample_id }}',
				description:
					'IDs of samples, separated by commas. Drag a column here to get the samples of all items, in their order and without a limit.',
			},
			statusFilter(SAMPLE_STATUSES, 'Return only samples with one of these statuses'),
		]),
		simplify,
	],
	execute,
};

const SAMPLE_IDS = 'filters.sampleIds';
const PROJECT = 'filters.project.value';

interface SampleSearch extends ListSettings {
	projectId: string | undefined;
	/** The only samples that are asked for; undefined if all are. */
	ids: string[] | undefined;
}

const TRAITS: ListTraits<AnsweredSample> = {
	createdAt: (sample) => sample.createdAt,
	comesSorted: true,
};

const projectWhere = (id: string) => ({ project: { $ref: pathOf(PROJECTS, id) } });

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
		filterOf: (settings) => {
			const { projectId } = settings;
			return listFilter(settings, {
				...TRAITS,
				status: ({ raw }) => raw.status,
				keeps: ({ raw }) => projectId === undefined || referredId(raw.project) === projectId,
				where: projectId === undefined ? {} : projectWhere(projectId),
				whereOf: ({ raw }) => {
					const id = referredId(raw.project);
					if (projectId === undefined) return {};
					return id === undefined ? undefined : projectWhere(id);
				},
			});
		},
		toJson,
	});
	await addNames(context);
	return output;
}

function settingsOf(parameters: Parameters, zone: string) {
	const readList = listSettingsReader(parameters, zone, SAMPLE_STATUSES);
	const readProject = (_: FaultField, value: unknown) => readId('project', value);
	const projectOf = parameters.checked('project', PROJECT, readProject, 'if mapped');
	const readIds = (field: FaultField, value: unknown) =>
		readParts(field, value, (part) => readId('sample', part));
	const idsOf = parameters.checked('sample_ids', SAMPLE_IDS, readIds, 'always');
	const isAsked = parameters.isSet(SAMPLE_IDS);
	return (item: number): ReadRow<SampleSearch> => {
		const faults: Fault[] = [];
		const projectId = projectOf(item, faults);
		const ids = isAsked ? (idsOf(item, faults) ?? []) : undefined;
		return {
			value: { ...readList(item, faults), projectId, ids },
			faults,
			nameless: saysEmpty(faults),
		};
	};
}
