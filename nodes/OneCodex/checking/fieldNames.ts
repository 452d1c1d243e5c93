/** What a problem can be about, by the names that the fields have in the editor. */
export const FIELD_NAMES = {
	// A tube and its batch.
	tube_barcode: 'Tube Barcode',
	specimen_type: 'Specimen Type',
	sequencing_depth: 'Sequencing Depth',
	batch_name: 'Batch Name',
	return_tracking_numbers: 'Return Tracking Numbers',
	// The row as a whole.
	row: '',
} as const;

/** A field of a row, a parameter that stands for all of them, or the row as a whole. */
export type ProblemField = keyof typeof FIELD_NAMES;
