import type { components } from './described.cts';
import { findings, isFindable } from './findings.cts';
import { hexId } from './ids.cts';
import { refusal } from './refusal.cts';
import type { SampleRecord } from './sample-records.cts';
import type { Clock } from './state.cts';
import type { StoredFile } from './store.cts';
import { classificationsPath } from './wire-samples.cts';
import type { WireResults } from './wire-samples.cts';
import type { Described, Reference } from './wire.cts';
import type { World } from './worlds.cts';

/** The address all analyses are under, classifications among them. */
export const analysesPath = '/api/v1/analyses';

/** The address all jobs are under: what an analysis can be a run of. */
export const jobsPath = '/api/v1/jobs';

/** The types of analyses. */
export type AnalysisType = WireAnalysis['analysis_type'];

/** How far an analysis has come, and what it is a run of. */
export type Progress = {
	complete: boolean;
	success: boolean;
	error_msg: string | null;
	/** The job's name. */
	job: string;
};

/** A classification as the API writes it. */
export type WireClassification = Described<'Classification'>;

/** The same as the API writes it among the analyses of all types. */
export type WireAnalysis = Described<'Analysis'>;

/** A job as the API writes it. */
export type WireJob = Described<'Job'>;

const DEFAULT_FILES: StoredFile[] = [
	{ name: 'results.tsv', size: 900 },
	{ name: 'report.html', size: 400 },
];

type Common = Omit<WireClassification, '$uri' | 'results_uri'>;

/** What an analysis found, as the API writes it. That of a report or a workflow may be anything. */
export type WireFindings =
	| WireResults
	| Described<'AlignmentResults'>
	| Described<'ControlResults'>
	| Described<'MlstResults'>
	| Described<'PanelResults'>
	| Described<'ProfilePart'>;

/** A type, and what an analysis of it found. */
export type Findings = { type: AnalysisType; found: object };

/** A job that is added; see `Sandbox.addJob`. */
export type NewJob = { name: string; type?: AnalysisType; schema?: object };

/** What a client wants to run, already checked against the description. */
export type RunWanted = components['schemas']['JobToRun'];

// An object that is made whole at once, with the same fields in the same order, is read several times as fast.
type Kept = {
	id: string;
	findings: Findings;
	record: SampleRecord;
	common: Common;
	/** As the list of all types has it: a list of many thousands is asked for page by page. */
	wire: WireAnalysis;
	at: number;
	files: StoredFile[];
};

/** Whether the account that asks may read a sample by now. */
type CanRead = (record: SampleRecord) => boolean;

/** Makes the memory for analyses. `world` is that of the call. */
export function createAnalyses(clock: Clock, world: () => World) {
	let byId = new Map<string, Kept>();
	let jobs = new Map<string, WireJob>();

	function jobOf({ name, type = 'panel', schema = {} }: NewJob, version = ''): WireJob {
		const job = jobs.get(name + version) ?? {
			$uri: `${jobsPath}/${hexId()}`,
			name,
			analysis_type: type,
			created_at: clock.nextInstant(),
			job_args_schema: schema as WireJob['job_args_schema'],
			public: true,
		};
		jobs.set(name + version, job);
		return job;
	}

	const listed = (path: string, canRead: CanRead): Kept[] => {
		const { analysisAddress } = world();
		const hasClassifications = analysisAddress === 'both' || path.endsWith(`/${analysisAddress}`);
		const latest = clock.latestReadable();
		const found: Kept[] = [];
		for (const kept of byId.values()) {
			const { record, findings, at } = kept;
			const isClassification = findings.type === 'classification';
			const isMeant = isClassification ? hasClassifications : path === analysesPath;
			if (isMeant && at <= latest && canRead(record)) found.push(kept);
		}
		return found;
	};

	/** Whether the results of a type are among those of all types alone. */
	const isElsewhere = (type: AnalysisType) =>
		world().resultsAddress === 'analyses' && type !== 'classification' && type !== 'functional';

	function insistOn<Wire extends { $uri: string }>(all: Wire[], address: string): Wire {
		const found = all.find(({ $uri }) => $uri === address);
		if (found) return found;
		throw refusal(404, `There is no ${address}`);
	}

	const classifications = (canRead: CanRead) =>
		listed(classificationsPath, canRead).map(toClassification);
	const analyses = (canRead: CanRead) => listed(analysesPath, canRead).map(({ wire }) => wire);

	function keep(record: SampleRecord, findings: Findings, common: Partial<Common>, at = -Infinity) {
		const id = hexId();
		const state = { complete: false, success: false, error_msg: null };
		const rest = { job: { $ref: '' }, job_args: {}, sample: { $ref: record.sample.$uri } };
		const created_at = clock.nextInstant();
		const all = { created_at, updated_at: null, ...state, ...rest, ...common };
		const wire = toAnalysis(id, findings, all);
		byId.set(id, { id, findings, record, common: all, wire, at, files: DEFAULT_FILES });
		return id;
	}

	return {
		/** Adds an analysis of a sample, and gives its id. */
		add: (record: SampleRecord, { type, found }: Findings, { job, ...progress }: Progress) => {
			const { $uri } = jobOf({ name: job, type });
			return keep(record, { type, found }, { ...progress, job: { $ref: $uri } });
		},
		/** Adds a job and gives its id. */
		addJob: (job: NewJob): string => jobOf(job).$uri.split('/').at(-1) ?? '',
		/** Starts a job for a sample, which can be read when the lag has passed. */
		run: (record: SampleRecord, id: string, args: RunWanted['job_args']): Reference => {
			const { name, analysis_type, $uri } = insistOn([...jobs.values()], `${jobsPath}/${id}`);
			const type = analysis_type as AnalysisType;
			const isSame = world().jobReference === 'same';
			const $ref = isSame ? $uri : jobOf({ name, type }, ' (version)').$uri;
			const found = isFindable(type) ? findings[type] : {};
			const made = { job: { $ref }, job_args: args };
			return { $ref: `${analysesPath}/${keep(record, { type, found }, made, clock.now())}` };
		},
		/** The analyses that are runs of a job of this name, whoever may read them, and their samples. */
		runsOf: (name: string) =>
			[...byId.values()].flatMap(({ id, record, common }) => {
				const job = [...jobs.values()].find(({ $uri }) => $uri === common.job.$ref);
				return job?.name === name
					? [{ id, sample: record.sample.$uri.split('/').at(-1) ?? '' }]
					: [];
			}),
		/** Moves an analysis on; throws for an id there is not. */
		change: (id: string, progress: Partial<Omit<Progress, 'job'>>): void => {
			const kept = byId.get(id);
			if (!kept) throw new Error(`The sandbox has no analysis ${id}`);
			kept.common = { ...kept.common, ...progress, updated_at: clock.nextInstant() };
			kept.wire = toAnalysis(id, kept.findings, kept.common);
		},
		/** The files of an analysis at one of the two addresses, or a 404; none before it is complete. */
		findFiles: (path: string, id: string, canRead: CanRead): StoredFile[] => {
			const kept = listed(path, canRead).find((one) => one.id === id);
			if (!kept) throw refusal(404, `There is no ${path}/${id}`);
			return kept.common.complete ? kept.files : [];
		},
		/** Gives an analysis other files; throws for an id there is not. */
		setFiles: (id: string, files: StoredFile[]): void => {
			const kept = byId.get(id);
			if (!kept) throw new Error(`The sandbox has no analysis ${id}`);
			kept.files = files;
		},
		/** Every classification, analysis or job there is, whoever may read it. */
		all: () => [...classifications(() => true), ...analyses(() => true), ...jobs.values()],
		/** The analyses that can be read, oldest first. */
		analyses,
		/** The classifications that can be read, oldest first. */
		classifications,
		/** One of the analyses that can be read, or a 404. */
		findAnalysis: (id: string, canRead: CanRead) =>
			insistOn(analyses(canRead), `${analysesPath}/${id}`),
		/** One of the classifications that can be read, or a 404. */
		findClassification: (id: string, canRead: CanRead) =>
			insistOn(classifications(canRead), `${classificationsPath}/${id}`),
		/** A job, or a 404. */
		findJob: (id: string) => insistOn([...jobs.values()], `${jobsPath}/${id}`),
		/** The results of an analysis of some type that succeeded and can be read, or a 404. */
		findResults: (type: AnalysisType, id: string, canRead: CanRead): WireFindings => {
			const kept = byId.get(id);
			const isMeant = kept?.findings.type === type && kept.common.success && !isElsewhere(type);
			if (isMeant && canRead(kept.record)) return kept.findings.found as WireFindings;
			throw refusal(404, `There are no results of ${id}`);
		},
		/** The same of an analysis of any type. */
		findAnyResults: (id: string, canRead: CanRead): WireFindings => {
			const kept = byId.get(id);
			if (kept?.common.success && canRead(kept.record)) return kept.findings.found as WireFindings;
			throw refusal(404, `There are no results of ${id}`);
		},
		/** All jobs, oldest first. */
		jobs: (): WireJob[] => [...jobs.values()],
		/** Forgets every analysis and job. */
		reset: (): void => {
			byId = new Map();
			jobs = new Map();
		},
	};
}

function toClassification({ id, common }: Kept): WireClassification {
	return { $uri: `${classificationsPath}/${id}`, ...common, results_uri: null };
}

function toAnalysis(id: string, { type }: Findings, common: Common): WireAnalysis {
	return { $uri: `${analysesPath}/${id}`, ...common, analysis_type: type };
}
