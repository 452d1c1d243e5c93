import type { PlannedBatch } from './planning/plan';
import type { Failure } from '../domain/failure';
import type { Registry } from './registry';
import { emptyResult, joinResults, type FailedBatch, type RunResult } from './result';
import { countPieces } from './planning/split';
import type { IfRegistered } from './looking/registeredTubes';

/** How batches are to be registered. */
export interface RegisterSettings {
	ifRegistered: IfRegistered;
	/** How far back to look for tubes in batches of any name, in milliseconds; 0 for the same name only. */
	lookBackMs: number;
	/** 1 to 5,000. What is left of a larger batch is split evenly. */
	maxSamplesPerBatch: number;
	/** The most new batches to send; with more, none is sent. */
	maxBatches: number;
	/** Begins nothing else after the first failure or faulty row. */
	stopAtFailure: boolean;
	/** Sends nothing, and finds out for all batches what a run with these settings would find. */
	looksOnly?: boolean;
}

/** A run on its way. Its batches go on beside each other; a part of one has the name of the whole. */
export interface Run {
	registry: Registry;
	settings: RegisterSettings;
	/** What became of a batch so far. */
	resultOf(planned: PlannedBatch): RunResult;
	/** Notes that a part of a batch, or all of it, failed. */
	fail(planned: PlannedBatch, failed: FailedBatch): void;
	/** Notes that a batch was registered, or that rows are faulty: what was noted is looked at. */
	note(planned: PlannedBatch): void;
	/** Whether there are so many batches to send that none is; ends the run. */
	isTooMuch(batches: PlannedBatch[]): boolean;
	/** Whether what comes next is to be left alone. */
	isOver(): boolean;
	/** The failure that all further calls would end with as well, if there was one. */
	lost(): Failure | undefined;
	/** The batches that this run sent: the ids of those that are answered, and the names of all. */
	own: { ids: Set<string>; names: Set<string> };
	/** Puts things into the order of their batches. */
	inOrder<T extends { planned: PlannedBatch }>(things: T[]): T[];
	/** What became of all batches, in their order. */
	result(): RunResult;
}

// So many batches one after the other, with an unknown outcome: it is One Codex.
const MOST_UNKNOWN = 3;

/** Begins a run of some batches, no two of which have the same name. */
export function startRun(
	batches: PlannedBatch[],
	registry: Registry,
	settings: RegisterSettings,
): Run {
	const results = new Map(batches.map(({ name }) => [name, emptyResult()]));
	const places = new Map(batches.map(({ name }, place) => [name, place]));
	const placeOf = ({ planned }: { planned: PlannedBatch }) => places.get(planned.name) ?? 0;
	const resultOf = ({ name }: PlannedBatch) => results.get(name) as RunResult;
	const stops = settings.stopAtFailure && !settings.looksOnly;
	let lost: Failure | undefined;
	let isOver = false;
	let unknown = 0;
	let tooMany: number | undefined;
	return {
		registry,
		settings,
		resultOf,
		fail: (planned, failed) => {
			resultOf(planned).failures.push(failed);
			const { failure, step } = failed;
			unknown = step === 'unseen' || step === 'unread' ? unknown + 1 : 0;
			if (registry.concernsAllCalls(failure) || unknown >= MOST_UNKNOWN) lost = failure;
			isOver ||= stops;
		},
		note: (planned) => {
			const { problems, registered } = resultOf(planned);
			if (registered.length > 0) unknown = 0;
			isOver ||= stops && problems.length > 0;
		},
		isTooMuch: (left) => {
			const count = countPieces(left, settings.maxSamplesPerBatch);
			if (count <= settings.maxBatches) return false;
			tooMany = count;
			isOver = true;
			return true;
		},
		isOver: () => isOver,
		lost: () => lost,
		own: { ids: new Set(), names: new Set() },
		inOrder: (things) => things.toSorted((a, b) => placeOf(a) - placeOf(b)),
		result: () => ({ ...joinResults([...results.values()]), tooMany }),
	};
}
