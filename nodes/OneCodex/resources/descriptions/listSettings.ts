import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { looseText } from '../../checking/cells';
import { readChoice } from '../../checking/choices';
import { millisOf, readTime } from '../../checking/dates';
import { readTexts } from '../../checking/lists';
import type { Fault } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';
import { readWholeNumber, readYesOrNo } from '../../checking/values';
import type { Parameters } from '../../parameters/readParameters';

const DEFAULT_LIMIT = 50;

/** How many entries of a list to give, and in which order. */
export const manyFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'newest' },
			{ name: 'Oldest First', value: 'oldest' },
		],
		default: 'newest',
		description: 'The order of the results, by creation time',
	},
];

/** The filters that every list has. */
export const createdAfter: INodeProperties = {
	displayName: 'Created After',
	name: 'createdAfter',
	type: 'dateTime',
	default: '',
	description: 'Return only what was created at this time or later',
};

export const createdBefore: INodeProperties = {
	displayName: 'Created Before',
	name: 'createdBefore',
	type: 'dateTime',
	default: '',
	description: 'Return only what was created at this time or earlier',
};

/** Statuses of the API as choices of a drop-down: `shipped_to_lab` is Shipped To Lab. */
export const statusChoices = (statuses: readonly string[]): INodePropertyOptions[] =>
	statuses.map((value) => ({ name: startCase(value), value }));

/** Makes a function that gives a status, however it is written, as the API does; an unknown one as it is. */
export function knownStatus(known: readonly string[]): (given: string) => string {
	const statusOf = new Map(known.map((status) => [looseText(status), status]));
	return (given) => statusOf.get(looseText(given)) ?? given;
}

/** A filter by statuses. */
export const statusFilter = (
	statuses: readonly string[],
	description: string,
): INodeProperties => ({
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	options: statusChoices(statuses),
	default: [],
	description,
});

const startCase = (text: string) =>
	text
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');

/** The filters of an operation, none of which is set at first. */
export const filters = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options,
});

/** What every list can be asked for. */
export interface ListSettings {
	/** Infinity for all. */
	limit: number;
	ascending: boolean;
	/** Milliseconds since 1970, as the next. */
	createdAfter: number | undefined;
	createdBefore: number | undefined;
	/** Empty for any; also such that the node does not know. */
	statuses: string[];
}

const ORDERS = ['newest', 'oldest'] as const;
const MOST = 1_000_000;

/**
 * Makes a reader of what an item asks a list for. What cannot be used is added to the faults.
 * @param zone the time zone of dates that name none
 * @param known the statuses that the node knows, which may be written in any way
 */
export function listSettingsReader(
	{ checked }: Parameters,
	zone: string,
	known: readonly string[],
): (item: number, faults: Fault[]) => ListSettings {
	const statusOf = knownStatus(known);
	const returnAll = checked('return_all', 'returnAll', readYesOrNo);
	const limit = checked('limit', 'limit', (field, value) =>
		readWholeNumber(field, value, [1, MOST]),
	);
	const sort = checked('sort', 'sort', (field, value) => readChoice(field, value, ORDERS));
	const readMoment = (field: FaultField, value: unknown) => readTime(field, value, zone);
	const after = checked('created_after', 'filters.createdAfter', readMoment);
	const before = checked('created_before', 'filters.createdBefore', readMoment);
	const statuses = checked('status', 'filters.status', readTexts, 'if mapped');
	return (item, faults) => {
		const [from, to] = [after(item, faults), before(item, faults)];
		return {
			limit: returnAll(item, faults) ? Infinity : (limit(item, faults) ?? DEFAULT_LIMIT),
			ascending: sort(item, faults) === 'oldest',
			createdAfter: from === undefined ? undefined : millisOf(from),
			createdBefore: to === undefined ? undefined : millisOf(to),
			statuses: (statuses(item, faults) ?? []).map(statusOf),
		};
	};
}
