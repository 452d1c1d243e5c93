import type { INodeParameters } from 'n8n-workflow';

import type { Settings, Sheet, SheetRow } from './sheet.cts';

/** What goes into the node, and how many rows it is to see in each item. */
export interface Input {
	items: object[];
	parameters: INodeParameters;
	rowsOf: RowsOfItem[];
}

/** The rows of one item. */
interface RowsOfItem {
	rows: SheetRow[];
	/** How many of them are not blank; undefined where that cannot be told without the node's own rules. */
	count: number | undefined;
}

const ROWS_IN_LIST = 7;

/** A sheet as items and parameters of the node. */
export function toInput(sheet: Sheet): Input {
	const { source, operation, simple, options } = sheet.settings;
	const isList = source === 'list' || source === 'list as text';
	const { items, rowsOf } = isList ? toLists(sheet) : toItems(sheet);
	return {
		items,
		rowsOf,
		parameters: {
			operation,
			...(operation === 'register' && { simple }),
			...batchParameters(sheet.settings),
			...sourceParameters(sheet),
			options,
		},
	};
}

function batchParameters({ batchName, trackingNumbers }: Settings): INodeParameters {
	return {
		batchName: batchName === 'column' ? '={{ $json.Rack }}' : 'Rack 1',
		returnTrackingNumbers: trackingNumbers === 'column' ? '={{ $json["Tracking"] }}' : 'T9, T8',
	};
}

const column = (title: string) => `={{ $json[${JSON.stringify(title)}] }}`;

/** The columns of a tube's barcode, specimen type and sequencing depth, by their titles. */
type TubeColumns = readonly [barcode: string, specimen: string, depth: string];

/** The parameters of a manual mapping of columns. */
export const mappedManually = ([barcode, specimen, depth]: TubeColumns): INodeParameters => ({
	samplesFrom: 'inputItems',
	sampleFields: {
		mappingMode: 'defineBelow',
		value: {
			tube_barcode: column(barcode),
			specimen_type: column(specimen),
			sequencing_depth: column(depth),
		},
	},
});

/** The parameters of a manual entry that takes its values from columns. */
export const enteredManually = ([barcode, specimen, depth]: TubeColumns): INodeParameters => ({
	samplesFrom: 'manual',
	samples: {
		sample: [
			{
				tubeBarcode: column(barcode),
				specimenType: column(specimen),
				sequencingDepth: column(depth),
			},
		],
	},
});

function sourceParameters({ settings, titles }: Sheet): INodeParameters {
	const columns = [titles.barcode, titles.specimen, titles.depth] as const;
	switch (settings.source) {
		case 'automatic':
			return { samplesFrom: 'inputItems' };
		case 'manual mapping':
			return mappedManually(columns);
		case 'list':
		case 'list as text':
			return { samplesFrom: 'list', list: '={{ $json.list }}' };
		case 'manual entry':
			return enteredManually(columns);
	}
}

function toItems({ rows, settings }: Sheet): Pick<Input, 'items' | 'rowsOf'> {
	const countOf = ({ blank }: SheetRow) => (blank && settings.source !== 'manual entry' ? 0 : 1);
	return {
		items: rows.map(({ json }) => json),
		rowsOf: rows.map((row) => ({ rows: [row], count: countOf(row) })),
	};
}

function toLists({ rows, settings, strangeLists }: Sheet): Pick<Input, 'items' | 'rowsOf'> {
	const items: object[] = [];
	const rowsOf: RowsOfItem[] = [];
	for (let from = 0; from < rows.length; from += ROWS_IN_LIST) {
		const inItem = rows.slice(from, from + ROWS_IN_LIST);
		const list = inItem.map(({ json }) => json);
		const { Rack, Tracking } = list[0] ?? {};
		const own = settings.source === 'list' ? list : JSON.stringify(list);
		const strange = strangeLists.get(items.length);
		items.push({ Rack, Tracking, list: strange === undefined ? own : strange });
		rowsOf.push(
			strange === undefined
				? { rows: inItem, count: inItem.filter(({ blank }) => !blank).length }
				: { rows: [], count: isNoList(strange) ? 1 : undefined },
		);
	}
	return { items, rowsOf };
}

/** Whether a value can be no list, nor JSON text of one. */
const isNoList = (value: unknown) =>
	typeof value === 'string' ? !/[[{]/.test(value) : typeof value !== 'object' || value === null;
