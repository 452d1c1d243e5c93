import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { looseText } from '../checking/cells';
import { showValue } from '../checking/show';
import type { Fault } from '../domain/fault';
import type { MetadataCells, MetadataRow } from '../metadata/patch';
import { ofMetadataFields, METADATA_FIELDS, type MetadataField } from '../domain/metadataFields';
import { showHint } from '../wording/hints';
import { HINTS } from '../wording/hintTexts';
import { NODE_TEXTS } from '../wording/objectTexts';
import { mayBeOfUser, ownColumns } from './ownColumns';
import { valueOrFault } from '../parameters/parameter';
import type { Parameters } from '../parameters/readParameters';
import { cellOf, matchTitles, titlesOf } from './titles';

const FIELDS = 'metadataFields';

/** The titles of columns for each field, in loose form. */
const TITLES = ofMetadataFields(({ label, titles = [] }, field) =>
	[field, label, ...titles].map(looseText),
);

/** Columns that this package outputs as an object or a list. The user may have others with these titles. */
const OBJECTS = new Set(['sample', 'table', 'batch']);

/** Whether a cell is an object or a list, or the text of one in a sheet. */
const isDeep = (cell: unknown) =>
	(typeof cell === 'object' && cell !== null) ||
	(typeof cell === 'string' && /^\s*[[{]/.test(cell));

/** What to do with columns that are not fields. */
interface OtherColumns {
	toCustom: boolean;
	/** The titles of those that hold the ID of the sample or the record. */
	idColumns: Array<string | undefined>;
}

/** Reads the cells of an item's metadata, and adds a fault for each that cannot be read. */
export type MetadataRowReader = (item: number, faults: Fault[]) => MetadataRow;

/**
 * Makes a reader of the cells that the parameter Metadata Fields maps.
 * @param others what to do with columns that are not fields; a manual mapping ignores them
 * @throws NodeOperationError if a manual mapping maps no column
 */
export function metadataRowReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	parameters: Parameters,
	others: OtherColumns,
): MetadataRowReader {
	return parameters.isMappedManually(FIELDS)
		? mappedRow(context, parameters)
		: matchedRow(context, items, others);
}

/** Map Automatically: by the titles of the columns. */
function matchedRow(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	{ toCustom, idColumns }: OtherColumns,
): MetadataRowReader {
	const rows = items.map(({ json }) => json);
	const titles = [...titlesOf(rows)];
	const { titleOf, faults: unclear } = matchTitles(titles, TITLES, true);
	const fields = Object.entries(titleOf) as Array<[MetadataField, string]>;
	const taken = new Set(Object.values(titleOf));
	const isOwn = ownColumns(rows, titles);
	const untaken = titles.filter((title) => !taken.has(title) && !idColumns.includes(title));
	const others = toCustom ? untaken.filter((title) => !isOwn(title)) : [];
	if (toCustom) hintAtLeftOut(context, untaken.filter(isOwn));
	// If optional columns are empty in all rows, they are missing from the items: that is no mistake.
	if (fields.length + unclear.length + others.length === 0) {
		const canStore = !toCustom && untaken.some((title) => !isOwn(title));
		showHint(context, HINTS.noMetadataColumn(titles.map(showValue), canStore), 'warning');
	}
	return (item, faults) => {
		faults.push(...unclear);
		const row = rows[item] ?? {};
		const cells: MetadataCells = {};
		for (const [field, title] of fields) cells[field] = cellOf(row, title);
		const custom = others.map((title): [string, unknown] => [title, cellOf(row, title)]);
		return {
			cells,
			others: custom.filter(([title, cell]) => !OBJECTS.has(title) || !isDeep(cell)),
		};
	};
}

/**
 * Map Each Column Manually. The editor shows all fields, so a field that was left empty is not mapped. Only
 * an expression can return an empty cell.
 */
function mappedRow(context: IExecuteFunctions, parameters: Parameters): MetadataRowReader {
	const mapped = METADATA_FIELDS.flatMap((field) => {
		const path = `${FIELDS}.value.${field}`;
		return parameters.isBlank(path) ? [] : [{ field, read: parameters.each(path) }];
	});
	if (mapped.length === 0) {
		throw new NodeOperationError(context.getNode(), NODE_TEXTS.nothingToUpdate(), {
			description: NODE_TEXTS.mapAColumn(),
		});
	}
	return (item, faults) => {
		const cells: MetadataCells = {};
		for (const { field, read } of mapped) cells[field] = valueOrFault(field, read(item), faults);
		return { cells, others: [] };
	};
}

function hintAtLeftOut(context: IExecuteFunctions, titles: string[]): void {
	const named = titles.filter(mayBeOfUser);
	if (named.length === 0) return;
	showHint(context, HINTS.ownColumns(named.map(showValue)));
}
