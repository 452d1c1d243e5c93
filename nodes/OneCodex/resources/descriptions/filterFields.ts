import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Range } from '../../api/lists/conditions';
import { looseText } from '../../checking/cells';
import { millisOf, readTime } from '../../checking/dates';
import { readId } from '../../checking/ids';
import { readParts, readTexts } from '../../checking/lists';
import type { Fault } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';
import type { Parameters } from '../../parameters/readParameters';

/** Makes the filters by when something was done to what is listed. */
const timeFilters = (name: 'created' | 'updated', label: string): INodeProperties[] =>
	(['After', 'Before'] as const).map((end) => ({
		displayName: `${label} ${end}`,
		name: `${name}${end}`,
		type: 'dateTime',
		default: '',
		description: `Return only what was ${name} at this time or ${end === 'After' ? 'later' : 'earlier'}`,
	}));

/** The filters that every list has. */
export const createdFilters = timeFilters('created', 'Created');

/** The same by the time of the last change. */
export const updatedFilters = timeFilters('updated', 'Updated');

/** Statuses of the API as choices of a drop-down: `shipped_to_lab` is Shipped to Lab. */
export const statusChoices = (statuses: readonly string[]): INodePropertyOptions[] =>
	statuses.map((value) => ({ name: startCase(value), value }));

/** Makes a function that gives a status, however it is written, as the API does; an unknown one as it is. */
export function knownStatus(known: readonly string[]): (given: string) => string {
	const statusOf = new Map(known.map((status) => [looseText(status), status]));
	return (given) => statusOf.get(looseText(given)) ?? given;
}

/** A filter by some of the values that the API has for a field. */
export const valuesFilter = (
	displayName: string,
	name: string,
	values: readonly string[],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options: statusChoices(values),
	default: [],
	description,
});

/** A filter by statuses. */
export const statusFilter = (statuses: readonly string[], description: string): INodeProperties =>
	valuesFilter('Status', 'status', statuses, description);

/**
 * A filter by samples that the items name.
 * @param use what dragging a column there does
 */
export const sampleIdsFilter = (use: string): INodeProperties => ({
	displayName: 'Sample IDs',
	name: 'sampleIds',
	type: 'string',
	default: '={{ $json.sample_id }}',
	description: `IDs of samples, separated by commas. Drag a column here to ${use}.`,
});

/** Makes a text of an API's value as labels are written: `shipped_to_lab` is Shipped to Lab. */
const startCase = (text: string) =>
	text
		.split('_')
		.map((word) => WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');

const WORDS: Record<string, string | undefined> = { mlst: 'MLST', to: 'to', at: 'at' };

/** The filters of an operation, none of which is set at first. */
export const filters = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** Makes a reader of the filters by a time; see {@link listSettingsReader}. */
export function rangeReader({ checked }: Parameters, zone: string, name: 'created' | 'updated') {
	const readMoment = (field: FaultField, value: unknown) => readTime(field, value, zone);
	const after = checked(`${name}_after`, `filters.${name}After`, readMoment, 'if mapped');
	const before = checked(`${name}_before`, `filters.${name}Before`, readMoment, 'if mapped');
	return (item: number, faults: Fault[]): Range => {
		const [from, to] = [after(item, faults), before(item, faults)];
		return {
			from: from === undefined ? undefined : millisOf(from),
			to: to === undefined ? undefined : millisOf(to),
		};
	};
}

/**
 * Makes a reader of a filter by some of the values that the API has for a field. An item's own may be written
 * in any way, and may be such that the node does not know.
 * @returns the values; empty for any
 */
export function valuesReader(
	{ checked }: Parameters,
	field: FaultField,
	path: string,
	known: readonly string[],
) {
	const valueOf = knownStatus(known);
	const read = checked(field, path, readTexts, 'if mapped');
	return (item: number, faults: Fault[]): string[] => (read(item, faults) ?? []).map(valueOf);
}

const SAMPLE_IDS = 'filters.sampleIds';

/**
 * Makes a reader of the filter by samples.
 * @returns the ids; undefined if the filter is not set
 */
export function sampleIdsReader({ checked, isSet }: Parameters) {
	const readIds = (field: FaultField, value: unknown) =>
		readParts(field, value, (part) => readId('sample', part));
	const read = checked('sample_ids', SAMPLE_IDS, readIds, 'always');
	const isAsked = isSet(SAMPLE_IDS);
	return (item: number, faults: Fault[]): string[] | undefined =>
		isAsked ? (read(item, faults) ?? []) : undefined;
}
