import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { sampleItem } from './sampleItem';
import { pathOf, PROJECTS, SAMPLES, type AnsweredSample } from '../../api/kinds';
import { connect } from '../../api/request';
import { readId } from '../../checking/ids';
import { splitList } from '../../checking/lists';
import type { Fault } from '../../checking/problems';
import { idParameter } from '../../mapping/idParameter';
import type { ReadRow } from '../../mapping/itemRow';
import { parameterReader, valueOrFault } from '../../mapping/reader';
import { readText } from '../../checking/values';
import { findForRows } from '../findRows';
import { projectLocator, sampleLocator } from '../locators';
import { startRows } from '../rowRun';
import { settingsReader } from '../settings';
import { simplify } from '../simplify';
import { updateRows, type RowTarget } from '../updateRows';

export const fields: INodeProperties[] = [
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
					'The names of the tags that the sample is to have, separated by commas. They replace the tags that it has. New ones are made.',
			},
		],
	},
	simplify,
];

/** The longest name of a tag, by the API description. */
const MAX_TAG_LENGTH = 30;

/** What a row changes of its sample; what is undefined stays as it is. */
interface Change {
	sampleId: string;
	project: { $ref: string } | undefined;
	tags: Array<{ name: string }> | undefined;
}

/** Changes project and tags of the sample that each input item names. Empty cells are left alone. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const simple = settingsReader(context, items).isOn('simple', 'Simplify', true);
	const run = startRows(context, items, changeOf(context, items));
	run.settle();

	const client = await connect(context);
	const targets: Array<RowTarget<AnsweredSample, Change>> = [];
	const sought = { kind: SAMPLES, idKind: 'sample' as const };
	await findForRows(
		run,
		client,
		{ ...sought, idOf: ({ value }) => value.sampleId },
		(row, current) => {
			const { project, tags } = row.value;
			if (project || tags) targets.push({ row, id: current.id, current });
			else run.finish(row, [sampleItem(current, simple)]);
		},
	);
	run.settle();
	const about = await updateRows(run, client, targets, {
		...sought,
		noun: 'sample',
		bodyOf: ({ value: { project, tags } }) => ({
			...(project && { project }),
			...(tags && { tags }),
		}),
		toJson: (sample) => sampleItem(sample, simple),
	});
	run.settle(about);
	return run.output();
}

function changeOf(context: IExecuteFunctions, items: INodeExecutionData[]) {
	const readSample = idParameter(context, items, sampleLocator.name, 'sample');
	const projectOf = parameterReader(context, items, 'updateFields.project.value');
	const tagsOf = parameterReader(context, items, 'updateFields.tags');
	return (item: number): ReadRow<Change> => {
		const sample = readSample(item);
		const faults = [...sample.faults];
		const project = readId('project', valueOrFault('project', projectOf(item), faults));
		if (project.kind === 'fault') faults.push(...project.faults);
		const tags = readTags(valueOrFault('tags', tagsOf(item), faults), faults);
		return {
			value: {
				sampleId: sample.value,
				project: project.kind === 'value' ? { $ref: pathOf(PROJECTS, project.value) } : undefined,
				tags: tags.length > 0 ? tags : undefined,
			},
			faults,
			nameless: sample.nameless,
		};
	};
}

function readTags(given: unknown, faults: Fault[]): Array<{ name: string }> {
	const names = new Set<string>();
	for (const part of splitList(given)) {
		const reading = readText('tags', part, MAX_TAG_LENGTH);
		if (reading.kind === 'fault') faults.push(...reading.faults);
		if (reading.kind === 'value') names.add(reading.value);
	}
	return [...names].map((name) => ({ name }));
}
