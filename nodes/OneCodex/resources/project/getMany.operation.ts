import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { PROJECTS, type AnsweredProject } from '../../api/kinds';
import { readText } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import { saysEmpty } from '../../parameters/itemReaders';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { listFilter } from '../descriptions/listFilter';
import { filters } from '../descriptions/filterFields';
import { listSettingsReader, manyFields, type ListSettings } from '../descriptions/listSettings';
import { simplify } from '../descriptions/simplify';
import { containsText } from '../listSearch/containsText';
import type { Operation } from '../operation';
import { readMany } from '../rows/readMany';
import { projectItem } from './projectItem';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many projects',
	description: 'Retrieve a list of projects',
	fields: [
		// Projects have no time to sort by.
		...manyFields.filter(({ name }) => name !== 'sort'),
		filters([
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description:
					'Return only projects with this text in one of their names, regardless of case',
			},
		]),
		simplify,
	],
	execute,
};

interface ProjectSearch extends ListSettings {
	name: string | undefined;
}

const TRAITS = { createdAt: () => undefined, comesSorted: true, isUnordered: true };

/** Lists projects. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	return await readMany<AnsweredProject, ProjectSearch>(context, items, parameters, {
		kind: PROJECTS,
		idKind: 'project',
		nouns: 'projects',
		traits: TRAITS,
		read: searchReader(parameters),
		filterOf: (search) =>
			listFilter(search, {
				...TRAITS,
				conditions: [],
				asksServer: false,
				keeps: ({ raw }) =>
					[raw.name, raw.project_name].some((one) => containsText(one ?? '', search.name ?? '')),
			}),
		toJson: projectItem,
	});
}

function searchReader(parameters: Parameters) {
	const readList = listSettingsReader(parameters, 'utc');
	const nameOf = parameters.checked('name', 'filters.name', readText, 'if mapped');
	return (item: number): ReadRow<ProjectSearch> => {
		const faults: Fault[] = [];
		const value = { ...readList(item, faults), name: nameOf(item, faults) };
		return { value, faults, nameless: saysEmpty(faults) };
	};
}
