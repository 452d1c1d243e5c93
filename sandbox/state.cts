import { randomBytes } from 'node:crypto';
import { refusal } from './refusal.cts';
import type { RegisterRequest } from './wire.cts';

/** How far the lab has come with a batch. */
export type BatchStatus =
	| 'registered'
	| 'shipped_to_lab'
	| 'received_at_lab'
	| 'extracting'
	| 'preparing_library'
	| 'sequencing'
	| 'quality_control'
	| 'done'
	| 'canceled';

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

/** One key's account. `user` is 16 hex digits. */
export type Account = { user: string; email: string };

/** All that the sandbox remembers; see `createState`. */
export type State = ReturnType<typeof createState>;

/**
 * Makes the memory of a sandbox.
 *
 * @param options.apiKeys each key opens an account of its own
 * @param options.acceptRepeatedBarcodes whether a barcode may stand in two live batches
 * @param options.lagMs milliseconds until a committed batch can be read
 * @param options.now the clock, in milliseconds since 1970
 */
export function createState(options: {
	apiKeys: string[];
	acceptRepeatedBarcodes: boolean;
	lagMs: number;
	now: () => number;
}) {
	const accounts = new Map<string, Account>(
		options.apiKeys.map((key, index) => {
			const user = (index + 1).toString(16).padStart(16, '0');
			return [key, { user, email: `lab-${index + 1}@example.org` }];
		}),
	);
	let batches: Batch[] = [];
	let holders = new Map<string, Batch[]>();
	let lagMs = options.lagMs;
	let lastCreated = 0;

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
			const holder = options.acceptRepeatedBarcodes ? undefined : liveHolder(account, barcode);
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
		// Two batches of one millisecond would have no order to sort by.
		lastCreated = Math.max(Math.floor(options.now()), lastCreated + 1);
		const sampleIds = hexIds(request.samples.length);
		const batch: Batch = {
			id: hexIds(1)(0),
			number: `SB${String(batches.length + 1).padStart(6, '0')}`,
			name: request.batch_name,
			status: 'registered',
			createdAt: new Date(lastCreated).toISOString(),
			committedAt: options.now(),
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
		for (const { barcode } of batch.tubes) {
			const key = holdersKey(account, barcode);
			holders.set(key, [...(holders.get(key) ?? []), batch]);
		}
		return batch;
	}

	/** The account's batches that can be read by now, oldest first. */
	function visible(account: Account): Batch[] {
		const latest = options.now() - lagMs;
		return batches.filter(
			(batch) => batch.owner === account.user && (lagMs === 0 || batch.committedAt <= latest),
		);
	}

	/** One of the account's batches that can be read by now, or a 404. */
	function find(account: Account, id: string): Batch {
		const found = visible(account).find((batch) => batch.id === id);
		if (!found) throw refusal(404, `No sequencing batch ${id}`);
		return found;
	}

	function setStatus(id: string, status: BatchStatus): void {
		const batch = batches.find((candidate) => candidate.id === id);
		if (!batch) throw new Error(`The sandbox has no batch ${id}`);
		batch.status = status;
	}

	/** Hides tubes from every answer to come, given their sample ids. */
	function withhold(sampleIds: Set<string>): void {
		for (const batch of batches) {
			for (const tube of batch.tubes) if (sampleIds.has(tube.sampleId)) tube.withheld = true;
		}
	}

	return {
		accountFor: (key: string | undefined) => accounts.get(key ?? ''),
		all: (): readonly Batch[] => batches,
		find,
		register,
		/** Forgets every batch and goes back to the lag it was made with. */
		reset: () => {
			batches = [];
			holders = new Map();
			lagMs = options.lagMs;
		},
		setLag: (ms: number) => {
			lagMs = ms;
		},
		setStatus,
		visible,
		withhold,
	};
}

/** Draws `count` ids of 16 hex digits at once: 5,000 single draws would show in the bench. */
function hexIds(count: number): (index: number) => string {
	const digits = randomBytes(8 * count).toString('hex');
	return (index) => digits.slice(16 * index, 16 * index + 16);
}
