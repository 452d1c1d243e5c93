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

/** A run on its way. Its batches go on beside each other; a part of one has the name of the whole. */
export interface Run<F extends Failure> {
	registry: Registry<F>;
	settings: RegisterSettings;
	/** What became of a batch so far. */
	resultOf(planned: PlannedBatch): RunResult<F>;
	/** Notes that a part of a batch, or all of it, failed. */
	fail(planned: PlannedBatch, failed: FailedBatch<F>): void;
	/** Whether what comes next is to be left alone. */
	isOver(): boolean;
	/** The failure that all further calls would end with as well, if there was one. */
	lost(): F | undefined;
	/** Ids of the batches that stood before. */
	seen: Set<string>;
	/** Puts things into the order of their batches. */
	inOrder<T extends { planned: PlannedBatch }>(things: T[]): T[];
	/** What became of all batches, in their order. */
	result(): RunResult<F>;
}

/** Begins a run of some batches, no two of which have the same name. */
export function startRun<F extends Failure>(
	batches: PlannedBatch[],
	registry: Registry<F>,
	settings: RegisterSettings,
): Run<F> {
	const results = new Map(batches.map(({ name }) => [name, emptyResult<F>()]));
	const places = new Map(batches.map(({ name }, place) => [name, place]));
	const placeOf = ({ planned }: { planned: PlannedBatch }) => places.get(planned.name) ?? 0;
	const resultOf = ({ name }: PlannedBatch) => results.get(name) as RunResult<F>;
	let lost: F | undefined;
	return {
		registry,
		settings,
		resultOf,
		fail: (planned, failed) => {
			resultOf(planned).failures.push(failed);
			if (registry.concernsAllCalls(failed.failure)) lost = failed.failure;
		},
		isOver: () =>
			settings.stopAtFailure &&
			[...results.values()].some(({ failures, problems }) => failures.length + problems.length > 0),
		lost: () => lost,
		seen: new Set(),
		inOrder: (things) => things.toSorted((a, b) => placeOf(a) - placeOf(b)),
		result: () => joinResults(results.values()),
	};
}
