import type { IExecuteFunctions } from 'n8n-workflow';

import { PROJECTS, type AnsweredProject } from '../../api/kinds';
import { page } from '../../api/lists/pages';
import { wholeList } from '../../api/lists/wholeList';
import type { Client } from '../../api/http/request';
import { now } from '../../api/http/timing';
import { makeFault } from '../../checking/faults';
import type { Result } from '../../domain/result';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { foldText } from '../listSearch/containsText';
import { groupBy } from '../rows/groupBy';
import type { ItemRow, RowRun } from '../rows/rowRun';
import { madeBefore, makeOnce } from '../turns/makeOnce';
import { workAlone } from '../turns/workAlone';
import { projectsNamed } from './projectNames';

/** A project as a row names it, and what it is to be like if it is created. */
export interface ProjectWanted {
	name: string;
	/** What people see; the name if not given. */
	displayName?: string;
	description?: string;
}

/** The project of a row, and whether this execution created it. */
export interface ProjectOfRow {
	project: AnsweredProject;
	created: boolean;
}

type Wanted<V> = Map<ItemRow<V>, ProjectWanted>;

// No filter of the list is documented.
async function allProjects(client: Client): Promise<Result<AnsweredProject[]>> {
	const all: AnsweredProject[] = [];
	for await (const some of wholeList((numbers) => page(client, PROJECTS, numbers))) {
		if (!some.ok) return some;
		all.push(...some.value);
	}
	return { ok: true, value: all };
}

/** The same for all ways to spell the name of one new project. */
export const projectKey = ({ name }: ProjectWanted) => `project ${foldText(name)}`;

/**
 * Finds the projects that rows name. A row whose name means several is faulty.
 * @returns the project of each row, undefined if there is none; without the rows that went wrong
 */
export async function findProjects<V>(
	run: RowRun<V>,
	client: Client,
	wanted: Wanted<V>,
): Promise<Map<ItemRow<V>, AnsweredProject | undefined>> {
	const found = new Map<ItemRow<V>, AnsweredProject | undefined>();
	if (wanted.size === 0) return found;
	const all = await allProjects(client);
	for (const group of groupBy(wanted, ([, { name }]) => name).values()) {
		const [, first] = group[0];
		const named = all.ok ? projectsNamed(all.value, first.name) : [];
		const project = named[0] ?? madeBefore<AnsweredProject>(client, projectKey(first));
		const ids = named.map(({ id }) => id);
		for (const [row, { name }] of group) {
			if (!all.ok) run.fail(row, all.failure, [OBJECT_TEXTS.notListed('projects')]);
			else if (ids.length > 1)
				run.blame(row, makeFault('project', name, 'several_projects', { ids }));
			else found.set(row, project);
		}
	}
	return found;
}

/**
 * Finds the projects that rows name, and creates those that are missing: each once, however many rows and
 * executions name it, and whatever becomes of an answer.
 * @returns the project of each row; without the rows that went wrong
 */
export async function createProjects<V>(
	context: IExecuteFunctions,
	run: RowRun<V>,
	client: Client,
	wanted: Wanted<V>,
): Promise<Map<ItemRow<V>, ProjectOfRow>> {
	const done = new Map<ItemRow<V>, ProjectOfRow>();
	const work = async () => {
		const lookedAt = now();
		const missing: Array<[ItemRow<V>, ProjectWanted]> = [];
		for (const [row, project] of await findProjects(run, client, wanted)) {
			const one = wanted.get(row);
			if (project) done.set(row, { project, created: false });
			else if (one) missing.push([row, one]);
		}
		run.settle();
		for (const group of groupBy(missing, ([, one]) => projectKey(one)).values()) {
			if (run.isOver()) break;
			const [, one] = group[0];
			const made = await create(client, one, lookedAt);
			for (const [row] of group) {
				if ('value' in made) done.set(row, { project: made.value, created: made.is === 'made' });
				else run.fail(row, made.failure, [OBJECT_TEXTS.notCreated(one.name, made.is)]);
			}
		}
	};
	await workAlone(context, client, [...wanted.values()].map(projectKey), work);
	return done;
}

// What is not in the whole list a minute after the last request was not created.
const MOST_POSTS = 3;

const create = async (client: Client, wanted: ProjectWanted, lookedAt: number) =>
	await makeOnce<AnsweredProject>(client, {
		key: projectKey(wanted),
		most: MOST_POSTS,
		lookedAt,
		before: undefined,
		look: async () => {
			const all = await allProjects(client);
			return all.ok ? { ok: true, value: projectsNamed(all.value, wanted.name)[0] } : all;
		},
		send: async () => {
			const { name: project_name, displayName: name = project_name, description } = wanted;
			return await client.request({
				method: 'POST',
				path: PROJECTS.path,
				body: { name, project_name, ...(description !== undefined && { description }) },
				read: (answer) => PROJECTS.read(answer),
			});
		},
	});
