import { storedName } from './echo.cts';
import { createHolders } from './holders.cts';
import { drawIds } from './ids.cts';
import { refusal } from './refusal.cts';
import type { Account, Clock } from './state.cts';
import type { Described, RegisterRequest } from './wire.cts';
import type { World } from './worlds.cts';

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
] as const satisfies readonly BatchStatus[];

/** How far the lab has come with a batch. */
export type BatchStatus = Described<'BatchStatus'>;

/** A registered tube. A withheld tube is kept but never shown. */
export type Tube = {
	barcode: string;
	specimenType: Described<'SpecimenType'>;
	depth: Described<'SequencingDepth'>;
	sampleId: string;
	withheld: boolean;
};

/** A batch as the sandbox keeps it. `owner` is 16 hex digits, `createdAt` RFC 3339. */
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
 * @param world the world at the time of the call
 */
export function createBatches(clock: Clock, world: () => World) {
	let batches: Batch[] = [];
	let byId = new Map<string, Batch>();
	const holders = createHolders(world);

	/** Carries a registration out, or throws a refusal and changes nothing. */
	function register(account: Account, request: RegisterRequest): Batch {
		holders.insistOnNew(account, request);
		const sampleIds = drawIds(request.samples.length, world());
		const batch: Batch = {
			id: drawIds(1, world())(0),
			number: `SB${String(batches.length + 1).padStart(6, '0')}`,
			name: storedName(request.batch_name, world()),
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
		holders.add(account, batch);
		return batch;
	}

	const isReadable = (account: Account, batch: Batch) =>
		batch.owner === account.user && batch.committedAt <= clock.latestReadable();

	const readableTubes = (batch: Batch) => batch.tubes.filter((tube) => !tube.withheld);

	return {
		all: (): readonly Batch[] => batches,
		/** One of the account's batches that can be read by now, or a 404. */
		find: (account: Account, id: string): Batch => {
			const found = byId.get(id);
			if (!found || !isReadable(account, found)) throw refusal(404, `No sequencing batch ${id}`);
			return found;
		},
		/** The tubes that the list of a batch shows by now. */
		listedTubes: (batch: Batch): Tube[] => {
			const tubes = readableTubes(batch);
			const { newBatches, samplesLagMs } = world();
			if (newBatches === 'atOnce' || clock.now() >= batch.committedAt + samplesLagMs) return tubes;
			return newBatches === 'samplesLater' ? [] : tubes.slice(0, Math.floor(tubes.length / 2));
		},
		register,
		/** Forgets every batch. */
		reset: () => {
			batches = [];
			byId = new Map();
			holders.reset();
		},
		/** Moves a batch on; throws for an id there is not. */
		setStatus: (id: string, status: BatchStatus) => {
			const batch = byId.get(id);
			if (!batch) throw new Error(`The sandbox has no batch ${id}`);
			batch.status = status;
		},
		/** The tubes of a batch that are not withheld, listed or not. */
		tubes: readableTubes,
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
