import type { WireAnalysis, WireClassification, WireJob } from './analyses.cts';
import type { Batch, BatchStatus, Tube } from './batches.cts';
import { echoBarcode } from './echo.cts';
import type { WireProject } from './projects.cts';
import type { WireTag } from './tags.cts';
import type { WireMetadata, WireResults, WireSample } from './wire-samples.cts';
import { samplesPath } from './wire-samples.cts';
import type { World } from './worlds.cts';

/** The address all batches are under. */
export const batchesPath = '/api/v1/sequencing/batches';

/** A reference to another object, by its address. */
export type Reference = { $ref: string };

/** A batch as the API writes it. */
export type WireBatch = {
	$uri: string;
	batch_number: string;
	created_at: string;
	name: string;
	owner: Reference;
	status: BatchStatus;
};

/** A tube and its sample as the API writes them. */
export type WireTube = { tube_barcode: string; sample: Reference };

/** What the account endpoint answers. */
type WireAccount = {
	confirmed_at: string;
	created_at: string;
	email: string;
	user: Reference;
};

/** The entries of a list; in some worlds there are others among them that are no objects of theirs. */
export type Listed<Entry> = Array<Entry | null | Record<string, never>>;

/** Everything an answer's body can be. */
type WireBody =
	| WireAccount
	| WireBatch
	| Listed<WireBatch>
	| WireTube[]
	| WireSample
	| Listed<WireSample>
	| WireMetadata
	| Listed<WireMetadata>
	| WireResults
	| WireAnalysis
	| Listed<WireAnalysis>
	| WireClassification
	| Listed<WireClassification>
	| WireJob
	| Listed<WireJob>
	| WireProject
	| Listed<WireProject>
	| Listed<WireTag>
	| { batch: WireBatch; samples: WireTube[] }
	| { message: string; status: number };

/** An answer before it is written to the socket. */
export type Reply = { status: number; body: WireBody; headers?: Record<string, string> };

/** The body of a registration, already checked against the description. */
export type RegisterRequest = {
	batch_name: string;
	return_tracking_numbers: string[];
	samples: Array<{
		tube_barcode: string;
		specimen_type: Tube['specimenType'];
		sequencing_depth: Tube['depth'];
	}>;
};

/** Writes a batch the way the API does. */
export function toWireBatch(batch: Batch): WireBatch {
	return {
		$uri: `${batchesPath}/${batch.id}`,
		batch_number: batch.number,
		created_at: batch.createdAt,
		name: batch.name,
		owner: toUserReference(batch.owner),
		status: batch.status,
	};
}

/** Writes a tube the way the API does in this world. */
export function toWireTube(tube: Tube, world: World): WireTube {
	return {
		tube_barcode: echoBarcode(tube.barcode, world),
		sample: { $ref: `${samplesPath}/${tube.sampleId}` },
	};
}

/** Writes a reference to a user, given 16 hex digits. */
export function toUserReference(user: string): Reference {
	return { $ref: `/api/v1/users/${user}` };
}
