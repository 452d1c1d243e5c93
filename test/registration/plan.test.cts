import { makeFault } from '../../nodes/OneCodex/checking/faults';
import { batchesOf, plan, problemsOf } from './plans.cts';
import { barcode, makeRow, makeRows } from './rows.cts';

describe('batches', () => {
	test('are grouped by name in order of first appearance', () => {
		const names = ['B', 'A', ' B ', 'b', 'A'];
		expect(batchesOf(plan(makeRows(names.map((batchName) => ({ batchName })))))).toEqual([
			['B', [0, 2]],
			['A', [1, 4]],
			['b', [3]],
		]);
	});

	test.each(['__proto__', 'constructor', 'toString'])('may be called %s', (batchName) => {
		expect(batchesOf(plan(makeRows([{ batchName }, { batchName }])))).toEqual([
			[batchName, [0, 1]],
		]);
	});

	test('name all tracking numbers of their rows, each once', () => {
		const rows = makeRows([
			{ trackingNumbers: 'a,b' },
			{ trackingNumbers: '' },
			{ trackingNumbers: ['b', 'c'] },
			{ trackingNumbers: 'd', batchName: 'Other' },
		]);
		const { batches, problems } = plan(rows);
		expect(batches.map(({ trackingNumbers }) => trackingNumbers)).toEqual([['a', 'b', 'c'], ['d']]);
		expect(problems).toEqual([]);
	});

	test('leave out faulty rows, but not the shipment that these name', () => {
		const rows = makeRows([{}, {}, {}]);
		rows[1] = makeRow({ tube_barcode: 'short' }, { trackingNumbers: 'extra' });
		const { batches, ...rest } = plan(rows);
		expect(batchesOf({ batches, ...rest })).toEqual([['Rack 1', [0, 2]]]);
		expect(batches[0]?.trackingNumbers).toEqual(['7946 1234', 'extra']);
	});

	test('without a good row are none', () => {
		expect(plan([makeRow({ tube_barcode: 'short' })]).batches).toEqual([]);
		expect(plan([])).toEqual({ rows: [], batches: [], problems: [] });
	});
});

describe('tracking numbers of a batch', () => {
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => `T${index}`);

	test('may be a hundred', () => {
		expect(plan([makeRow({}, { trackingNumbers: numbers(100) })]).problems).toEqual([]);
	});

	test('may not be more, over all its rows', () => {
		const rows = makeRows([
			{ trackingNumbers: numbers(100) },
			{ trackingNumbers: 'another' },
			{ batchName: 'Other' },
		]);
		const result = plan(rows);
		const params = { count: 101, batch: 'Rack 1', most: 100 };
		const fault = makeFault('return_tracking_numbers', '', 'too_many_in_batch', params);
		expect(result.problems).toEqual([
			{ row: 0, ...fault },
			{ row: 1, ...fault },
		]);
		expect(batchesOf(result)).toEqual([['Other', [2]]]);
	});

	test('may not be missing from all its rows', () => {
		const rows = makeRows([{ trackingNumbers: '' }, { trackingNumbers: undefined }]);
		expect(problemsOf(plan(rows))).toEqual([
			[0, 'return_tracking_numbers', 'empty'],
			[1, 'return_tracking_numbers', 'empty'],
		]);
	});

	test('that cannot be read are not called empty on top', () => {
		const rows = makeRows([{ trackingNumbers: 'a#' }, { trackingNumbers: '' }]);
		expect(problemsOf(plan(rows))).toEqual([
			[0, 'return_tracking_numbers', 'tracking_number_characters'],
			[1, 'return_tracking_numbers', 'empty'],
		]);
	});
});

describe('defaults', () => {
	const defaults = { specimen_type: 'MICROBIAL CELL CULTURE', sequencing_depth: 'standard' };

	test.each([undefined, null, '', ' '])('fill a cell that is %j', (cell) => {
		const row = makeRow({ specimen_type: cell, sequencing_depth: cell }, { defaults });
		expect(plan([row]).batches[0]?.tubes[0]?.tube).toEqual({
			tube_barcode: barcode(0),
			specimen_type: 'Microbial cell culture',
			sequencing_depth: 'Standard',
		});
	});

	test('leave a filled cell alone, be it right or wrong', () => {
		const right = plan([makeRow({}, { defaults })]);
		expect(right.batches[0]?.tubes[0]?.tube.specimen_type).toBe('Human stool');
		const wrong = plan([makeRow({ specimen_type: 'water' }, { defaults })]);
		expect(problemsOf(wrong)).toEqual([[0, 'specimen_type', 'not_a_choice']]);
	});

	test('take no part in a depth that is wrong', () => {
		const wrong = plan([makeRow({ sequencing_depth: 'deepest' }, { defaults })]);
		expect(problemsOf(wrong)).toEqual([[0, 'sequencing_depth', 'not_a_choice']]);
	});

	test('are asked for where a cell is empty and there is none', () => {
		const choices = ['Human stool', 'Microbial cell culture'];
		expect(plan([makeRow({ specimen_type: '' })]).problems).toEqual([
			{ row: 0, ...makeFault('specimen_type', '', 'empty_choice', { choices }) },
		]);
	});

	test('that are wrong themselves are a fault only where they are needed', () => {
		const bad = { defaults: { specimen_type: 'water' } };
		expect(plan([makeRow({}, bad)]).problems).toEqual([]);
		expect(problemsOf(plan([makeRow({ specimen_type: '' }, bad)]))).toEqual([
			[0, 'specimen_type', 'not_a_choice'],
		]);
	});
});

describe('problems', () => {
	test('are all told, in the order of the rows', () => {
		const rows = [
			makeRow({ tube_barcode: barcode(1) }, { trackingNumbers: '', batchName: 'Lonely' }),
			makeRow({ tube_barcode: '', specimen_type: 'water', sequencing_depth: null }),
			makeRow({ tube_barcode: barcode(2) }, { batchName: '' }),
		];
		expect(problemsOf(plan(rows))).toEqual([
			[0, 'return_tracking_numbers', 'empty'],
			[1, 'tube_barcode', 'empty'],
			[1, 'specimen_type', 'not_a_choice'],
			[1, 'sequencing_depth', 'empty_choice'],
			[2, 'batch_name', 'empty'],
		]);
	});

	test('found while fetching a cell are kept, and the cell is not called empty on top', () => {
		const fault = makeFault('tube_barcode', '', 'expression_failed', { reason: 'x' });
		const result = plan([makeRow({ tube_barcode: undefined }, { faults: [fault] })]);
		expect(result.problems).toEqual([{ row: 0, ...fault }]);
		expect(result.batches).toEqual([]);
	});

	test('found while fetching one cell leave the others to be read', () => {
		const fault = makeFault('tube_barcode', '', 'expression_failed', { reason: 'x' });
		const row = makeRow({ tube_barcode: undefined, specimen_type: 'water' }, { faults: [fault] });
		expect(problemsOf(plan([row]))).toEqual([
			[0, 'tube_barcode', 'expression_failed'],
			[0, 'specimen_type', 'not_a_choice'],
		]);
	});

	test('of an empty cell show no value', () => {
		const { problems } = plan([makeRow({ tube_barcode: '' }, { trackingNumbers: '' })]);
		expect(problems.map(({ field, value }) => [field, value])).toEqual([
			['tube_barcode', ''],
			['return_tracking_numbers', ''],
		]);
	});

	test('of a tracking number that could not be fetched are told once', () => {
		const fault = makeFault('return_tracking_numbers', '', 'expression_failed', { reason: 'x' });
		const row = makeRow({}, { trackingNumbers: undefined, faults: [fault] });
		expect(plan([row]).problems).toEqual([{ row: 0, ...fault }]);
	});

	test('of another field do not hide that no tracking number is there', () => {
		const row = makeRow({ specimen_type: 'water' }, { trackingNumbers: '' });
		expect(problemsOf(plan([row]))).toEqual([
			[0, 'specimen_type', 'not_a_choice'],
			[0, 'return_tracking_numbers', 'empty'],
		]);
	});

	test('of a whole row stand for those of its cells', () => {
		const fault = makeFault('row', 'text', 'not_an_object');
		const row = makeRow({ tube_barcode: undefined, specimen_type: 'water' }, { faults: [fault] });
		expect(plan([row]).problems).toEqual([{ row: 0, ...fault }]);
	});
});

test('the rows themselves are not changed', () => {
	const rows = [makeRow({ tube_barcode: '' }), makeRow(), makeRow()];
	const before = structuredClone(rows);
	plan(rows);
	expect(rows).toEqual(before);
});
