import type { Memory } from './looking/memory';
import type { RegisterRequest } from './planning/schema';

/** A sequencing batch as One Codex describes it. */
export interface AnsweredBatch {
	/** The last part of the batch's path, safe in a path again once it is encoded. */
	id: string;
	name: string | undefined;
	/** A canceled batch does not count as a registration of its tubes. */
	canceled: boolean;
	/** Milliseconds since 1970, by One Codex's clock; undefined if the answer has none. */
	createdAt: number | undefined;
	/** All of it, as the API gave it. */
	batch: Record<string, unknown>;
}

/** How the lab calls a batch: by its number, or by its id where the answer gives no number. */
export function batchNumber({ id, batch }: AnsweredBatch): string {
	const { batch_number: number } = batch;
	return typeof number === 'string' || typeof number === 'number' ? String(number) : id;
}

/** One tube of an answer, with its barcode and its Sample as the API gave them. */
export interface AnsweredTube {
	barcode: string;
	/** The Sample's path, such as `/api/v1/samples/0123456789abcdef`; undefined if the answer names none. */
	sampleUri: string | undefined;
	sample: Record<string, unknown>;
}

/** The tubes that a batch is listed with. */
export interface TubeList {
	tubes: AnsweredTube[];
	/** How many more entries there are, which cannot be assigned to a tube. */
	unreadable: number;
}

/**
 * Why what is known of a batch is of no use: its list of tubes has an entry that cannot be read, or none at
 * all, or others register the same batch again and again.
 */
export type UselessList = 'unreadable' | 'empty' | 'changing';

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
	/**
	 * Whether the call may have been refused because a tube is registered already: how One Codex says so,
	 * if it does, is not documented.
	 */
	conflict?: boolean;
	/** Whether the API says in so many words that a barcode is registered already. */
	repeated?: boolean;
}

/** What came of a call. */
export type Result<T, F extends Failure> = { ok: true; value: T } | { ok: false; failure: F };

/**
 * The batches of an account as one look finds them. What it has read once it does not ask for again; for
 * what came about since, a new look has to be taken.
 */
export interface Look<F extends Failure> {
	/** All batches that may have one of these names, or a number of one. Others may be among them. */
	named(names: string[]): Promise<Result<AnsweredBatch[], F>>;
	/**
	 * The batches from a time on, some at a time, and maybe older ones; ends after a failure. The newest
	 * come first where One Codex keeps to that.
	 * @param time milliseconds since 1970, by One Codex's clock
	 */
	since(time: number): AsyncGenerator<Result<AnsweredBatch[], F>, void>;
}

/** What registering needs from outside. Cancelling the execution makes any of it reject. */
export interface Registry<F extends Failure> {
	register(request: RegisterRequest): Promise<Result<AnsweredRegistration, F>>;
	/** All tubes of a batch. */
	samplesOf(batchId: string): Promise<Result<TubeList, F>>;
	/** A failure for the list of a batch's tubes that came and is of no use, for what it is. */
	useless(list: UselessList, batch: AnsweredBatch): F;
	/** Takes a new look at the batches of the account. */
	look(): Look<F>;
	/** Whether any other call would fail for the same reason now. */
	concernsAllCalls(failure: F): boolean;
	/** Shared by all runs of the account in this process. */
	memory: Memory;
	/** Milliseconds since 1970, for measuring how long something takes. */
	now(): number;
	/** What One Codex's clock shows, in milliseconds since 1970. */
	clock(): number;
	pause(ms: number): Promise<void>;
}
