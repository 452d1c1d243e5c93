import type { Memory } from './looking/memory';
import type { RegisterRequest } from './planning/schema';
import type { AnsweredBatch, AnsweredRegistration, TubeList } from '../domain/batch';
import type { TakeBreak } from '../domain/breaks';
import type { Failure, UselessList } from '../domain/failure';
import type { Result } from '../domain/result';

/**
 * The batches of an account as one look finds them. What it has read once it does not ask for again; for
 * what came about since, a new look has to be taken.
 */
export interface Look {
	/** All batches that may have one of these names, or a number of one. Others may be among them. */
	named(names: string[]): Promise<Result<AnsweredBatch[]>>;
	/**
	 * The batches from a time on, some at a time, and maybe older ones; ends after a failure. The newest
	 * come first where One Codex keeps to that.
	 * @param time milliseconds since 1970, by One Codex's clock
	 */
	since(time: number): AsyncGenerator<Result<AnsweredBatch[]>, void>;
}

/** What registering needs from outside. Cancelling the execution makes any of it reject. */
export interface Registry {
	register(request: RegisterRequest): Promise<Result<AnsweredRegistration>>;
	/** All tubes of a batch. */
	samplesOf(batchId: string): Promise<Result<TubeList>>;
	/** A failure for the list of a batch's tubes that came and is of no use, for what it is. */
	useless(list: UselessList, batch: AnsweredBatch): Failure;
	/** Takes a new look at the batches of the account. */
	look(): Look;
	/** Whether any other call would fail for the same reason now. */
	concernsAllCalls(failure: Failure): boolean;
	/** Shared by all runs of the account in this process. */
	memory: Memory;
	/** Milliseconds since 1970, for measuring how long something takes. */
	now(): number;
	/** What One Codex's clock shows, in milliseconds since 1970. */
	clock(): number;
	/** Whether an answer told its time; if none did, this computer's clock stands in for it. */
	tellsTime(): boolean;
	pause(ms: number): Promise<void>;
	takeBreak: TakeBreak;
}
