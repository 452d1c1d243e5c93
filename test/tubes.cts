/** A valid barcode of 14 digits for each number from 0. */
export const barcode = (number: number) => String(10000000000000 + number);

/** A row as a tidy sheet has it. */
export const tube = (number: number, more: object = {}) => ({
	'Tube Barcode': barcode(number),
	'Specimen Type': 'Human stool',
	'Sequencing Depth': 'Standard',
	...more,
});
