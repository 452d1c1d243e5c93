import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../operation';
import { findSamples } from './finding/findSamples';
import { findProjectsByName } from './projectByName';
import { readTagNames } from './names';
import { namedItems } from './sampleItem';
import { sampleKeyReader } from './finding/sampleKey';
import { readTags } from './tags/readTags';
import { TAG_ACTIONS, type TagAction } from './tags/tagChange';
import { addingOrRemoving, changeBody, type Change } from './tags/updateTags';
import { pathOf, PROJECTS, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/http/request';
import { readId } from '../../checking/ids';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { readText } from '../../checking/values';
import { namedProjectLocator, sampleLocator } from '../descriptions/locators';
import { startRows, type ItemRow } from '../rows/rowRun';
import { NODE_TEXTS } from '../../wording/objectTexts';
import { simplify } from '../descriptions/simplify';
import { updateRows, type RowTarget } from '../rows/updateRows';
import { LABELS } from '../../wording/labels';
import { optionsField } from '../descriptions/optionsField';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update sample',
	description: 'Change the project and the tags of a sample. For anything else, use Metadata.',
	fields: [
		sampleLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					...namedProjectLocator,
					description:
						'The project to put the sample into, from the list, or by its ID, URL or name. Letter case does not matter in a name.',
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					default: '',
					placeholder: 'e.g. pilot, week 3',
					description:
						"The tags of the sample, separated by commas. They replace its present tags, unless you change 'Tag Action' under 'Options'. New tags are created.",
				},
			],
		},
		simplify,
		optionsField([
			{
				displayName: 'Clear Empty',
				name: 'clearEmpty',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					"Whether an empty 'Project' takes the sample out of its project, and empty 'Tags' remove its tags (if 'Tag Action' is 'Set'). If turned off, empty cells are ignored.",
			},
			{
				displayName: 'Create Missing Projects',
				name: 'createMissing',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					"Whether to create a project if 'Project' is set to 'By Name' and there is none of that name. The name of a new project has 3 to 15 characters: letters, digits, hyphens and underscores.",
			},
			{
				displayName: 'Tag Action',
				name: 'tagAction',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Add', value: 'add', description: 'Add these tags to those of the sample' },
					{
						name: 'Remove',
						value: 'remove',
						description: 'Remove these tags from the sample, regardless of letter case',
					},
					{ name: 'Set', value: 'set', description: 'Replace the tags of the sample' },
				],
				default: 'set',
				description: "What to do with the tags under 'Update Fields'",
			},
		]),
	],
	execute,
};

/** The ways to pick a project. */
const WAYS = ['list', 'id', 'url', 'name'] as const;

const changesSomething = ({ project, projectName, tags }: Change) =>
	project !== undefined || projectName !== undefined || tags !== undefined;

/** Changes project and tags of the sample that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const action = parameters.choice('options.tagAction', LABELS.tagAction, TAG_ACTIONS);
	const createMissing = parameters.isOn('options.createMissing', LABELS.createMissing, false);
	const { toJson, addNames } = namedItems();
	const give = (sample: AnsweredSample) => toJson(sample, simple);
	const run = await startRows(context, items, changeOf(context, parameters, action));
	run.settle();

	const client = await connect(context);
	const createProjects = await findProjectsByName(context, run, client, createMissing);
	const targets: Array<RowTarget<Change>> = [];
	const samples: AnsweredSample[] = [];
	const keyOf = ({ value }: ItemRow<Change>) => value.sample;
	await findSamples(run, client, keyOf, (row, current) => {
		if (changesSomething(row.value)) {
			targets.push({ row, id: current.id });
			samples.push(current);
		} else run.finish(row, [give(current)]);
	});
	run.settle();
	await createProjects();
	run.settle();
	const about = await updateRows(run, client, targets, {
		kind: SAMPLES,
		idKind: 'sample',
		noun: 'sample',
		toJson: give,
		...(action === 'set'
			? {
					buildsOn: () => false,
					bodyOf: ({ value }: ItemRow<Change>) =>
						changeBody(
							value,
							value.tags?.map((name) => ({ name })),
						),
				}
			: addingOrRemoving(run, client, action, await readTagNames(client, samples))),
	});
	run.settle(about);
	await addNames(context);
	return await run.output();
}

function changeOf(context: IExecuteFunctions, parameters: Parameters, action: TagAction) {
	const clearEmpty = parameters.isOn('options.clearEmpty', LABELS.clearEmpty, false);
	const readSample = sampleKeyReader(parameters);
	const isChosen = (field: string) => parameters.isSet(`updateFields.${field}`);
	if (!isChosen('project') && !isChosen('tags')) {
		throw new NodeOperationError(context.getNode(), NODE_TEXTS.nothingToUpdate(), {
			description: NODE_TEXTS.addAField(),
		});
	}
	const isByName = parameters.choice('updateFields.project.mode', LABELS.project, WAYS) === 'name';
	const projectOf = parameters.checked('project', 'updateFields.project.value', (field, value) =>
		isByName ? readText(field, value) : readId('project', value),
	);
	const tagsOf = parameters.checked('tags', 'updateFields.tags', readTags);
	// An empty cell clears what is chosen to be updated, and nothing else.
	const noProject = clearEmpty && isChosen('project') ? null : undefined;
	const noTags = clearEmpty && isChosen('tags') && action === 'set' ? [] : undefined;
	const pathTo = (id: string) => (isByName ? undefined : { $ref: pathOf(PROJECTS, id) });
	return (item: number): ReadRow<Change> => {
		const sample = readSample(item);
		const faults = [...sample.faults];
		const project = projectOf(item, faults);
		return {
			value: {
				sample: sample.value,
				project: project === undefined ? noProject : pathTo(project),
				projectName: isByName ? project : undefined,
				tags: tagsOf(item, faults) ?? noTags,
			},
			faults,
			nameless: sample.nameless,
		};
	};
}
