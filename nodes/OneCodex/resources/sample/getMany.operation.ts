import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { namedItems } from './sampleItem';
import type { ListTraits } from '../../api/lists/filters';
import { pathOf, PROJECTS, SAMPLE_STATUSES, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { referredId } from '../../api/references';
import { readingOnce } from '../../checking/cells';
import { readId } from '../../checking/ids';
import { readParts } from '../../checking/lists';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import { faultyReader, saysEmpty } from '../../parameters/faultyReader';
import type { ReadRow } from '../../parameters/readRow';
import { parameterReader, valueOrFault } from '../../parameters/reader';
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
	const { toJson, addNames } = namedItems();
	const output = await readMany<AnsweredSample, SampleSearch>(context, items, {
		kind: SAMPLES,
		idKind: 'sample',
		nouns: 'samples',
		traits: TRAITS,
		read: settingsOf(context, items),
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

function settingsOf(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const readList = listSettingsReader(context, items, SAMPLE_STATUSES);
	const projectOf = faultyReader(context, items)(
		'project',
		'filters.project.value',
		(_, value) => readId('project', value),
		true,
	);
	const idsOf = idsReader(context, items);
	const raw: unknown = context.getNodeParameter(SAMPLE_IDS, 0, null, { rawExpressions: true });
	const isAsked = raw !== null;
	return (item: number): ReadRow<SampleSearch> => {
		const faults: Fault[] = [];
		const projectId = projectOf(item, faults);
		const ids = isAsked ? idsOf(item, faults) : undefined;
		return {
			value: { ...readList(item, faults), projectId, ids },
			faults,
			nameless: saysEmpty(faults),
		};
	};
}

/** Makes a reader of the ids that an item names. */
function idsReader(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const read = parameterReader(context, items, SAMPLE_IDS);
	const readIds = readingOnce((value) =>
		readParts('sample_ids', value, (part) => readId('sample', part)),
	);
	return (item: number, faults: Fault[]): string[] => {
		const value = read(item);
		const reading = readIds(valueOrFault('sample_ids', value, faults));
		if (reading.kind === 'fault') faults.push(...reading.faults);
		if (value.ok && reading.kind === 'empty') {
			faults.push(makeFault('sample_ids', '', 'empty_filter'));
		}
		return reading.kind === 'value' ? reading.value : [];
	};
}
