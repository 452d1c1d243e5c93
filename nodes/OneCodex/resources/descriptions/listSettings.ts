import type { INodeProperties } from 'n8n-workflow';

import { rangeReader } from './filterFields';
import type { Range } from '../../api/lists/conditions';
import { readChoice } from '../../checking/choices';
import type { Fault } from '../../domain/fault';
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

/** What every list can be asked for. */
export interface ListSettings {
	/** Infinity for all. */
	limit: number;
	ascending: boolean;
	created: Range;
}

const ORDERS = ['newest', 'oldest'] as const;
const MOST = 1_000_000;

/**
 * Makes a reader of what an item asks a list for. What cannot be used is added to the faults.
 * @param zone the time zone of dates that name none
 */
export function listSettingsReader(
	parameters: Parameters,
	zone: string,
): (item: number, faults: Fault[]) => ListSettings {
	const { checked } = parameters;
	const returnAll = checked('return_all', 'returnAll', readYesOrNo);
	const limit = checked('limit', 'limit', (field, value) =>
		readWholeNumber(field, value, [1, MOST]),
	);
	const sort = checked('sort', 'sort', (field, value) => readChoice(field, value, ORDERS));
	const createdOf = rangeReader(parameters, zone, 'created');
	return (item, faults) => ({
		limit: returnAll(item, faults) ? Infinity : (limit(item, faults) ?? DEFAULT_LIMIT),
		ascending: sort(item, faults) === 'oldest',
		created: createdOf(item, faults),
	});
}
