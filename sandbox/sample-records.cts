import type { Batch, Tube } from './batches.cts';
import { drawIds, hexId, hexIds } from './ids.cts';
import { newMetadata } from './metadata.cts';
import type { Account, Clock } from './state.cts';
import { metadataPath, samplesPath } from './wire-samples.cts';
import type { SampleStatus, WireMetadata, WireSample } from './wire-samples.cts';
import { toUserReference } from './wire.cts';
import type { World } from './worlds.cts';

/** Where a sample comes from. `owner` is 16 hex digits, `createdAt` RFC 3339. */
type Origin = {
	owner: string;
	createdAt: string;
	/** In the sandbox's own milliseconds; the lag counts from here. */
	committedAt: number;
	/** The tube it was made for; a sample can also come to an account without one. */
	tube?: Tube;
};

/** A sample as the sandbox keeps it. What the API writes is replaced, never changed in place. */
export type SampleRecord = Origin & { sample: WireSample; metadata: WireMetadata };

/** Makes the store of samples and their metadata; `world` is the one at the time of the call. */
export function createSampleRecords(clock: Clock, world: () => World) {
	let byId = new Map<string, SampleRecord>();
	let byMetadataId = new Map<string, SampleRecord>();
	let unread: Batch[] = [];

	function keep(id: string, metadataId: string, origin: Origin): SampleRecord {
		const sample = newSample(id, metadataId, origin);
		const record = { ...origin, sample, metadata: newMetadata(metadataId, sample) };
		byId.set(id, record);
		byMetadataId.set(metadataId, record);
		return record;
	}

	/**
	 * Makes the samples of new batches. It is put off until somebody asks for any: few who register
	 * thousands of tubes do, and none of them is to wait for it.
	 */
	function readBatches(): void {
		for (const { owner, createdAt, committedAt, tubes } of unread) {
			const metadataIds = hexIds(tubes.length);
			for (const [index, tube] of tubes.entries()) {
				keep(tube.sampleId, metadataIds(index), { owner, createdAt, committedAt, tube });
			}
		}
		unread = [];
	}

	function isReadable(account: Account, { owner, committedAt, tube }: SampleRecord): boolean {
		return owner === account.user && committedAt <= clock.latestReadable() && !tube?.withheld;
	}

	return {
		/** Adds a sample that is in no batch and can be read at once; gives its id. */
		addAlone: (account: Account, about: { status: SampleStatus; filename: string | null }) => {
			readBatches();
			const id = drawIds(1, world())(0);
			const record = keep(id, hexId(), {
				owner: account.user,
				createdAt: clock.nextInstant(),
				committedAt: -Infinity,
			});
			const { status, filename } = about;
			record.sample = { ...record.sample, ...stateOf(status), filename };
			return id;
		},
		/** Makes a sample for each tube of a new batch. */
		addTubes: (batch: Batch): void => {
			unread.push(batch);
		},
		/** Every sample of every account, oldest first. */
		all: (): SampleRecord[] => {
			readBatches();
			return [...byId.values()];
		},
		/** The sample of an id, whoever may read it. */
		get: (id: string): SampleRecord | undefined => {
			readBatches();
			return byId.get(id);
		},
		/** The sample that a metadata record belongs to, whoever may read it. */
		getByMetadata: (metadataId: string): SampleRecord | undefined => {
			readBatches();
			return byMetadataId.get(metadataId);
		},
		/** Whether an account can read a sample by now. */
		isReadable,
		/** Forgets every sample. */
		reset: (): void => {
			byId = new Map();
			byMetadataId = new Map();
			unread = [];
		},
	};
}

/** A sample as it is right after registration. */
function newSample(id: string, metadataId: string, { owner, createdAt }: Origin): WireSample {
	return {
		$uri: `${samplesPath}/${id}`,
		created_at: createdAt,
		updated_at: createdAt,
		filename: null,
		size: null,
		...stateOf('awaiting_data'),
		owner: toUserReference(owner),
		metadata: { $ref: `${metadataPath}/${metadataId}` },
		project: null,
		tags: [],
		primary_classification: null,
	};
}

/** A status, and what goes with it in the other properties of a sample. */
export function stateOf(
	status: SampleStatus,
): Pick<WireSample, 'status' | 'visibility' | 'error_msg'> {
	const error_msg = status === 'failed_validation' ? 'The file holds no reads' : null;
	if (status === 'awaiting_data') return { status, visibility: 'awaiting data', error_msg };
	const isOnItsWay = status === 'importing' || status === 'validating';
	return { status, visibility: isOnItsWay ? 'importing' : 'private', error_msg };
}
