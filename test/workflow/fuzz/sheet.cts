import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import {
	anyCell,
	barcodeCell,
	blankCell,
	depthCell,
	shortened,
	specimenCell,
	strangeTitle,
} from './cells.cts';

const oneOf = fc.constantFrom;

/** The titles of the columns of one sheet. */
export interface Titles {
	barcode: string;
	specimen: string;
	depth: string;
	others: string[];
}

/** One row as drawn, before it becomes an object. */
interface DrawnRow {
	kind: 'good' | 'wild' | 'blank';
	/** Its cells: barcode, specimen, depth, rack and tracking number. */
	cells: unknown[];
	others: unknown[];
}

/** A row as an item, or as an entry of a list, may hold it. */
export interface SheetRow {
	json: Record<string, unknown>;
	blank: boolean;
	/** What stands in the column of the barcode, and in others that are named like it. */
	barcodes: unknown[];
}

const titles: fc.Arbitrary<Titles> = fc.record({
	barcode: fc.oneof(
		{ weight: 8, arbitrary: oneOf('Tube Barcode', 'barcode', ' TUBE_BARCODE', 'Ｂarcode') },
		{ weight: 1, arbitrary: oneOf('Code', '__proto__', 'constructor') },
	),
	specimen: oneOf('Specimen Type', 'specimen', 'SPECIMEN-type\u200b'),
	depth: oneOf('Sequencing Depth', 'depth', 'Depth '),
	others: fc.array(
		fc.oneof(
			{ weight: 30, arbitrary: strangeTitle },
			{ weight: 1, arbitrary: oneOf('Barcode', 'Tube Barcode', `bar${' '.repeat(20_000)}code`) },
		),
		{ maxLength: 3 },
	),
});

const rackCell = oneOf<unknown>('A', 'B', 'A (1 of 2)', 'constructor', '😀'.repeat(50), 7);
const trackingCell = oneOf<unknown>('T1', '7946 1234; T2', ['T1', 'T3'], 794612345678, '');

function good(number: number, mayRestore: boolean): fc.Arbitrary<DrawnRow> {
	const code = mayRestore
		? fc.oneof(
				{ weight: 3, arbitrary: barcodeCell(number) },
				{ weight: 1, arbitrary: shortened(number) },
			)
		: barcodeCell(number);
	return fc.record({
		kind: fc.constant('good' as const),
		cells: fc.tuple(code, specimenCell, depthCell, rackCell, trackingCell),
		others: fc.array(anyCell, { minLength: 3, maxLength: 3 }),
	});
}

/** A row with some cells of any kind, or with the barcode of another row. */
const wild = (number: number): fc.Arbitrary<DrawnRow> =>
	fc
		.tuple(
			good(number, true),
			fc.array(fc.tuple(fc.nat({ max: 4 }), anyCell), { minLength: 1, maxLength: 4 }),
			fc.option(barcodeCell(0), { freq: 4 }),
		)
		.map(([row, changes, again]) => {
			const cells = [...row.cells];
			for (const [column, cell] of changes) cells[column] = cell;
			if (again !== null) cells[0] = again;
			return { ...row, kind: 'wild', cells };
		});

const blank: fc.Arbitrary<DrawnRow> = fc.record({
	kind: fc.constant('blank' as const),
	cells: fc.array(blankCell, { minLength: 5, maxLength: 5 }),
	others: fc.array(blankCell, { minLength: 3, maxLength: 3 }),
});

/** What kinds of rows a sheet has: mostly all good, so that a good share reaches the API. */
type Tidiness = 'good' | 'mostly good' | 'wild';

function row(number: number, tidiness: Tidiness): fc.Arbitrary<DrawnRow> {
	const weights = { good: [20, 0, 1], 'mostly good': [20, 2, 1], wild: [4, 10, 1] }[tidiness];
	const [ofGood = 1, ofWild = 0, ofBlank = 0] = weights;
	return fc.oneof(
		{ weight: ofGood, arbitrary: good(number, tidiness === 'wild') },
		{ weight: ofWild, arbitrary: wild(number) },
		{ weight: ofBlank, arbitrary: blank },
	);
}

function toRow({ kind, cells, others }: DrawnRow, names: Titles): SheetRow {
	const isBlank = kind === 'blank';
	const [barcode, specimen, depth, rack, tracking] = cells;
	// From entries, a column of any name is one, and the last of two with the same name stands.
	const json = Object.fromEntries([
		...names.others.map((title, index) => [title, others[index]] as const),
		[names.specimen, specimen] as const,
		[names.depth, depth] as const,
		['Rack', rack] as const,
		['Tracking', tracking] as const,
		['Patient', isBlank ? '' : 'P'] as const,
		[names.barcode, barcode] as const,
	]) as Record<string, unknown>;
	const isLikeIt = (title: string) => title === names.barcode || /bar *code$/i.test(title);
	const barcodes = Object.entries(json).flatMap(([title, cell]) => (isLikeIt(title) ? [cell] : []));
	return { json, blank: isBlank, barcodes };
}

/** What the node is set to. */
export interface Settings {
	operation: 'register' | 'validate';
	source: 'automatic' | 'manual mapping' | 'list' | 'list as text' | 'manual entry';
	onError: INode['onError'];
	simple: boolean;
	batchName: 'fixed' | 'column';
	trackingNumbers: 'fixed' | 'column';
	options: Record<string, string | number | boolean>;
	/** Whether the same rows come a second time. */
	again: boolean;
}

const option = <T,>(...values: T[]) => fc.option(oneOf(...values), { nil: undefined });

const settings: fc.Arbitrary<Settings> = fc.record({
	operation: oneOf<Settings['operation'][]>('register', 'register', 'validate'),
	source: oneOf<Settings['source'][]>(
		...(['automatic', 'automatic', 'manual mapping', 'manual mapping'] as const),
		...(['list', 'list as text', 'manual entry'] as const),
	),
	onError: oneOf<Array<Settings['onError']>>(
		'stopWorkflow',
		'continueErrorOutput',
		'continueRegularOutput',
	),
	simple: fc.boolean(),
	batchName: oneOf<Settings['batchName'][]>('fixed', 'fixed', 'column'),
	trackingNumbers: oneOf<Settings['trackingNumbers'][]>('fixed', 'column'),
	options: fc
		.record({
			defaultSpecimenType: option('Human stool'),
			defaultSequencingDepth: option('Deep'),
			ifRegistered: option('reuse', 'error', 'register'),
			includeInputFields: option(true, false),
			lookBack: option('sameName', 'allBatches'),
			maxSamplesPerBatch: option(5000, 50, 20),
			restoreLeadingZeros: option(true, false),
		})
		.map(
			(all) =>
				Object.fromEntries(
					Object.entries(all).filter(([, value]) => value !== undefined),
				) as Settings['options'],
		),
	again: fc.boolean(),
});

/** A sheet of up to `maxRows` rows, and how the node is set to read it. */
export interface Sheet {
	titles: Titles;
	rows: SheetRow[];
	settings: Settings;
	/** What stands in the place of some lists, by the number of the list. */
	strangeLists: Map<number, unknown>;
}

export const sheet = (maxRows: number): fc.Arbitrary<Sheet> =>
	fc
		.tuple(
			titles,
			settings,
			fc.integer({ min: 1, max: maxRows }),
			oneOf<Tidiness[]>('good', 'mostly good', 'wild'),
		)
		.chain(([names, set, count, tidiness]) =>
			fc.record({
				titles: fc.constant(names),
				settings: fc.constant(set),
				rows: fc
					.tuple(...Array.from({ length: count }, (_, number) => row(number, tidiness)))
					.map((rows) => rows.map((one) => toRow(one, names))),
				strangeLists: fc
					.array(fc.tuple(fc.nat({ max: 5 }), anyCell), { maxLength: tidiness === 'wild' ? 2 : 0 })
					.map((lists) => new Map(lists)),
			}),
		);
