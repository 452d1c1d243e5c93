import { readTagNames, type NameOf } from '../names';
import type { SampleKey } from '../finding/sampleKey';
import { tagsAfter, tagsLost, tagsUnknown, type TagAction, type TagsSent } from './tagChange';
import type { AnsweredSample } from '../../../api/kinds';
import type { Client } from '../../../api/http/request';
import type { ItemRow, RowRun } from '../../rows/rowRun';

/** What a row changes of its sample; what is undefined stays as it is. */
export interface Change {
	sample: SampleKey;
	/** Null takes the sample out of its project. */
	project: { $ref: string } | null | undefined;
	/** The name of the project, where it is not known which one it is yet. */
	projectName?: string;
	/** The names of the tags to set, add or remove. */
	tags: string[] | undefined;
}

/** The body that makes a change. */
export const changeBody = ({ project }: Change, tags: TagsSent | undefined) => ({
	...(project !== undefined && { project }),
	...(tags && { tags }),
});

/**
 * How tags are added or removed: a change of a sample names all tags that it is to have, so that it builds on
 * those that it has.
 * @param known the names of the tags that samples had when they were looked up
 */
export function addingOrRemoving(
	run: RowRun<Change>,
	client: Client,
	action: Exclude<TagAction, 'set'>,
	known: NameOf,
) {
	/** Asks for the names of tags that came since. */
	const namesFor = async (sample: AnsweredSample): Promise<NameOf> => {
		const isKnown = (sample.raw.tags ?? []).every((tag) => known(tag) !== null);
		return isKnown ? known : await readTagNames(client, [sample]);
	};
	return {
		buildsOn: ({ value }: ItemRow<Change>) => value.tags !== undefined,
		bodyOf: async (row: ItemRow<Change>, current: AnsweredSample | undefined) => {
			const { tags = [], project } = row.value;
			const after = current ? tagsAfter(action, tags, current, await namesFor(current)) : 'same';
			if (after !== 'same' && after !== 'unknown') return changeBody(row.value, after);
			if (after === 'unknown' && current) run.blame(row, tagsUnknown(current, tags));
			else if (project !== undefined) return changeBody(row.value, undefined);
			return undefined;
		},
		tellsAll: ({ raw }: AnsweredSample) => Array.isArray(raw.tags),
		lossIn: (
			answered: AnsweredSample,
			{ tags }: { tags?: TagsSent },
			before: AnsweredSample | undefined,
		) => (before && tags ? tagsLost(before, tags, answered) : undefined),
	};
}
