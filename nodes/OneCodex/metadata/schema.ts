import { z } from 'zod/v4';

export const LIBRARY_TYPES = ['WGS', 'Targeted/16S', 'Other'] as const;
export const SAMPLE_TYPES = ['Isolate', 'Metagenomic', 'Other'] as const;
export const PLATFORMS = [
	'454 sequencing',
	'454 GS FLX',
	'454 GS FLX Titanium',
	'Illumina',
	'Illumina Genome Analyzer II',
	'Illumina HiSeq',
	'Illumina HiSeq 1500',
	'Illumina HiSeq 2000',
	'Illumina HiSeq 2500',
	'Illumina HiSeq 3000',
	'Illumina HiSeq 4000',
	'Illumina HiSeq X',
	'Illumina iSeq 100',
	'Illumina MiniSeq',
	'Illumina MiSeq',
	'Illumina NextSeq',
	'Illumina NextSeq 500',
	'Illumina NextSeq 550',
	'Illumina NovaSeq',
	'Illumina NovaSeq 5000',
	'Illumina NovaSeq 6000',
	'BGISEQ',
	'BGISEQ 50',
	'Element',
	'Element AVITI',
	'Ion',
	'Ion S5',
	'Ion S5 XL',
	'Ion PGM',
	'Ion Proton',
	'Ion Torrent',
	'Oxford Nanopore',
	'Oxford Nanopore GridION X5',
	'Oxford Nanopore MinION',
	'Oxford Nanopore PromethION',
	'PacBio',
	'PacBio RS II',
	'PacBio Sequel',
	'PacBio Sequel II System',
	'PacBio Revio',
	'PacBio Onso',
	'SOLiD',
	'Solexa Genome Analyzer',
	'Sanger',
	'Other',
] as const;

export const MAX_NAME_LENGTH = 255;
export const MAX_EXTERNAL_ID_LENGTH = 60;
export const MAX_LOCATION_LENGTH = 255;

const text = (max: number) => z.string().max(max).nullable();
const time = z.iso.datetime({ offset: true }).nullable();

/** What one custom value may be: the API takes a flat object of these. */
const customValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The body of `PATCH /api/v1/metadata/{id}`; null clears a field, what is absent stays. */
export const metadataPatchSchema = z.strictObject({
	custom: z.record(z.string(), customValueSchema).nullable().optional(),
	date_collected: time.optional(),
	date_sequenced: time.optional(),
	description: z.string().nullable().optional(),
	external_sample_id: text(MAX_EXTERNAL_ID_LENGTH).optional(),
	library_type: z.enum(LIBRARY_TYPES).nullable().optional(),
	location_lat: z.number().min(-90).max(90).nullable().optional(),
	location_lon: z.number().min(-180).max(180).nullable().optional(),
	location_string: text(MAX_LOCATION_LENGTH).optional(),
	name: text(MAX_NAME_LENGTH).optional(),
	platform: z.enum(PLATFORMS).nullable().optional(),
	sample_type: z.enum(SAMPLE_TYPES).nullable().optional(),
	starred: z.boolean().nullable().optional(),
});

export type MetadataPatch = z.infer<typeof metadataPatchSchema>;
export type CustomValue = z.infer<typeof customValueSchema>;

/** The fields of a Metadata record that can be written, in the order in which the editor shows them. */
export const METADATA_FIELDS = [
	'name',
	'external_sample_id',
	'description',
	'sample_type',
	'library_type',
	'platform',
	'date_collected',
	'date_sequenced',
	'location_string',
	'location_lat',
	'location_lon',
	'starred',
	'custom',
] as const satisfies Array<keyof MetadataPatch>;

export type MetadataField = (typeof METADATA_FIELDS)[number];

/** The cells of one row as they came, not yet read; a field that is not here is not to be touched. */
export type MetadataCells = Partial<Record<MetadataField, unknown>>;
