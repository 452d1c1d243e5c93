import { createAnalyses } from './analyses.cts';
import type { Findings, Progress, RunWanted } from './analyses.cts';
import { changeMetadata } from './metadata.cts';
import { refusal } from './refusal.cts';
import { createSampleRecords, stateOf } from './sample-records.cts';
import type { SampleRecord } from './sample-records.cts';
import type { Account, Clock } from './state.cts';
import type { StoredFile } from './store.cts';
import { gut } from './taxa.cts';
import { classificationsPath } from './wire-samples.cts';
import type {
	MetadataUpdate,
	SampleStatus,
	Taxon,
	WireMetadata,
	WireSample,
} from './wire-samples.cts';
import type { World } from './worlds.cts';

/** What may be said of a finished sample besides its taxa; see `Sandbox.finishSample`. */
export type Finish = {
	/** The barcode or the id with .fastq.gz by default. */
	filename?: string;
	/** In bytes; 250 MB by default. */
	size?: number;
	/** The reads of the table by default. */
	nReads?: number;
	/** How far the analysis has come; it succeeded by default. */
	analysis?: Partial<Progress>;
};

/** What may be said of an analysis that is added; it succeeded by default. */
export type NewAnalysis = Partial<Progress & Findings>;

const SUCCESS: Progress = {
	complete: true,
	success: true,
	error_msg: null,
	job: 'One Codex Database',
};

/**
 * Makes the memory for samples, their metadata and what was found in them.
 *
 * @param clock see `Clock`
 * @param world the world at the time of the call
 */
export function createSamples(clock: Clock, world: () => World) {
	const records = createSampleRecords(clock, world);
	const analyses = createAnalyses(clock, world);
	const readableBy = (account: Account) => (record: SampleRecord) =>
		records.isReadable(account, record);

	function insistOn(account: Account, what: string, record: SampleRecord | undefined) {
		if (record && records.isReadable(account, record)) return record;
		throw refusal(404, `There is no ${what}`);
	}

	const find = (account: Account, id: string) => insistOn(account, `sample ${id}`, records.get(id));
	const findMetadata = (account: Account, id: string) =>
		insistOn(account, `metadata ${id}`, records.getByMetadata(id));
	const listed = (account: Account) =>
		records
			.all()
			.filter(readableBy(account))
			.filter((_, index) => world().sampleLists === 'whole' || index % 2 === 0);

	/** The sample for whoever steers the sandbox: no account, no lag. */
	function steer(id: string): SampleRecord {
		const record = records.get(id);
		if (!record) throw new Error(`The sandbox has no sample ${id}`);
		return record;
	}

	function change(record: SampleRecord, changes: Partial<WireSample>): WireSample {
		record.sample = { ...record.sample, ...changes, updated_at: clock.nextInstant() };
		return record.sample;
	}

	/** The file of a sample; throws a refusal where it has none. */
	function fileOf(account: Account, id: string): StoredFile {
		const { status, filename, size } = find(account, id).sample;
		const statuses = { notFound: 404, badRequest: 400, conflict: 409 };
		if (status !== 'available') throw refusal(statuses[world().noFile], `No file of ${id}`);
		return { name: filename ?? `${id}.fastq`, size: size ?? 1_000 };
	}

	function finish(id: string, table: Taxon[] = gut, more: Finish = {}): string {
		const record = steer(id);
		const counted = table.reduce((sum, taxon) => sum + taxon.readcount, 0);
		const {
			filename = `${record.tube?.barcode ?? id}.fastq.gz`,
			size = 250_000_000,
			nReads = Math.max(counted, 1),
			analysis = {},
		} = more;
		const found = { host_tax_ids: ['9606'], n_reads: nReads, table };
		const classificationId = analyses.add(
			record,
			{ type: 'classification', found },
			{ ...SUCCESS, ...analysis },
		);
		change(record, {
			...stateOf('available'),
			filename,
			size,
			primary_classification: { $ref: `${classificationsPath}/${classificationId}` },
		});
		return classificationId;
	}

	return {
		/** Adds an analysis of a sample and gives its id; throws for the id of a sample there is not. */
		addAnalysis: (id: string, { type = 'panel', found = {}, ...more }: NewAnalysis = {}): string =>
			analyses.add(steer(id), { type, found }, { ...SUCCESS, job: `${type} job`, ...more }),
		addAlone: records.addAlone,
		addTubes: records.addTubes,
		all: (): WireSample[] => records.all().map(({ sample }) => sample),
		allMetadata: (): WireMetadata[] => records.all().map(({ metadata }) => metadata),
		/** One of the account's samples that can be read by now, or a 404. */
		find: (account: Account, id: string): WireSample => find(account, id).sample,
		/** The metadata record of such a sample, or a 404. */
		findMetadata: (account: Account, id: string) => findMetadata(account, id).metadata,
		/** The analyses of all samples; see `readableBy`. */
		analyses,
		/** Tells which samples an account can read by now. */
		readableBy,
		fileOf,
		/** Brings a sample's data in and gives the classification's id; throws for an unknown id. */
		finish,
		/** Starts a job for one of the account's samples, which needs data; else it is refused. */
		runJob: (account: Account, job: string, { sample: { $ref }, job_args }: RunWanted) => {
			const record = find(account, $ref.split('/').at(-1) ?? '');
			if (record.sample.status === 'available') return analyses.run(record, job, job_args);
			throw refusal(400, 'sample: it has no data yet');
		},
		/** Forgets every sample and all that belongs to it. */
		reset: (): void => {
			records.reset();
			analyses.reset();
		},
		/** Moves a sample on; throws for an id there is not. */
		setStatus: (id: string, status: SampleStatus): void => {
			change(steer(id), stateOf(status));
		},
		/** Changes one of the account's samples, or throws a 404. */
		update: (account: Account, id: string, changes: Partial<WireSample>) =>
			change(find(account, id), changes),
		/** Changes one of the account's metadata records, or throws a refusal. */
		updateMetadata: (account: Account, id: string, update: MetadataUpdate): WireMetadata => {
			const record = findMetadata(account, id);
			const changed = changeMetadata(record.metadata, update, world());
			record.metadata = { ...changed, updated_at: clock.nextInstant() };
			return record.metadata;
		},
		/** The account's samples that lists show by now, oldest first. */
		listed: (account: Account): WireSample[] => listed(account).map(({ sample }) => sample),
		/** The metadata of these samples, in their order. */
		listedMetadata: (account: Account) => listed(account).map(({ metadata }) => metadata),
	};
}
