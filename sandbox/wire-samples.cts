import type { components } from './described.cts';
import type { Described } from './wire.cts';

/** The address all samples are under. */
export const samplesPath = '/api/v1/samples';

/** The address all metadata records are under. */
export const metadataPath = '/api/v1/metadata';

/** The address all classifications are under. */
export const classificationsPath = '/api/v1/classifications';

type Schemas = components['schemas'];

/** How far the data of a sample have come. */
export type SampleStatus = Schemas['SampleStatus'];

/** A sample as the API writes it. Times are RFC 3339, `size` is in bytes. */
export type WireSample = Described<'Sample'> & { updated_at: string };

/** A metadata record as the API writes it. */
export type WireMetadata = Described<'Metadata'> & { updated_at: string };

/** The body of a change to a sample, already checked against the description. */
export type SampleUpdate = Schemas['SampleUpdate'];

/** The body of a change to a metadata record, already checked against the description. */
export type MetadataUpdate = Schemas['MetadataUpdate'];

/** One row of what a classification found. Counts are of reads, abundances shares of 1. */
export type Taxon = Schemas['Taxon'];

/** What a classification found, as the API writes it. */
export type WireResults = Schemas['ClassificationResults'];
