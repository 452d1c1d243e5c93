import type { WireAnalysis, WireClassification, WireFindings, WireJob } from './analyses.cts';
import type { Batch, Tube } from './batches.cts';
import type { components } from './described.cts';
import { echoBarcode } from './echo.cts';
import type { WireProject } from './projects.cts';
import type { WireTag } from './tags.cts';
import type { WireMetadata, WireSample } from './wire-samples.cts';
import { samplesPath } from './wire-samples.cts';
import type { World } from './worlds.cts';

/** The address all batches are under. */
export const batchesPath = '/api/v1/sequencing/batches';

type Schemas = components['schemas'];

/** A schema of the description with all that it has: the sandbox leaves nothing out. */
type Whole<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;

/** What the description calls by a name; see `Whole`. */
export type Described<Name extends keyof Schemas> = Whole<Schemas[Name]>;

/** A reference to another object, by its address. */
export type Reference = Described<'SampleReference'>;

/** A batch as the API writes it. */
export type WireBatch = Described<'SequencingBatch'>;

/** A tube and its sample as the API writes them. */
export type WireTube = Described<'TubeAndSample'>;

/** The entries of a list; in some worlds there are others among them that are no objects of theirs. */
export type Listed<Entry> = Array<Entry | null | Record<string, never>>;

/** Everything an answer's body can be. */
type WireBody =
	| Described<'Account'>
	| WireBatch
	| Listed<WireBatch>
	| WireTube[]
	| WireSample
	| Listed<WireSample>
	| WireMetadata
	| Listed<WireMetadata>
	| WireFindings
	| WireAnalysis
	| Listed<WireAnalysis>
	| WireClassification
	| Listed<WireClassification>
	| WireJob
	| Listed<WireJob>
	| WireProject
	| Listed<WireProject>
	| Listed<WireTag>
	| Described<'AnalysisReference'>
	| Described<'RegisterAnswer'>
	| Described<'SampleLink'>
	| Described<'AnalysisFiles'>
	| { message: string; status: number };

/** An answer before it is written to the socket. */
export type Reply = { status: number; body: WireBody; headers?: Record<string, string> };

/** The body of a registration, already checked against the description. */
export type RegisterRequest = Schemas['RegisterRequest'];

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
