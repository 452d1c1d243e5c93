import { JOBS, stateOf, type AnsweredAnalysis } from '../../../api/analyses';
import { concernsAllCalls } from '../../../api/http/failure';
import type { Client } from '../../../api/http/request';
import { later, now, pause } from '../../../api/http/timing';
import { pathOf } from '../../../api/kinds';
import { idChunks, OWNERS_AT_ONCE } from '../../../api/lists/lookUp';
import { referredId } from '../../../api/references';
import { makeFault } from '../../../checking/faults';
import { atOnce } from '../../../domain/atOnce';
import type { Failure } from '../../../domain/failure';
import { OBJECT_TEXTS } from '../../../wording/objectTexts';
import type { SampleKey } from '../../sample/finding/sampleKey';
import { groupBy, type NonEmpty } from '../../rows/groupBy';
import type { ItemRow, RowRun } from '../../rows/rowRun';
import { LOOK_PAUSES_MS } from '../../../registration/settle';
import { makeOnce } from '../../turns/makeOnce';
import { bestOf, runFinder, type Job, type RunsOf } from './runsOf';

/** What to do for a sample that the job was run for: `reuse` its analysis, or run it again (if it failed). */
export const IF_ALREADY_RUN = ['reuse', 'retryFailed', 'run'] as const;
export type IfAlreadyRun = (typeof IF_ALREADY_RUN)[number];

/** What a row asks for. */
export interface Wanted {
	sample: SampleKey;
	/** The id of the sample, once it is known. */
	sampleId: string;
	/** The path of the sample, as One Codex writes it. */
	sampleUri: string;
	jobId: string;
	/** As the row gives them, and as they are sent. */
	given: unknown;
	args: Record<string, unknown>;
}

/** The analysis of a row. */
export interface Started {
	id: string;
	/** Undefined for one that is new. */
	analysis?: AnsweredAnalysis;
	alreadyRun: boolean;
}

type Row = ItemRow<Wanted>;

/** How jobs are to be run. */
interface HowToRun {
	ifAlreadyRun: IfAlreadyRun;
	/** The jobs of the rows by their ids. */
	jobs: Map<string, Job>;
	/** Identifies the execution: what it ran on purpose, it does not run once more. */
	execution: string;
}

// Enough for the rate limit. What is wrong with all of them shows with the first.
const STARTED_AT_ONCE = { most: 10, first: 1 };
// n8n may run the node again in the same execution, hours later (Retry On Fail): what was run on purpose is not
// run once more.
const EXECUTION_MS = 6 * 60 * 60_000;
// So many in a row with an unknown outcome: it is One Codex.
const MOST_UNKNOWN = 3;

// What was started on purpose, and under which key: it is not what another row or try asked for.
const startedUnder = new Map<string, string>();

const jobOf = (jobs: Map<string, Job>, id: string): Job =>
	jobs.get(id) ?? { id, name: undefined, type: undefined };

/**
 * Makes the key of what is the same run, for rows of one execution. A version of a job counts as the same job,
 * except where each is run on purpose.
 */
export function runKeys(jobs: Map<string, Job>, ifAlreadyRun: IfAlreadyRun) {
	return ({ sampleId, jobId, args }: Wanted): string => {
		if (ifAlreadyRun === 'run') return ['run', sampleId, jobId, JSON.stringify(args)].join(' ');
		const { name, type } = jobs.get(jobId) ?? {};
		return ['run', sampleId, ...(name === undefined ? [jobId] : [type, name])].join(' ');
	};
}

/**
 * Runs the jobs of rows, each once for a sample. The samples are looked at some at a time, right before their
 * jobs are started. A request is never sent again where it may have been carried out.
 * @returns the analysis of each row; without the rows that went wrong
 */
export async function runJobs(
	run: RowRun<Wanted>,
	client: Client,
	{ ifAlreadyRun, jobs, execution }: HowToRun,
): Promise<Map<Row, Started>> {
	const done = new Map<Row, Started>();
	const find = runFinder(client, [...jobs.values()]);
	const keyOf = runKeys(jobs, ifAlreadyRun);
	const lineOf = runKeys(jobs, 'reuse');
	const isOnPurpose = ifAlreadyRun === 'run';
	let unknown = 0;
	let lost: Failure | undefined;

	const fail = (rows: Row[], failure: Failure, is: 'failed' | 'in doubt') => {
		for (const row of rows)
			run.fail(row, failure, [OBJECT_TEXTS.notStarted(row.value.sampleId, is, isOnPurpose)]);
	};

	const start = async (rows: NonEmpty<Row>, runsOf: RunsOf, lookedAt: number) => {
		const [{ value }] = rows;
		const { sampleId, jobId, args } = value;
		const job = jobOf(jobs, jobId);
		const before = runsOf(sampleId, job);
		const counts = (one: AnsweredAnalysis) =>
			ifAlreadyRun === 'reuse' || (ifAlreadyRun === 'retryFailed' && stateOf(one) !== 'failed');
		const existing = bestOf(before.sure.filter(counts));
		const finish = (started: Started) => rows.forEach((row) => done.set(row, started));
		if (existing) return finish({ id: existing.id, analysis: existing, alreadyRun: true });
		const [unclear] = before.unclear.filter(counts);
		if (unclear) {
			const fault = makeFault('sample', sampleId, 'unclear_analysis', { analysisId: unclear.id });
			return rows.forEach((row) => run.blame(row, fault));
		}
		if (lost) return fail(rows, lost, 'failed');
		const known = [...before.sure, ...before.unclear].map(({ id }) => id);
		const key = `${keyOf(value)} ${isOnPurpose ? execution : known.toSorted().join()}`;
		const made = await makeOnce<{ id: string; analysis?: AnsweredAnalysis }, string[]>(client, {
			// Whoever knows the same ones asks for the same new one.
			key,
			...(isOnPurpose && { rememberedMs: EXECUTION_MS }),
			most: 1,
			// What is run on purpose is not looked for.
			lookedAt: isOnPurpose ? now() : lookedAt,
			before: known,
			look: async (knownBefore) => {
				const found = await find([sampleId]);
				if (!found.ok) return found;
				const { sure, unclear } = found.value(sampleId, job);
				const isNew = ({ id }: AnsweredAnalysis) =>
					!knownBefore.includes(id) && (startedUnder.get(id) ?? key) === key;
				const analysis = bestOf(sure.filter(isNew));
				if (!analysis && unclear.some(isNew)) return { ok: false, failure: UNCLEAR };
				return { ok: true, value: analysis && { id: analysis.id, analysis } };
			},
			send: async () =>
				await client.request({
					method: 'POST',
					path: `${pathOf(JOBS, jobId)}/run`,
					body: { sample: { $ref: value.sampleUri }, job_args: args },
					read: (answer) => {
						const id = referredId(answer);
						return id === undefined ? undefined : { id };
					},
				}),
		});
		unknown = made.is === 'in doubt' ? unknown + 1 : 0;
		if ('value' in made && isOnPurpose) {
			const { id } = made.value;
			startedUnder.set(id, key);
			later(EXECUTION_MS, () => startedUnder.delete(id));
		}
		if ('value' in made) return finish({ ...made.value, alreadyRun: made.is === 'found' });
		if (concernsAllCalls(made.failure) || unknown >= MOST_UNKNOWN) lost = made.failure;
		fail(rows, made.failure, made.is);
	};

	const ids = run.rows().map(({ value }) => value.sampleId);
	for (const sampleIds of idChunks(ids, OWNERS_AT_ONCE)) {
		if (run.isOver()) break;
		const rows = run.rows().filter(({ value }) => sampleIds.includes(value.sampleId));
		const lookedAt = now();
		const found = await find(sampleIds);
		if (!found.ok) fail(rows, found.failure, 'failed');
		else {
			const groups = groupBy(rows, ({ value }) => keyOf(value));
			// Those of one sample and job one after the other: else one in doubt may be taken for another.
			const lines = groupBy(groups.values(), ([{ value }]) => lineOf(value));
			const work = async (line: Array<NonEmpty<Row>>) => {
				for (const group of line) if (!run.isOver()) await start(group, found.value, lookedAt);
			};
			await atOnce([...lines.values()], work, run.isOver, STARTED_AT_ONCE);
		}
	}
	const fresh = [...done].filter(([, { alreadyRun }]) => !alreadyRun);
	if (!isOnPurpose && !run.isOver()) await untilListed(client, find, jobs, fresh);
	return done;
}

/**
 * Waits until the lists have analyses that were just started, for as long as that may take: an execution on another
 * worker, which has its turn next, knows of them by the lists alone.
 */
async function untilListed(
	client: Client,
	find: ReturnType<typeof runFinder>,
	jobs: Map<string, Job>,
	started: Array<[Row, Started]>,
): Promise<void> {
	let left = started;
	for (const ms of [0, ...LOOK_PAUSES_MS]) {
		if (left.length === 0) return;
		if (ms > 0) await pause(ms, client.signal);
		for (const sampleIds of idChunks(
			left.map(([{ value }]) => value.sampleId),
			OWNERS_AT_ONCE,
		)) {
			const found = await find(sampleIds);
			if (!found.ok) return;
			const isListed = ([{ value }, { id }]: [Row, Started]) => {
				const { sure, unclear } = found.value(value.sampleId, jobOf(jobs, value.jobId));
				return [...sure, ...unclear].some((one) => one.id === id);
			};
			left = left.filter((one) => !isListed(one));
		}
	}
}

/** Why it cannot be said whether a new analysis is the one that was asked for. */
const UNCLEAR: Failure = { delivery: 'rejected', said: '', list: { code: 'unsteady' } };
