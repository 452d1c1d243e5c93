import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { connect } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import { readText } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { LABELS } from '../../wording/labels';
import { simplify } from '../descriptions/simplify';
import type { Operation } from '../operation';
import { startRows } from '../rows/rowRun';
import { createProjects, type ProjectWanted } from './createProjects';
import { projectItem } from './projectItem';
import { readProjectName } from './projectNames';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create project',
	description: 'Create a project, or return the one that already has the name',
	fields: [
		{
			displayName: 'Short Name',
			name: 'projectName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. gut-study_2026',
			description:
				'3 to 15 letters, digits, hyphens and underscores. If there is a project of this name already, regardless of case, it is returned and none is created.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the project is about',
				},
				{
					displayName: 'Display Name',
					name: 'displayName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Gut Study 2026',
					description:
						"A longer name that people see, with any characters. The default is 'Short Name'.",
				},
			],
		},
		simplify,
	],
	execute,
};

/** Gives for each input item the project of its name, which is created if there is none. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, wantedReader(parameters));
	run.settle();
	const client = await connect(context);
	const wanted = new Map(run.rows().map((row) => [row, row.value]));
	for (const [row, { project, created }] of await createProjects(context, run, client, wanted)) {
		run.finish(row, [{ ...projectItem(project, simple), created }]);
	}
	run.settle();
	return await run.output();
}

function wantedReader({ checked }: Parameters) {
	const nameOf = checked('project_name', 'projectName', readProjectName);
	const displayNameOf = checked('display_name', 'additionalFields.displayName', readText);
	const descriptionOf = checked('description', 'additionalFields.description', readText);
	return (item: number): ReadRow<ProjectWanted> => {
		const faults: Fault[] = [];
		const name = nameOf(item, faults);
		const nameless = name === undefined && faults.length === 0;
		if (nameless) faults.push(makeFault('project_name', '', 'empty'));
		const [displayName, description] = [displayNameOf(item, faults), descriptionOf(item, faults)];
		return { value: { name: name ?? '', displayName, description }, faults, nameless };
	};
}
