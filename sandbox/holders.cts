import type { Batch } from './batches.cts';
import { echoBarcode } from './echo.cts';
import { refusal } from './refusal.cts';
import type { Refusal } from './refusal.cts';
import type { Account } from './state.cts';
import type { RegisterRequest } from './wire.cts';
import type { World } from './worlds.cts';

/** A tube of a batch; its barcode as it was sent. */
type Holding = { barcode: string; batch: Batch };

/** Makes the memory of which batches hold a barcode; `world` is the one at the time of the call. */
export function createHolders(world: () => World) {
	let holders = new Map<string, Holding[]>();

	// Without the letter case, since the world can change to one that does not care for it.
	const keyOf = (account: Account, barcode: string) => `${account.user} ${barcode.toUpperCase()}`;
	const echoed = (barcode: string) => echoBarcode(barcode, world());

	function liveHolder(account: Account, barcode: string): Batch | undefined {
		const known = holders.get(keyOf(account, barcode)) ?? [];
		const isMeant = (holding: Holding) =>
			holding.batch.status !== 'canceled' && echoed(holding.barcode) === echoed(barcode);
		return known.find(isMeant)?.batch;
	}

	function refuse(index: number, words: string): Refusal {
		const { repeatedBarcodes } = world();
		if (repeatedBarcodes === 'otherWords') {
			return refusal(400, `samples.${index}: constraint violated`);
		}
		return refusal(repeatedBarcodes === 'conflict' ? 409 : 400, `samples: tube_barcode ${words}`);
	}

	return {
		/** Remembers the tubes of a new batch. */
		add: (account: Account, batch: Batch): void => {
			for (const { barcode } of batch.tubes) {
				const key = keyOf(account, barcode);
				holders.set(key, [...(holders.get(key) ?? []), { barcode, batch }]);
			}
		},
		/** Throws a refusal if a barcode comes twice, or stands in a live batch and must not. */
		insistOnNew: (account: Account, request: RegisterRequest): void => {
			const accepts = world().repeatedBarcodes === 'accepted';
			const seen = new Set<string>();
			for (const [index, { tube_barcode: barcode }] of request.samples.entries()) {
				if (seen.has(echoed(barcode))) throw refuse(index, `${barcode} is given more than once`);
				seen.add(echoed(barcode));
				const holder = accepts ? undefined : liveHolder(account, barcode);
				if (holder) {
					const where = `batch ${holder.id} (${holder.name})`;
					throw refuse(index, `${barcode} is already registered in ${where}`);
				}
			}
		},
		/** Forgets every barcode. */
		reset: (): void => {
			holders = new Map();
		},
	};
}
