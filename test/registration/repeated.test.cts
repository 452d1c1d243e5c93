import type { Row } from '../../nodes/OneCodex/registration/planning/row';
import { batchesOf, plan, problemsOf } from './plans.cts';
import { barcode, makeRow } from './rows.cts';

describe('a barcode in two rows', () => {
	const repeat = (barcodes: unknown[], more: Array<Partial<Row>> = []) =>
		plan(
			barcodes.map((one, index) =>
				makeRow({ tube_barcode: one }, { name: `r${index}`, ...more[index] }),
			),
		);

	test('is a fault of both that names the other', () => {
		const result = repeat([barcode(1), barcode(2), ` ${barcode(1)} `]);
		expect(problemsOf(result)).toEqual([
			[0, 'tube_barcode', 'is also in row r2'],
			[2, 'tube_barcode', 'is also in row r0'],
		]);
		expect(batchesOf(result)).toEqual([['Rack 1', [1]]]);
	});

	test('is one also across batches', () => {
		const result = repeat([barcode(1), barcode(1)], [{ batchName: 'A' }, { batchName: 'B' }]);
		expect(result.problems).toHaveLength(2);
		expect(result.batches).toEqual([]);
	});

	test('is one also in other letter case', () => {
		expect(problemsOf(repeat(['ABC1234567', 'abc1234567']))).toEqual([
			[0, 'tube_barcode', 'is also in row r1, in other letter case'],
			[1, 'tube_barcode', 'is also in row r0, in other letter case'],
		]);
	});

	test('is one also where the other row is faulty for another reason', () => {
		const result = plan([
			makeRow({ specimen_type: 'water' }, { name: '1' }),
			makeRow({}, { name: '2' }),
		]);
		expect(problemsOf(result)).toEqual([
			[0, 'specimen_type', 'is not one of the choices'],
			[0, 'tube_barcode', 'is also in row 2'],
			[1, 'tube_barcode', 'is also in row 1'],
		]);
	});

	test('names three rows at most', () => {
		const result = repeat(Array<string>(6).fill(barcode(1)));
		expect(problemsOf(result)[0]?.[2]).toBe('is also in row r1 and row r2 and row r3 and 2 more');
		expect(result.problems).toHaveLength(6);
	});

	test('is found after its zeros were restored', () => {
		const rows = [
			makeRow({ tube_barcode: 1234567890123 }),
			makeRow({ tube_barcode: '01234567890123' }),
		];
		expect(plan(rows, true).problems).toHaveLength(2);
		expect(plan(rows).problems).toHaveLength(1);
	});
});
