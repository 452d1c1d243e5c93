import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { millisOf, readDate } from '../checking/dates';
import { splitList } from '../checking/lists';
import type { Fault } from '../checking/problems';
import { settingsReader } from './settings';

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
		description: 'By the time at which they were created',
	},
];

/** The filters that every list has. */
export const createdAfter: INodeProperties = {
	displayName: 'Created After',
	name: 'createdAfter',
	type: 'dateTime',
	default: '',
	description: 'Only what was created at this time or later',
};

export const createdBefore: INodeProperties = {
	displayName: 'Created Before',
	name: 'createdBefore',
	type: 'dateTime',
	default: '',
	description: 'Only what was created at this time or earlier',
};

/** Statuses of the API as choices of a drop-down: `shipped_to_lab` is Shipped To Lab. */
export const statusChoices = (statuses: readonly string[]): INodePropertyOptions[] =>
	statuses.map((value) => ({ name: startCase(value), value }));

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
 * Makes a reader of what an item asks a list for. Dates that cannot be read are added to the faults.
 * @throws NodeOperationError, from the reader, for a limit or order that cannot be used
 */
export function listSettingsReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): (item: number, faults: Fault[]) => ListSettings {
	const { read, isOn, choice, wholeNumber } = settingsReader(context, items);
	const zone = context.getTimezone();
	const time = (name: 'createdAfter' | 'createdBefore', item: number, faults: Fault[]) => {
		const { displayName } = name === 'createdAfter' ? createdAfter : createdBefore;
		const field = name === 'createdAfter' ? 'created_after' : 'created_before';
		const reading = readDate(field, read(`filters.${name}`, displayName, item), zone);
		if (reading.kind === 'fault') faults.push(...reading.faults);
		return reading.kind === 'value' ? millisOf(reading.value) : undefined;
	};
	return (item, faults) => ({
		limit: isOn('returnAll', 'Return All', false, item)
			? Infinity
			: wholeNumber('limit', 'Limit', MOST, 50, item),
		ascending: choice('sort', 'Sort', ORDERS, item) === 'oldest',
		createdAfter: time('createdAfter', item, faults),
		createdBefore: time('createdBefore', item, faults),
		statuses: splitList(read('filters.status', 'Status', item)).map(String),
	});
}
