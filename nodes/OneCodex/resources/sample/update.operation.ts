import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../operation';
import { readTagNames } from './names';
import { namedItems } from './sampleItem';
import { TAG_ACTIONS, type TagAction } from './tags/tagChange';
import { addingOrRemoving, changeBody, type Change } from './tags/updateTags';
import { pathOf, PROJECTS, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/http/request';
import { readId } from '../../checking/ids';
import { readParts } from '../../checking/lists';
import { valueOf, type Reading } from '../../checking/cells';
import type { FaultField } from '../../domain/fields';
import { idParameter } from '../../parameters/idParameter';
import type { ReadRow } from '../../parameters/readRow';
import { faultyReader } from '../../parameters/faultyReader';
import { readText } from '../../checking/values';
import { findForRows } from '../rows/findRows';
import { projectLocator, sampleLocator } from '../descriptions/locators';
import { startRows, type ItemRow } from '../rows/rowRun';
import { settingsReader } from '../../parameters/settings';
import { simplify } from '../descriptions/simplify';
import { updateRows, type RowTarget } from '../rows/updateRows';

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update sample',
	description: 'Change the project and the tags of a sample',
	fields: [
		sampleLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ ...projectLocator, description: 'The project to put the sample into' },
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
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
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
			],
		},
		simplify,
	],
	execute,
};

/** The longest name of a tag, by the API description. */
const MAX_TAG_LENGTH = 30;

/** Changes project and tags of the sample that each input item names. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { isOn, choice } = settingsReader(context, items);
	const simple = isOn('simple', 'Simplify', true);
	const action = choice('options.tagAction', 'Tag Action', TAG_ACTIONS);
	const { toJson, addNames } = namedItems();
	const give = (sample: AnsweredSample) => toJson(sample, simple);
	const run = startRows(context, items, changeOf(context, items, action));
	run.settle();

	const client = await connect(context);
	const targets: Array<RowTarget<Change>> = [];
	const samples: AnsweredSample[] = [];
	const sought = { kind: SAMPLES, idKind: 'sample' as const };
	await findForRows(
		run,
		client,
		{ ...sought, idOf: ({ value }) => value.sampleId },
		(row, current) => {
			const { project, tags } = row.value;
			if (project !== undefined || tags) {
				targets.push({ row, id: current.id });
				samples.push(current);
			} else run.finish(row, [give(current)]);
		},
	);
	run.settle();
	const about = await updateRows(run, client, targets, {
		...sought,
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
	return run.output();
}

function changeOf(context: IExecuteFunctions, items: INodeExecutionData[], action: TagAction) {
	const clearEmpty = settingsReader(context, items).isOn(
		'options.clearEmpty',
		'Clear Empty',
		false,
	);
	const readSample = idParameter(context, items, sampleLocator.name, 'sample');
	const read = faultyReader(context, items);
	const isChosen = (field: string) =>
		context.getNodeParameter(`updateFields.${field}`, 0, null, { rawExpressions: true }) !== null;
	if (!isChosen('project') && !isChosen('tags')) {
		throw new NodeOperationError(context.getNode(), 'There is nothing to update', {
			description: 'Add Project or Tags under Update Fields.',
		});
	}
	const projectOf = read('project', 'updateFields.project.value', (_, value) =>
		readId('project', value),
	);
	const tagsOf = read('tags', 'updateFields.tags', readTags);
	// An empty cell clears what is chosen to be updated, and nothing else.
	const noProject = clearEmpty && isChosen('project') ? null : undefined;
	const noTags = clearEmpty && isChosen('tags') && action === 'set' ? [] : undefined;
	return (item: number): ReadRow<Change> => {
		const sample = readSample(item);
		const faults = [...sample.faults];
		const project = projectOf(item, faults);
		return {
			value: {
				sampleId: sample.value,
				project: project === undefined ? noProject : { $ref: pathOf(PROJECTS, project) },
				tags: tagsOf(item, faults) ?? noTags,
			},
			faults,
			nameless: sample.nameless,
		};
	};
}

function readTags(field: FaultField, given: unknown): Reading<string[]> {
	const reading = readParts(field, given, (part) => readText(field, part, MAX_TAG_LENGTH));
	if (reading.kind !== 'value') return reading;
	return valueOf([...new Set(reading.value)]);
}
