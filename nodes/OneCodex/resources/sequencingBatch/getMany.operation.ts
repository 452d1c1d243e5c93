import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { batchItem } from './result/batchItem';
import { oneOf } from '../../api/lists/conditions';
import type { ListTraits } from '../../api/lists/filters';
import { BATCH_STATUSES, BATCHES } from '../../api/kinds';
import type { Fault } from '../../domain/fault';
import { readText } from '../../checking/values';
import { saysEmpty } from '../../parameters/itemReaders';
import { readParameters } from '../../parameters/readParameters';
import type { AnsweredBatch } from '../../domain/batch';
import { containsText } from '../listSearch/containsText';
import { readMany } from '../rows/readMany';
import { listFilter } from '../descriptions/listFilter';
import { createdFilters, filters, statusFilter, valuesReader } from '../descriptions/filterFields';
import { listSettingsReader, manyFields, type ListSettings } from '../descriptions/listSettings';
import { simplify } from '../descriptions/simplify';

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many sequencing batches',
	description: 'Find sequencing batches by name, status or date',
	fields: [
		...manyFields,
		filters([
			...createdFilters,
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Rack 12',
				description: 'Return only batches whose name contains this text, regardless of case',
			},
			statusFilter(BATCH_STATUSES, 'Return only batches with one of these statuses'),
		]),
		simplify,
	],
	execute,
};

type BatchSearch = ListSettings & { name: string; statuses: string[] };

// What the list of batches can be filtered or sorted by is not documented.
const TRAITS: ListTraits<AnsweredBatch> = {
	createdAt: (batch) => batch.createdAt,
	comesSorted: false,
};

/** Lists batches. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const readList = listSettingsReader(parameters, context.getTimezone());
	const readStatuses = valuesReader(parameters, 'status', 'filters.status', BATCH_STATUSES);
	const readName = parameters.checked('name', 'filters.name', readText, 'if mapped');
	return await readMany<AnsweredBatch, BatchSearch>(context, items, parameters, {
		kind: BATCHES,
		idKind: 'batch',
		nouns: 'sequencing batches',
		traits: TRAITS,
		read: (item) => {
			const faults: Fault[] = [];
			const name = readName(item, faults) ?? '';
			const value = { ...readList(item, faults), name, statuses: readStatuses(item, faults) };
			return { value, faults, nameless: saysEmpty(faults) };
		},
		filterOf: (settings) =>
			listFilter(settings, {
				...TRAITS,
				conditions: [oneOf('status', settings.statuses, ({ batch }) => batch.status)],
				keeps: (batch) => containsText(batch.name ?? '', settings.name),
				asksServer: false,
			}),
		toJson: batchItem,
	});
}
