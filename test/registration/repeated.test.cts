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

	const repeatedOf = ({ problems }: ReturnType<typeof plan>) =>
		problems.flatMap(({ row, code, params }) => (code === 'repeated' ? [[row, params]] : []));

	test('is a fault of both that names the other', () => {
		const result = repeat([barcode(1), barcode(2), ` ${barcode(1)} `]);
		expect(repeatedOf(result)).toEqual([
			[0, { rows: ['r2'], more: 0, inOtherCase: false }],
			[2, { rows: ['r0'], more: 0, inOtherCase: false }],
		]);
		expect(batchesOf(result)).toEqual([['Rack 1', [1]]]);
	});

	test('is one also across batches', () => {
		const result = repeat([barcode(1), barcode(1)], [{ batchName: 'A' }, { batchName: 'B' }]);
		expect(result.problems).toHaveLength(2);
		expect(result.batches).toEqual([]);
	});

	test('is one also in other letter case', () => {
		expect(repeatedOf(repeat(['ABC1234567', 'abc1234567']))).toEqual([
			[0, { rows: ['r1'], more: 0, inOtherCase: true }],
			[1, { rows: ['r0'], more: 0, inOtherCase: true }],
		]);
	});

	test('is one also where the other row is faulty for another reason', () => {
		const result = plan([
			makeRow({ specimen_type: 'water' }, { name: '1' }),
			makeRow({}, { name: '2' }),
		]);
		expect(problemsOf(result)).toEqual([
			[0, 'specimen_type', 'not_a_choice'],
			[0, 'tube_barcode', 'repeated'],
			[1, 'tube_barcode', 'repeated'],
		]);
	});

	test('names three rows at most', () => {
		const result = repeat(Array<string>(6).fill(barcode(1)));
		const params = { rows: ['r1', 'r2', 'r3'], more: 2, inOtherCase: false };
		expect(repeatedOf(result)[0]).toEqual([0, params]);
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
