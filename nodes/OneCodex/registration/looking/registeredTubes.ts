import { barcodeKey } from '../../domain/barcodes';
import type { Earlier } from './earlier';
import type { RegisteredTube } from './everywhere';
import type { PlannedBatch } from '../planning/plan';
import { makeFault } from '../../checking/faults';
import type { RowFault } from '../../domain/fault';
import { batchNumber, type AnsweredBatch } from '../../domain/batch';
import type { RunResult } from '../result';

/** What to do with a tube that is registered already. */
export type IfRegistered = 'reuse' | 'error' | 'register';

interface Settings {
	ifRegistered: IfRegistered;
	/** Whether faulty rows get their sample as well. */
	looksOnly?: boolean;
}

/**
 * Takes the tubes that are already registered out of a batch and adds them to the result, as samples or as
 * faulty rows; those that were sent a moment ago and did not show up as missing.
 * @returns the batch with the tubes that are left; there may be none
 */
export function takeRegistered(
	result: RunResult,
	{ ifRegistered, looksOnly }: Settings,
	planned: PlannedBatch,
	{ registeredIn, unconfirmed }: Earlier,
): PlannedBatch {
	if (registeredIn.size + unconfirmed.size === 0) return planned;
	const left = planned.tubes.filter(({ row, tube }) => {
		const key = barcodeKey(tube.tube_barcode);
		const all = likest(registeredIn.get(key), tube.tube_barcode);
		const [first] = all ?? [];
		const batch = first?.batch ?? unconfirmed.get(key);
		if (!batch) return true;
		if (!all || !first) {
			result.missing.push({ row, tube, planned, batch });
			return false;
		}
		const batches = [...new Map(all.map(({ batch }) => [batch.id, batch])).values()];
		if (batches.length > 1) result.doubled.push({ row, barcode: tube.tube_barcode, batches });
		if (ifRegistered === 'error') {
			result.problems.push(registeredProblem(row, tube.tube_barcode, batches));
		}
		if (ifRegistered !== 'error' || looksOnly) {
			result.tubes.push({ row, ...first, alreadyRegistered: true });
		}
		return false;
	});
	return { ...planned, tubes: left };
}

/**
 * Where a tube is registered in just this spelling, or else in any. Of two registrations the lab has known the older
 * one for longer.
 */
export function likest(
	all: RegisteredTube[] | undefined,
	barcode: string,
): RegisteredTube[] | undefined {
	const same = all?.filter(({ answered }) => answered.barcode === barcode) ?? [];
	return (same.length > 0 ? same : all)?.toSorted(
		(a, b) => (a.batch.createdAt ?? 0) - (b.batch.createdAt ?? 0),
	);
}

function registeredProblem(row: number, barcode: string, batches: AnsweredBatch[]): RowFault {
	const names = batches.map((batch) => `"${batch.name ?? ''}" (number ${batchNumber(batch)})`);
	const fault = makeFault('tube_barcode', barcode, 'already_registered', { batches: names });
	return { row, ...fault };
}
