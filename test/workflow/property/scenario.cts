import fc from 'fast-check';

import type { Injection, World } from '../../../sandbox/server.cts';
import { worldSchema } from '../../../sandbox/worlds.cts';

/** One row as a sheet might hold it; what is wrong with it was drawn with it. */
export interface DrawnRow {
	tube: number;
	rack: string;
	specimen: string;
	/** What the cell of the barcode holds instead of the tidy barcode. */
	cell: 'text' | 'number' | 'spaced' | 'scientific' | 'short' | 'empty';
}

/** A lab's work with one sheet: some runs while things go wrong, then one when all is well. */
export interface Scenario {
	rows: DrawnRow[];
	maxSamplesPerBatch: number;
	onError: 'stopWorkflow' | 'continueErrorOutput' | 'continueRegularOutput';
	retryOnFail: boolean;
	/** What One Codex does where its documents leave it open; all else is as by default. */
	world: Partial<World>;
	/** How many batches of other tubes there are from before. */
	others: number;
	lagMs: number;
	lookBack: 'sameName' | 'allBatches';
	troubledRuns: Array<{
		injections: Injection[];
		/** Whether somebody stops the execution as soon as One Codex gets a registration. */
		stopped: boolean;
		/** Milliseconds until the next run. After a minute, the process remembers nothing of this one. */
		pauseMs: number;
	}>;
}

const oneOf = fc.constantFrom;

const row: fc.Arbitrary<DrawnRow> = fc.record({
	tube: fc.nat({ max: 11 }),
	rack: oneOf(
		'A',
		'A',
		'A',
		'A',
		'A',
		'B',
		'C (1 of 2)',
		'D_ 1\\%',
		'E  e\u0301',
		'E \u00e9\u00a0',
		'F\u200b',
	),
	specimen: fc.oneof(
		{ weight: 6, arbitrary: oneOf('Human stool', 'MICROBIAL cell-culture') },
		{ weight: 1, arbitrary: oneOf('soil', '') },
	),
	cell: fc.oneof(
		{ weight: 6, arbitrary: oneOf<DrawnRow['cell'][]>('text', 'number', 'spaced') },
		{ weight: 1, arbitrary: oneOf<DrawnRow['cell'][]>('scientific', 'short', 'empty') },
	),
});

const anywhere: fc.Arbitrary<Injection['fault']> = oneOf<Injection['fault'][]>(
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 503 },
	{ kind: 'html', status: 502 },
	{ kind: 'html', status: 200 },
	{ kind: 'cutJson' },
	{ kind: 'cutJson', drop: true },
	{ kind: 'body', body: '{"unexpected":true}', contentType: 'application/json' },
	{ kind: 'reset' },
);

// These say that nothing was done, which a server that did something does not say.
const refusals: fc.Arbitrary<Injection['fault']> = oneOf<Injection['fault'][]>(
	{ kind: 'status', status: 503, headers: { 'Retry-After': '2' } },
	{ kind: 'status', status: 403 },
);

const register = { method: 'POST' };

/** What goes wrong with some requests. */
export const injection: fc.Arbitrary<Injection> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			match: oneOf(register, register, { method: 'GET' }, {}),
			times: fc.integer({ min: 1, max: 6 }),
			after: fc.nat({ max: 4 }),
			when: oneOf<Array<'before' | 'after'>>('before', 'after'),
			fault: anywhere,
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			match: oneOf(register, { method: 'GET' }, {}),
			times: fc.integer({ min: 1, max: 6 }),
			after: fc.nat({ max: 4 }),
			fault: refusals,
		}),
	},
	{
		weight: 1,
		// A list that lies about its content would be beyond any node; an answer may be incomplete.
		arbitrary: oneOf<Injection[]>(
			{ match: register, fault: { kind: 'reorderSamples' }, times: 2 },
			{ match: register, fault: { kind: 'dropSamples', barcodes: 2 } },
			{ fault: { kind: 'refuseWhere' }, times: 'always' },
		),
	},
);

/** Any value of each setting, and the first more often. */
export const world = fc.record(
	Object.fromEntries(
		Object.entries(worldSchema.shape).map(([setting, schema]) => {
			const values: unknown[] =
				'options' in schema ? schema.options : [0, 5_000, 45_000].map((ms): unknown => ms);
			const usual = { weight: 1, arbitrary: fc.constant(values[0]) };
			return [setting, fc.oneof(usual, { weight: 1, arbitrary: oneOf(...values) })];
		}),
	),
) as fc.Arbitrary<Partial<World>>;

/** Draws scenarios. Faults may meet any request of up to three runs. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
	rows: fc.array(row, { minLength: 1, maxLength: 12 }),
	maxSamplesPerBatch: oneOf(1, 2, 5000),
	onError: oneOf<Array<Scenario['onError']>>(
		'stopWorkflow',
		'continueErrorOutput',
		'continueRegularOutput',
	),
	retryOnFail: fc.boolean(),
	world,
	others: oneOf(0, 0, 30, 130),
	lagMs: oneOf(0, 0, 5_000, 40_000),
	lookBack: oneOf<Array<Scenario['lookBack']>>('sameName', 'sameName', 'allBatches'),
	troubledRuns: fc.array(
		fc.record({
			injections: fc.array(injection, { maxLength: 4 }),
			stopped: fc.oneof(
				{ weight: 3, arbitrary: fc.constant(false) },
				{ weight: 1, arbitrary: fc.constant(true) },
			),
			pauseMs: oneOf(0, 30_000, 61_000, 150_000, 7_200_000),
		}),
		{ maxLength: 3 },
	),
});

/** The rows as n8n's items. */
export function toItems(rows: DrawnRow[]): object[] {
	return rows.map((drawn, index) => ({
		'Tube Barcode': cellOf(drawn),
		Specimen: drawn.specimen,
		Depth: 'deep',
		Rack: drawn.rack,
		Line: index,
	}));
}

const LETTERS_FROM = 8;

/** Some barcodes have letters, which One Codex may show in the other case. */
export const barcodeOf = (tube: number) =>
	tube < LETTERS_FROM ? String(10_000_000_000_000 + tube) : `aBcDe${10_000 + tube}`;

function cellOf({ cell, tube }: DrawnRow): string | number {
	switch (cell) {
		case 'text':
			return barcodeOf(tube);
		case 'number':
			return tube < LETTERS_FROM ? Number(barcodeOf(tube)) : barcodeOf(tube);
		case 'spaced':
			return ` ${barcodeOf(tube).slice(0, 7)}\u00a0${barcodeOf(tube).slice(7)}`;
		case 'scientific':
			return '1.00000E+13';
		case 'short':
			return '123';
		case 'empty':
			return '';
	}
}

/** Which rows are good, worked out in another way than the node does: by how they were drawn. */
export function goodLines(rows: DrawnRow[]): number[] {
	const readable = (one: DrawnRow) => ['text', 'number', 'spaced'].includes(one.cell);
	const uses = (tube: number) => rows.filter((one) => readable(one) && one.tube === tube).length;
	return rows.flatMap((one, line) =>
		readable(one) && uses(one.tube) === 1 && one.specimen !== 'soil' && one.specimen !== ''
			? [line]
			: [],
	);
}
