import { LIBRARY_TYPES, PLATFORMS, SAMPLE_TYPES } from './metadataChoices';

/** What a field holds: it decides how cells and answers are read, and how the editor shows the field. */
export type MetadataContent =
	| { type: 'text'; /** In characters; undefined for any length. */ most?: number }
	/** An ID of the lab's own, which a spreadsheet may have taken for a number. */
	| { type: 'code'; most: number }
	| { type: 'choice'; choices: readonly string[] }
	/** Both limits are allowed. */
	| { type: 'number'; limits: readonly [number, number] }
	| { type: 'day' }
	| { type: 'yes or no' }
	/** The account's own values, by name. */
	| { type: 'custom' };

/** What is known of a field. */
export type MetadataEntry = MetadataContent & {
	/** The name in the editor. */
	label: string;
	/** Titles of columns for this field, besides its label and its name in the API. */
	titles?: readonly string[];
	/** The field's term in MIxS, which is its column if no other is. */
	mixs?: string;
	/** In simplified output, too, which has at most 10 fields with the two IDs. */
	inSimple?: true;
};

/**
 * The fields of a metadata record that can be written, by their names in the API, in the order in which the
 * editor shows them. All that this package knows of a field is here; `openapi/` and docs/ are tested
 * against it.
 */
export const METADATA_TABLE = {
	name: {
		label: 'Name',
		titles: ['Sample Name'],
		mixs: 'samp_name',
		type: 'text',
		most: 255,
		inSimple: true,
	},
	external_sample_id: {
		label: 'External Sample ID',
		titles: ['External ID'],
		type: 'code',
		most: 60,
		inSimple: true,
	},
	description: { label: 'Description', type: 'text', inSimple: true },
	sample_type: { label: 'Sample Type', type: 'choice', choices: SAMPLE_TYPES, inSimple: true },
	library_type: { label: 'Library Type', type: 'choice', choices: LIBRARY_TYPES },
	platform: { label: 'Platform', type: 'choice', choices: PLATFORMS },
	date_collected: {
		label: 'Date Collected',
		titles: ['Collection Date'],
		type: 'day',
		inSimple: true,
	},
	date_sequenced: {
		label: 'Date Sequenced',
		titles: ['Sequencing Date'],
		type: 'day',
		inSimple: true,
	},
	location_string: {
		label: 'Location',
		mixs: 'geo_loc_name',
		type: 'text',
		most: 255,
		inSimple: true,
	},
	location_lat: { label: 'Latitude', titles: ['Lat'], type: 'number', limits: [-90, 90] },
	location_lon: { label: 'Longitude', titles: ['Lon'], type: 'number', limits: [-180, 180] },
	starred: { label: 'Starred', type: 'yes or no' },
	custom: { label: 'Custom', type: 'custom', inSimple: true },
} as const satisfies Record<string, MetadataEntry>;

export type MetadataField = keyof typeof METADATA_TABLE;

export const METADATA_FIELDS = Object.keys(METADATA_TABLE) as MetadataField[];

/** Makes a value for each field from its entry. */
export const ofMetadataFields = <T>(
	make: (entry: MetadataEntry, field: MetadataField) => T,
): Record<MetadataField, T> => {
	const made = METADATA_FIELDS.map((field) => [field, make(METADATA_TABLE[field], field)] as const);
	return Object.fromEntries(made) as Record<MetadataField, T>;
};
