import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { pathOf, PROJECTS, type AnsweredProject } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import {
	createProjects,
	findProjects,
	projectKey,
	type ProjectWanted,
} from '../project/createProjects';
import { PROJECT_NAME } from '../project/projectNames';
import type { ItemRow, RowRun } from '../rows/rowRun';
import type { Change } from './tags/updateTags';
import { TOO_MANY_PROJECTS } from '../../wording/objectTexts';

type Row = ItemRow<Change>;

// A project holds the samples of a study: a column with more new names is most likely another one.
const MOST_NEW = 50;

/**
 * Finds the projects that rows name by their names, and puts them into their changes. A row whose project is
 * missing is faulty, unless it is to be created and has a name for that.
 * @returns what creates those that are missing, for the rows that nothing went wrong with by then. It throws
 * a NodeOperationError if they are too many, so that none is created.
 */
export async function findProjectsByName(
	context: IExecuteFunctions,
	run: RowRun<Change>,
	client: Client,
	canCreate: boolean,
): Promise<() => Promise<void>> {
	const wanted = new Map<Row, ProjectWanted>();
	for (const row of run.rows()) {
		const { projectName: name } = row.value;
		if (name !== undefined) wanted.set(row, { name });
	}
	const put = ({ value }: Row, { id }: AnsweredProject) => {
		value.project = { $ref: pathOf(PROJECTS, id) };
	};
	for (const [row, project] of await findProjects(run, client, wanted)) {
		const { projectName = '' } = row.value;
		if (project) put(row, project);
		else if (!canCreate) run.blame(row, makeFault('project', projectName, 'no_such_project'));
		else if (!PROJECT_NAME.test(projectName)) {
			run.blame(row, makeFault('project', projectName, 'project_name_form'));
		} else continue;
		wanted.delete(row);
	}
	return async () => {
		const missing = new Map([...wanted].filter(([row]) => !run.hasFailed(row)));
		if (missing.size === 0) return;
		const { size: count } = new Set([...missing.values()].map(projectKey));
		if (count > MOST_NEW) {
			throw new NodeOperationError(context.getNode(), TOO_MANY_PROJECTS.headline(count), {
				description: TOO_MANY_PROJECTS.detail(MOST_NEW),
			});
		}
		const found = await createProjects(context, run, client, missing);
		for (const [row, { project }] of found) put(row, project);
	};
}
