/** A row of the spreadsheet that the bench posts. */
export interface BenchRow {
	Batch: string;
	'Tube Barcode': string;
	'Specimen Type': string;
	'Sequencing Depth': string;
	Patient: string;
}

let tubes = 0;
let batches = 0;

/** Makes rows whose barcodes and batch names no other call has had, so that nothing is ever reused. */
export function makeRows(count: number, rowsPerBatch = count): BenchRow[] {
	let batch = '';
	return Array.from({ length: count }, (_, index) => {
		if (index % rowsPerBatch === 0) {
			// Of one length: the look-up by the name's beginning must not find other batches.
			batch = `Bench ${String(++batches).padStart(6, '0')}`;
		}
		tubes += 1;
		return {
			Batch: batch,
			'Tube Barcode': String(10_000_000_000_000 + tubes),
			'Specimen Type': tubes % 5 === 0 ? 'Microbial cell culture' : 'Human stool',
			'Sequencing Depth': tubes % 7 === 0 ? 'Deep' : 'Standard',
			Patient: `P-${tubes}`,
		};
	});
}
