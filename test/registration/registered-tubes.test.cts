import { barcodeKey } from '../../nodes/OneCodex/domain/barcodes';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import type { Index } from '../../nodes/OneCodex/registration/looking/everywhere';
import { emptyResult } from '../../nodes/OneCodex/registration/result';
import {
	takeRegistered,
	type IfRegistered,
} from '../../nodes/OneCodex/registration/looking/registeredTubes';
import { answered, BATCH } from './registry.cts';
import { barcode, makeBatch, makeTube } from './rows.cts';
import { makeFault } from '../../nodes/OneCodex/checking/faults';

const [a, b, c] = ['abc1234567', barcode(2), barcode(3)] as const;
const planned = makeBatch('Rack', [a, b, c], 5);

const batch = (id: string, more: Partial<AnsweredBatch> = {}): AnsweredBatch => ({
	...BATCH,
	id,
	...more,
});

function take(
	ifRegistered: IfRegistered,
	registeredIn: Record<string, AnsweredBatch[]>,
	unconfirmed: Record<string, AnsweredBatch> = {},
) {
	const index: Index = new Map(
		Object.entries(registeredIn).map(([one, all]) => [
			barcodeKey(one),
			all.map((found) => ({ batch: found, answered: answered(`${found.id} ${one}`) })),
		]),
	);
	return takeFrom(ifRegistered, index, unconfirmed);
}

function takeFrom(
	ifRegistered: IfRegistered,
	registeredIn: Index,
	unconfirmed: Record<string, AnsweredBatch> = {},
) {
	const result = emptyResult();
	const { tubes, ...rest } = takeRegistered(result, { ifRegistered }, planned, {
		registeredIn,
		unconfirmed: new Map(Object.entries(unconfirmed)),
		seen: new Set(),
		canceled: new Set(),
		unsettled: undefined,
	});
	const { name, trackingNumbers } = planned;
	expect(rest).toEqual({ name, trackingNumbers });
	return { result, left: tubes.map(({ row }) => row) };
}

test('a tube that stands is taken from its batch, and the others are left', () => {
	const { result, left } = take('reuse', { [a]: [batch('b1')] });
	expect(left).toEqual([6, 7]);
	const tube = { row: 5, batch: batch('b1'), answered: answered(`b1 ${a}`) };
	expect(result).toEqual({ ...emptyResult(), tubes: [{ ...tube, alreadyRegistered: true }] });
});

test('of several batches the oldest counts, and all are told', () => {
	const [young, old, untold] = [
		batch('young', { createdAt: 2 }),
		batch('old', { createdAt: 1 }),
		batch('untold', { createdAt: undefined }),
	];
	const { result } = take('reuse', { [b]: [young, old], [c]: [young, untold, old] });
	expect(result.tubes.map((one) => [one.row, one.batch.id])).toEqual([
		[6, 'old'],
		[7, 'untold'],
	]);
	expect(result.doubled).toEqual([
		{ row: 6, barcode: b, batches: [old, young] },
		{ row: 7, barcode: c, batches: [untold, old, young] },
	]);
});

test('of several spellings, the one of the row counts, before older ones', () => {
	const spelled = [
		{ batch: batch('old', { createdAt: 1 }), answered: answered(a.toUpperCase()) },
		{ batch: batch('young', { createdAt: 3 }), answered: answered(a) },
		{ batch: batch('mine', { createdAt: 2 }), answered: answered(a) },
	];
	const { result } = takeFrom('reuse', new Map([[barcodeKey(a), spelled]]));
	expect(result.tubes.map(({ batch: { id } }) => id)).toEqual(['mine']);
});

test('two samples in one batch are no two batches', () => {
	const { result } = take('reuse', { [b]: [batch('b1'), batch('b1')] });
	expect(result.doubled).toEqual([]);
	expect(result.tubes).toHaveLength(1);
});

test('as an error, a tube that stands is a faulty row that names its batches', () => {
	const { result, left } = take('error', {
		[a]: [batch('b1', { batch: { batch_number: 'SB1' } })],
		[b]: [batch('b2', { name: undefined }), batch('b3', { createdAt: 1 })],
	});
	expect(left).toEqual([7]);
	expect(result.tubes).toEqual([]);
	const fault = (row: number, barcode: string, batches: string[]) => ({
		row,
		...makeFault('tube_barcode', barcode, 'already_registered', { batches }),
	});
	expect(result.problems).toEqual([
		fault(5, a, ['"Rack 1" (number SB1)']),
		fault(6, b, ['"" (number b2)', '"Rack 1" (number b3)']),
	]);
});

test.each<IfRegistered>(['reuse', 'error'])(
	'a tube that was sent a moment ago without showing up is missing, not sent again (%s)',
	(ifRegistered) => {
		const { result, left } = take(ifRegistered, {}, { [b]: batch('b1') });
		expect(left).toEqual([5, 7]);
		expect(result).toEqual({
			...emptyResult(),
			missing: [{ row: 6, tube: makeTube(b), planned, batch: batch('b1') }],
		});
	},
);
