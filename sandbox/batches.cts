import { hexId, hexIds } from './ids.cts';
import { refusal } from './refusal.cts';
import type { Account, Clock } from './state.cts';
import type { RegisterRequest } from './wire.cts';

/** Every status a batch can have, in the order of the lab's work. */
export const batchStatuses = [
	'registered',
	'shipped_to_lab',
	'received_at_lab',
	'extracting',
	'preparing_library',
	'sequencing',
	'quality_control',
	'done',
	'canceled',
] as const;

/** How far the lab has come with a batch. */
export type BatchStatus = (typeof batchStatuses)[number];

/** A registered tube. `sampleId` is 16 hex digits; a withheld tube is kept but never shown. */
export type Tube = {
	barcode: string;
	specimenType: 'Human stool' | 'Microbial cell culture';
	depth: 'Standard' | 'Deep';
	sampleId: string;
	withheld: boolean;
};

/** A batch as the sandbox keeps it. `id` and `owner` are 16 hex digits, `createdAt` RFC 3339. */
export type Batch = {
	id: string;
	number: string;
	name: string;
	status: BatchStatus;
	createdAt: string;
	/** When it was committed, in the sandbox's own milliseconds; the lag counts from here. */
	committedAt: number;
	owner: string;
	trackingNumbers: string[];
	tubes: Tube[];
};

/**
 * Makes the memory for sequencing batches.
 *
 * @param clock see `Clock`
 * @param acceptRepeatedBarcodes whether a barcode may stand in two live batches
 */
export function createBatches(clock: Clock, acceptRepeatedBarcodes: boolean) {
	let batches: Batch[] = [];
	let byId = new Map<string, Batch>();
	let holders = new Map<string, Batch[]>();

	const holdersKey = (account: Account, barcode: string) => `${account.user} ${barcode}`;

	function liveHolder(account: Account, barcode: string): Batch | undefined {
		const known = holders.get(holdersKey(account, barcode)) ?? [];
		return known.find((batch) => batch.status !== 'canceled');
	}

	function refuseRepeats(account: Account, request: RegisterRequest): void {
		const seen = new Set<string>();
		for (const { tube_barcode: barcode } of request.samples) {
			if (seen.has(barcode)) {
				throw refusal(400, `samples: tube_barcode ${barcode} is given more than once`);
			}
			seen.add(barcode);
			const holder = acceptRepeatedBarcodes ? undefined : liveHolder(account, barcode);
			if (holder) {
				throw refusal(
					400,
					`samples: tube_barcode ${barcode} is already registered in batch ${holder.id} (${holder.name})`,
				);
			}
		}
	}

	/** Carries a registration out, or throws a refusal and changes nothing. */
	function register(account: Account, request: RegisterRequest): Batch {
		refuseRepeats(account, request);
		const sampleIds = hexIds(request.samples.length);
		const batch: Batch = {
			id: hexId(),
			number: `SB${String(batches.length + 1).padStart(6, '0')}`,
			name: request.batch_name,
			status: 'registered',
			createdAt: clock.nextInstant(),
			committedAt: clock.now(),
			owner: account.user,
			trackingNumbers: request.return_tracking_numbers,
			tubes: request.samples.map((sample, index) => ({
				barcode: sample.tube_barcode,
				specimenType: sample.specimen_type,
				depth: sample.sequencing_depth,
				sampleId: sampleIds(index),
				withheld: false,
			})),
		};
		batches.push(batch);
		byId.set(batch.id, batch);
		for (const { barcode } of batch.tubes) {
			const key = holdersKey(account, barcode);
			holders.set(key, [...(holders.get(key) ?? []), batch]);
		}
		return batch;
	}

	const isReadable = (account: Account, batch: Batch) =>
		batch.owner === account.user && batch.committedAt <= clock.latestReadable();

	return {
		all: (): readonly Batch[] => batches,
		/** One of the account's batches that can be read by now, or a 404. */
		find: (account: Account, id: string): Batch => {
			const found = byId.get(id);
			if (!found || !isReadable(account, found)) throw refusal(404, `No sequencing batch ${id}`);
			return found;
		},
		register,
		/** Forgets every batch. */
		reset: () => {
			batches = [];
			byId = new Map();
			holders = new Map();
		},
		/** Moves a batch on; throws for an id there is not. */
		setStatus: (id: string, status: BatchStatus) => {
			const batch = byId.get(id);
			if (!batch) throw new Error(`The sandbox has no batch ${id}`);
			batch.status = status;
		},
		/** The account's batches that can be read by now, oldest first. */
		visible: (account: Account): Batch[] => batches.filter((batch) => isReadable(account, batch)),
		/** Hides tubes from every answer to come, given their sample ids. */
		withhold: (sampleIds: Set<string>) => {
			for (const batch of batches) {
				for (const tube of batch.tubes) if (sampleIds.has(tube.sampleId)) tube.withheld = true;
			}
		},
	};
}
