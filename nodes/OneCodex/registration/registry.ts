import type { Memory } from './memory';
import type { RegisterRequest } from './schema';

/** A sequencing batch as One Codex describes it. */
export interface AnsweredBatch {
	/** The last part of the batch's path, fit to stand in a path again. */
	id: string;
	name: string | undefined;
	/** A canceled batch does not count as a registration of its tubes. */
	canceled: boolean;
	/** Milliseconds since 1970, or undefined if the answer does not tell. */
	createdAt: number | undefined;
	/** All of it, as the API gave it. */
	batch: Record<string, unknown>;
}

/** How the lab calls a batch: by its number, or by its id where the answer gives no number. */
export function batchNumber({ id, batch }: AnsweredBatch): string {
	return typeof batch.batch_number === 'string' ? batch.batch_number : id;
}

/** One tube of an answer, with its barcode and its Sample as the API gave them. */
export interface AnsweredTube {
	barcode: string;
	/** The Sample's path, such as `/api/v1/samples/0123456789abcdef`. */
	sampleUri: string;
	sample: Record<string, unknown>;
}

/** A batch together with the tubes that an answer lists for it. */
export interface AnsweredRegistration {
	batch: AnsweredBatch;
	tubes: AnsweredTube[];
}

/**
 * What a call that gave no usable answer says about the request: `not sent` never reached One Codex,
 * `rejected` reached it and was not carried out, and of `unknown` neither can be said. Registering each
 * tube once rests on this distinction: only what was not carried out may be sent again.
 */
export type Delivery = 'not sent' | 'rejected' | 'unknown';

/** What registering has to know of a failed call. */
export interface Failure {
	delivery: Delivery;
	/** Whether the API says that a barcode is registered already. */
	repeated?: boolean;
}

/** What came of a call. */
export type Result<T, F extends Failure> = { ok: true; value: T } | { ok: false; failure: F };

/** Which batches to list. What the server cannot filter, its side of the registry filters itself. */
export interface BatchFilter {
	namePrefix?: string;
	/** Milliseconds since 1970. */
	createdSince?: number;
}

/** What registering needs from outside. Cancelling the execution makes any of it reject. */
export interface Registry<F extends Failure> {
	register(request: RegisterRequest): Promise<Result<AnsweredRegistration, F>>;
	samplesOf(batchId: string): Promise<Result<AnsweredTube[], F>>;
	/** Newest first, page by page; ends after a failure. */
	batches(filter: BatchFilter): AsyncGenerator<Result<AnsweredBatch[], F>, void>;
	/** Whether any other call would fail for the same reason now. */
	concernsAllCalls(failure: F): boolean;
	/** Shared by all runs of the account in this process. */
	memory: Memory;
	/** Milliseconds since 1970. */
	now(): number;
	pause(ms: number): Promise<void>;
}
