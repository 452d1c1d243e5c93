import type { PlannedBatch } from './plan';
import type { Failure, Registry } from './registry';
import { emptyResult, joinResults, type FailedBatch, type RunResult } from './result';
import type { IfRegistered } from './standing';

/** How batches are to be registered. */
export interface RegisterSettings {
	ifRegistered: IfRegistered;
	/** How far back to look for tubes in batches of any name, in milliseconds; 0 for the same name only. */
	lookBackMs: number;
	/** 1 to 5,000. What is left of a larger batch is split evenly. */
	maxSamplesPerBatch: number;
	/** Begins nothing else after the first failure or faulty row. */
	stopAtFailure: boolean;
}

/** A run on its way: what became of each of its batches, beside each other as they are. */
export interface Run<F extends Failure> {
	registry: Registry<F>;
	settings: RegisterSettings;
	/** What became of a batch so far. */
	resultOf(planned: PlannedBatch): RunResult<F>;
	/** Notes that a batch, or a part of it, failed. */
	fail(planned: PlannedBatch, failed: FailedBatch<F>): void;
	/** Whether what comes next is to be left alone. */
	isOver(): boolean;
	/** The failure that all further calls would end with as well, if there was one. */
	lost(): F | undefined;
	/** What became of all batches, in their order. */
	result(): RunResult<F>;
}

/** Begins a run of some batches. */
export function startRun<F extends Failure>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	settings: RegisterSettings,
): Run<F> {
	const results = new Map(batches.map((planned) => [planned, emptyResult<F>()]));
	let lost: F | undefined;
	return {
		registry,
		settings,
		resultOf: (planned) => {
			const result = results.get(planned) ?? emptyResult<F>();
			results.set(planned, result);
			return result;
		},
		fail: (planned, failed) => {
			results.get(planned)?.failures.push(failed);
			if (registry.concernsAllCalls(failed.failure)) lost = failed.failure;
		},
		isOver: () =>
			settings.stopAtFailure &&
			[...results.values()].some(({ failures, problems }) => failures.length + problems.length > 0),
		lost: () => lost,
		result: () => joinResults(results.values()),
	};
}
