import { hexId } from './ids.cts';
import { refusal } from './refusal.cts';
import type { SampleRecord } from './sample-records.cts';
import type { Clock } from './state.cts';
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

type Common = Omit<WireClassification, '$uri' | 'results_uri'>;

/** What an analysis of some type found, as the API writes it. */
export type Findings = { type: AnalysisType; found: object };

type Kept = Findings & { id: string; record: SampleRecord; common: Common };

/** Whether the account that asks may read a sample by now. */
type CanRead = (record: SampleRecord) => boolean;

/** Makes the memory for analyses. `world` is that of the call. */
export function createAnalyses(clock: Clock, world: () => World) {
	let byId = new Map<string, Kept>();
	let jobs = new Map<string, WireJob>();

	function jobOf(name: string, type: AnalysisType): Reference {
		const job = jobs.get(name) ?? {
			$uri: `${jobsPath}/${hexId()}`,
			name,
			analysis_type: type,
			created_at: clock.nextInstant(),
			job_args_schema: {},
			public: true,
		};
		jobs.set(name, job);
		return { $ref: job.$uri };
	}

	const listed = (path: string, canRead: CanRead): Kept[] => {
		const { analysisAddress } = world();
		const hasClassifications = analysisAddress === 'both' || path.endsWith(`/${analysisAddress}`);
		return [...byId.values()].filter(({ record, type }) => {
			const isMeant = type === 'classification' ? hasClassifications : path === analysesPath;
			return isMeant && canRead(record);
		});
	};

	function insistOn<Wire extends { $uri: string }>(all: Wire[], address: string): Wire {
		const found = all.find(({ $uri }) => $uri === address);
		if (found) return found;
		throw refusal(404, `There is no ${address}`);
	}

	const classifications = (canRead: CanRead) =>
		listed(classificationsPath, canRead).map(toClassification);
	const analyses = (canRead: CanRead) => listed(analysesPath, canRead).map(toAnalysis);

	return {
		/** Adds an analysis of a sample, and gives its id. */
		add: (record: SampleRecord, { type, found }: Findings, { job, ...progress }: Progress) => {
			const id = hexId();
			const at = clock.nextInstant();
			const common: Common = {
				created_at: at,
				updated_at: at,
				...progress,
				job: jobOf(job, type),
				job_args: {},
				sample: { $ref: record.sample.$uri },
			};
			byId.set(id, { id, record, type, found, common });
			return id;
		},
		/** Moves an analysis on; throws for an id there is not. */
		change: (id: string, progress: Partial<Omit<Progress, 'job'>>): void => {
			const kept = byId.get(id);
			if (!kept) throw new Error(`The sandbox has no analysis ${id}`);
			kept.common = { ...kept.common, ...progress, updated_at: clock.nextInstant() };
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
		/** The results of a classification that succeeded and can be read, or a 404. */
		findResults: (id: string, canRead: CanRead): WireResults => {
			const kept = byId.get(id);
			const isMeant = kept?.type === 'classification' && kept.common.success;
			if (isMeant && canRead(kept.record)) return kept.found as WireResults;
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

function toAnalysis({ id, type, common }: Kept): WireAnalysis {
	return { $uri: `${analysesPath}/${id}`, ...common, analysis_type: type };
}
