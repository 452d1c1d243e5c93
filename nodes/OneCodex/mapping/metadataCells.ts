import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { looseText } from '../checking/cells';
import { makeFault } from '../checking/faults';
import { showValue } from '../checking/show';
import type { Fault } from '../domain/fault';
import type { MetadataCells, MetadataRow } from '../metadata/patch';
import {
	ofMetadataFields,
	METADATA_FIELDS,
	METADATA_TABLE,
	type MetadataField,
} from '../domain/metadataFields';
import { showHint } from '../wording/hints';
import { HINTS } from '../wording/hintTexts';
import { NODE_TEXTS } from '../wording/objectTexts';
import { isNoDay, LAT_LON, saysMissing, splitPosition } from './mixs';
import { columnsOfOthers, faultOfUnknown, mayBeOfUser, ownColumns } from './ownColumns';
import { valueOrFault } from '../parameters/parameter';
import type { Parameters } from '../parameters/readParameters';
import { cellOf, matchTitles, titlesOf, type MatchedTitles } from './titles';

const FIELDS = 'metadataFields';

/** The titles of columns for each field, in loose form. */
const TITLES = ofMetadataFields(({ label, titles = [] }, field) =>
	[field, label, ...titles].map(looseText),
);

const FALLBACK = ofMetadataFields(({ mixs }) => (mixs === undefined ? [] : [looseText(mixs)]));

const isField = (title: string) =>
	Object.values(TITLES).some((titles) => titles.includes(looseText(title)));

/** Columns that this package outputs as an object or a list. The user may have others with these titles. */
const OBJECTS = new Set([
	...['sample', 'table', 'batch', 'results', 'mlst_results', 'panel_results', 'metrics'],
	...['true_positive_orgs', 'false_positive_orgs'],
]);

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
		: matchedRow(context, items, parameters, others);
}

/** Map Automatically: by the titles of the columns. */
function matchedRow(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	parameters: Parameters,
	{ toCustom, idColumns }: OtherColumns,
): MetadataRowReader {
	const rows = items.map(({ json }) => json);
	const titles = [...titlesOf(rows)];
	const isOfOther = columnsOfOthers(titles);
	const ofSample = titles.filter((title) => !isOfOther(title));
	const matched = matchTitles(ofSample, rows, TITLES, true, FALLBACK);
	const { titleOf, faults: unclear } = matched;
	const fields = Object.entries(titleOf) as Array<[MetadataField, string]>;
	const latLon = findLatLon(titles, matched);
	const taken = new Set([...Object.values(titleOf), latLon]);
	const isOwn = ownColumns(rows, titles);
	const untaken = titles.filter((title) => !taken.has(title) && !idColumns.includes(title));
	const notOwn = untaken.filter((title) => !isOwn(title));
	const others = toCustom ? notOwn : [];
	const unknown = faultOfUnknown(context, parameters, () => (toCustom ? [] : notOwn));
	hintAtLeftOut(
		context,
		untaken.filter((title) => isOwn(title) && (toCustom || isField(title))),
	);
	// If optional columns are empty in all rows, they are missing from the items: that is no mistake.
	if (!latLon && fields.length + unclear.length + others.length === 0) {
		const canStore = !toCustom && notOwn.length > 0;
		showHint(context, HINTS.noMetadataColumn(titles.map(showValue), canStore), 'warning');
	}
	return (item, faults) => {
		faults.push(...unclear, ...(unknown ? [unknown] : []));
		const row = rows[item] ?? {};
		const custom = others.map((title): [string, unknown] => [title, cellOf(row, title)]);
		const cells = readFields(row, { fields, latLon }, toCustom ? custom : undefined, faults);
		return {
			cells,
			others: custom.filter(([title, cell]) => !OBJECTS.has(title) || !isDeep(cell)),
		};
	};
}

/** Which columns hold fields: one each, or latitude and longitude together. */
interface FieldColumns {
	fields: Array<[MetadataField, string]>;
	latLon: string | undefined;
}

/**
 * Reads the cells of fields.
 * @param custom gets what MIxS allows and no field can hold, such as a month; not given if it cannot be stored
 */
function readFields(
	row: object,
	{ fields, latLon }: FieldColumns,
	custom: Array<[string, unknown]> | undefined,
	faults: Fault[],
): MetadataCells {
	const cells: MetadataCells = {};
	const cellUnless = (isCustom: (cell: unknown) => boolean, title: string) => {
		const cell = cellOf(row, title);
		if (!custom || !isCustom(cell)) return cell;
		custom.push([title, cell]);
		return undefined;
	};
	for (const [field, title] of fields) {
		const isDay = METADATA_TABLE[field].type === 'day';
		cells[field] = isDay ? cellUnless(isNoDay, title) : cellOf(row, title);
	}
	if (latLon === undefined) return cells;
	const cell = cellUnless(saysMissing, latLon);
	const position = splitPosition(cell);
	if (position) [cells.location_lat, cells.location_lon] = position;
	else faults.push(makeFault('location_lat', cell, 'unclear_position'));
	return cells;
}

/** The column for both latitude and longitude, if neither has a column of its own. */
function findLatLon(
	titles: string[],
	{ titleOf, faults }: MatchedTitles<MetadataField>,
): string | undefined {
	const isOfTwo = (field: string) => field === 'location_lat' || field === 'location_lon';
	const own = [...Object.keys(titleOf), ...faults.map(({ field }) => field)].some(isOfTwo);
	return own ? undefined : titles.find((title) => looseText(title) === LAT_LON);
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
