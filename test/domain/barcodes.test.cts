import {
	BARCODE_WORDS,
	barcodeKey,
	MOST_DIGITS,
	RESTORABLE,
	UNCERTAIN_LENGTHS,
} from '../../nodes/OneCodex/domain/barcodes';

test('what follows from the formats', () => {
	expect(BARCODE_WORDS).toBe('10 letters and digits or 14 digits');
	expect(MOST_DIGITS).toBe(14);
	expect(RESTORABLE).toEqual({ least: 11, most: 13 });
	expect(UNCERTAIN_LENGTHS).toEqual([10]);
});

test.each([
	['abc1234567', 'ABC1234567'],
	[' ABC12 34567\n', 'ABC1234567'],
	['\uff21BC1234567', 'ABC1234567'],
	['AB\u200bC1234567', 'ABC1234567'],
	['', ''],
])('%j is the tube %j', (barcode, key) => {
	expect(barcodeKey(barcode)).toBe(key);
});
