import { pathOf, TAGS, type AnsweredSample } from '../../../api/kinds';
import { referredId } from '../../../api/references';
import { makeFault } from '../../../checking/faults';
import type { Fault } from '../../../domain/fault';
import { foldText } from '../../listSearch/containsText';
import type { NameOf } from '../names';

/** What can be done with tags that a row names; the first is done unless something else is chosen. */
export const TAG_ACTIONS = ['set', 'add', 'remove'] as const;
export type TagAction = (typeof TAG_ACTIONS)[number];

/** All tags of a sample as a change sends them. By its description, the API takes no list of both forms. */
export type TagsSent = Array<{ name: string }> | Array<{ $ref: string }>;

const byName = (names: string[]): TagsSent => names.map((name) => ({ name }));

/**
 * The tags that a sample is to have after some were added or removed. They are compared in any letter case:
 * "Pilot" beside "pilot" is a slip, and so is looking for "Pilot" to remove "pilot".
 * @param wanted the names to add or to remove
 * @param nameOf gives the names of the tags that the sample has
 * @returns what to send; 'same' if that would change nothing, and 'unknown' if names of tags are missing
 */
export function tagsAfter(
	action: 'add' | 'remove',
	wanted: string[],
	{ raw }: AnsweredSample,
	nameOf: NameOf,
): TagsSent | 'same' | 'unknown' {
	if (wanted.length === 0) return 'same';
	const { tags = 'tags' in raw ? undefined : [] } = raw;
	// Something else than a list of tags may be tags all the same, and they are not to be lost.
	if (tags === undefined) return 'unknown';
	return action === 'add'
		? tagsWith(wanted, tags ?? [], nameOf)
		: tagsWithout(wanted, tags ?? [], nameOf);
}

function tagsWith(wanted: string[], tags: object[], nameOf: NameOf): TagsSent | 'same' | 'unknown' {
	const names = knownNames(tags, nameOf);
	const seen = new Set(names.map(foldText));
	const fresh = wanted.filter((name) => !seen.has(foldText(name)) && seen.add(foldText(name)));
	if (fresh.length === 0) return 'same';
	return names.length === tags.length ? byName([...names, ...fresh]) : 'unknown';
}

function tagsWithout(
	wanted: string[],
	tags: object[],
	nameOf: NameOf,
): TagsSent | 'same' | 'unknown' {
	const names = knownNames(tags, nameOf);
	const there = new Set(names.map(foldText));
	// A tag without a name may be the one that is looked for.
	const isClear = names.length === tags.length || wanted.every((name) => there.has(foldText(name)));
	if (!isClear) return 'unknown';
	const gone = new Set(wanted.map(foldText));
	const kept = tags.filter((tag) => !gone.has(foldText(nameOf(tag) ?? '')));
	if (kept.length === tags.length) return 'same';
	const ids = kept.flatMap((tag) => referredId(tag) ?? []);
	if (ids.length === kept.length) return ids.map((id) => ({ $ref: pathOf(TAGS, id) }));
	const keptNames = knownNames(kept, nameOf);
	return keptNames.length === kept.length ? byName(keptNames) : 'unknown';
}

const knownNames = (tags: object[], nameOf: NameOf) => tags.flatMap((tag) => nameOf(tag) ?? []);

/** What to say where the names of a sample's tags cannot be read. */
export const tagsUnknown = ({ id }: AnsweredSample, wanted: string[]): Fault =>
	makeFault('tags', wanted.join(', '), 'tags_unknown', { sampleId: id });

/**
 * Compares the tags that a sample has after a change with those that it was to have.
 * @param before the sample before tags were added or removed
 * @returns what is wrong; undefined if nothing is
 */
export function tagsLost(
	before: AnsweredSample,
	sent: TagsSent,
	after: AnsweredSample,
): Fault | undefined {
	const { tags } = after.raw;
	// An answer need not have all of a sample.
	if (!tags) return undefined;
	// Those that were there come back when others are added by name.
	const isAddition = sent.length > (before.raw.tags ?? []).length;
	const needed = isAddition ? tagIds(before) : sent.flatMap((tag) => referredId(tag) ?? []);
	const has = new Set(tagIds(after));
	if (tags.length === sent.length && needed.every((id) => has.has(id))) return undefined;
	return makeFault('tags', '', 'tags_differ', { sampleId: after.id });
}

const tagIds = ({ raw }: AnsweredSample) =>
	(raw.tags ?? []).flatMap((tag) => referredId(tag) ?? []);
