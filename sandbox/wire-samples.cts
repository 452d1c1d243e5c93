import type { TagWanted } from './tags.cts';
import type { Reference } from './wire.cts';

/** The address all samples are under. */
export const samplesPath = '/api/v1/samples';

/** The address all metadata records are under. */
export const metadataPath = '/api/v1/metadata';

/** The address all classifications are under. */
export const classificationsPath = '/api/v1/classifications';

/** How far the data of a sample have come. */
export type SampleStatus =
	| 'awaiting_data'
	| 'importing'
	| 'validating'
	| 'failed_validation'
	| 'available'
	| 'deleted';

/** A sample as the API writes it. Times are RFC 3339, `size` is in bytes. */
export type WireSample = {
	$uri: string;
	created_at: string;
	updated_at: string;
	filename: string | null;
	size: number | null;
	status: SampleStatus;
	error_msg: string | null;
	visibility: 'private' | 'importing' | 'awaiting data';
	owner: Reference;
	metadata: Reference;
	project: Reference | null;
	tags: Reference[];
	primary_classification: Reference | null;
};

/** What a client may say of a sample in metadata. Dates are RFC 3339, the location in degrees. */
type Described = {
	name: string | null;
	description: string | null;
	external_sample_id: string | null;
	date_collected: string | null;
	date_sequenced: string | null;
	library_type: string | null;
	platform: string | null;
	sample_type: string | null;
	location_string: string | null;
	location_lat: number | null;
	location_lon: number | null;
	custom: Record<string, string | number | boolean | null> | null;
};

/** A metadata record as the API writes it. */
export type WireMetadata = Described & {
	$uri: string;
	sample: Reference;
	updated_at: string;
	starred: boolean;
};

/** The body of a change to a sample, already checked against the description. */
export type SampleUpdate = { project?: Reference | null; tags?: TagWanted[] };

/** The body of a change to a metadata record, already checked against the description. */
export type MetadataUpdate = Partial<Described & { starred: boolean | null }>;

/** One row of what a classification found. Counts are of reads, abundances shares of 1. */
export type Taxon = {
	tax_id: string;
	parent_tax_id: string | null;
	name: string;
	rank: string;
	readcount: number;
	readcount_w_children: number;
	unfiltered_readcount?: number | null;
	unfiltered_readcount_w_children?: number | null;
	abundance: number | null;
	abundance_w_children: number | null;
};

/** What a classification found, as the API writes it. */
export type WireResults = { host_tax_ids: string[]; n_reads: number; table: Taxon[] };
