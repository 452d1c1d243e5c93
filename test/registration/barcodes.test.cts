import { codeOf } from '../faults.cts';
import {
	mayLackZeros,
	readBarcode,
	saysNoTube,
} from '../../nodes/OneCodex/registration/planning/barcodes';

const FOURTEEN = '12345678901234';

const read = (cell: unknown, restore = false) => {
	const reading = readBarcode(cell, restore);
	if (reading.kind === 'value') return reading.value;
	return reading.kind === 'fault' ? reading.faults : reading;
};

const faultsOf = (cell: unknown, restore: boolean) => {
	const reading = readBarcode(cell, restore);
	return reading.kind === 'fault'
		? reading.faults.map((fault) => [fault.field, codeOf(fault)])
		: reading;
};

const ACCEPTED: Array<[string, unknown, string]> = [
	['14 digits as text', FOURTEEN, FOURTEEN],
	['14 digits as a number', 12345678901234, FOURTEEN],
	['the largest number of 14 digits', 99999999999999, '99999999999999'],
	['the smallest number of 14 digits', 10000000000000, '10000000000000'],
	['14 zeros as text', '00000000000000', '00000000000000'],
	['10 characters', 'ABC1234567', 'ABC1234567'],
	['10 small letters', 'abcdefghij', 'abcdefghij'],
	['10 digits as text', '0123456789', '0123456789'],
	['10 digits as a number', 1234567890, '1234567890'],
	['what looks like scientific notation', '1234567E10', '1234567E10'],
	['scientific notation in small letters', '12345678e1', '12345678e1'],
	['spaces around', `  ${FOURTEEN}\r\n`, FOURTEEN],
	['spaces inside', '1234 5678 901234', FOURTEEN],
	['no-break spaces', '\u00a0ABC\u00a01234567', 'ABC1234567'],
	['ideographic space', 'ABC\u30001234567', 'ABC1234567'],
	['zero-width space', 'ABC\u200b1234567\ufeff', 'ABC1234567'],
	['apostrophe', `'${FOURTEEN}`, FOURTEEN],
	['curly apostrophe', `\u2019${FOURTEEN}`, FOURTEEN],
	['full-width digits', '１２３４５６７８９０１２３４', FOURTEEN],
	['full-width letters', 'ＡＢＣ1234567', 'ABC1234567'],
];

test.each(ACCEPTED)('%s is taken', (_, cell, value) => {
	expect(read(cell)).toBe(value);
	expect(read(cell, true)).toBe(value);
});

test.each([undefined, null, '', '  ', '\u200b', "'", ' '.repeat(50_001)])('%j is empty', (cell) => {
	expect(read(cell)).toEqual({ kind: 'empty' });
});

const REFUSED: Array<[string, unknown, string]> = [
	['a line break inside', 'ABC12\n34567', 'barcode_lines'],
	['two numbers in two lines', '1234567\r\n7654321', 'barcode_lines'],
	['a tab inside', `${FOURTEEN}\t${FOURTEEN}`, 'barcode_lines'],
	['words of ten letters', 'not shipped', 'barcode_words'],
	['words with a no-break space', 'see\u00a0comment', 'barcode_words'],
	['no digit lost, one too many', 123456789012345, 'too_many_digits 15, 14'],
	['16 digits', 1234567890123456, 'too_many_digits 16, 14'],
	['9 digits', 123456789, 'lost_zeros 9, false'],
	['zero', 0, 'lost_zeros 1, false'],
	['minus zero', -0, 'lost_zeros 1, false'],
	['9 digits as text', '123456789', 'lost_zeros 9, false'],
	['15 digits as text', '123456789012345', 'too_many_digits 15, 14'],
	['beyond 2^53', 2 ** 53, 'unusable_number rounded'],
	['far beyond 2^53', 1.23457e30, 'unusable_number rounded'],
	['decimals', 12345678901234.5, 'unusable_number decimals'],
	['negative', -1234567890, 'unusable_number negative'],
	['NaN', NaN, 'unusable_number unreadable'],
	['infinite', Infinity, 'unusable_number unreadable'],
	['scientific notation', '1.23457E+13', 'scientific'],
	['scientific notation with a comma', '1,23457E+13', 'scientific'],
	['short scientific notation', '1E+13', 'scientific'],
	['decimal mark and zeros', `${FOURTEEN}.0`, 'barcode_with_decimals'],
	['decimal comma and zeros', `${FOURTEEN},00`, 'barcode_with_decimals'],
	['decimals as text', '1234567.89', 'barcode_with_character .'],
	['negative text', '-1234567890', 'barcode_with_character -'],
	['Cyrillic A', 'АBC1234567', 'barcode_with_character А'],
	['Greek omicron', 'ABCΟ123456', 'barcode_with_character Ο'],
	['letter outside the plane', '𝐀BC1234567', 'barcode_with_character 𝐀'],
	['Arabic digit', '١BC1234567', 'barcode_with_character ١'],
	['a mark', 'ABC-123456', 'barcode_with_character -'],
	['two apostrophes', `''${FOURTEEN}`, "barcode_with_character '"],
	['a control character', 'ABC\u0007123456', 'barcode_with_character \u0007'],
	['9 characters', 'ABC123456', 'barcode_length 9'],
	['11 characters', 'ABC12345678', 'barcode_length 11'],
	['a tilde', 'ABC~123456', 'barcode_with_character ~'],
	['the letter after it', 'ABC\u007f123456', 'barcode_with_character \u007f'],
	['the last control character', 'ABC\u001f123456', 'barcode_with_character \u001f'],
	['15 digits', 123456789012345, 'too_many_digits 15, 14'],
	['14 with a letter', '1234567890123A', 'barcode_length 14'],
	['a point and zeros after letters', 'ABC12.0', 'barcode_with_character .'],
	['more than a cell of a sheet holds', '1'.repeat(50_001), 'barcode_length 50001'],
	['as much as it holds', `A${'1'.repeat(49_999)}`, 'barcode_length 50000'],
	['true', true, 'barcode_not_text boolean'],
	['false', false, 'barcode_not_text boolean'],
	['list', [FOURTEEN], 'barcode_not_text list'],
	['object', { value: FOURTEEN }, 'barcode_not_text object'],
	['date', new Date(0), 'barcode_not_text object'],
];

test.each(REFUSED)('%s is a fault, with or without the option', (_, cell, code) => {
	for (const restore of [false, true]) {
		expect(faultsOf(cell, restore)).toEqual([['tube_barcode', code]]);
	}
});

const RESTORABLE: Array<[unknown, string]> = [
	[12345678901, '00012345678901'],
	[123456789012, '00123456789012'],
	[1234567890123, '01234567890123'],
	['12345678901', '00012345678901'],
	[" '123 456 789 012 3", '01234567890123'],
	['１２３４５６７８９０１', '00012345678901'],
];

test.each(RESTORABLE)('%j lost leading zeros: restored with the option only', (cell, restored) => {
	expect(read(cell, true)).toBe(restored);
	expect(read(cell)).toMatchObject([{ code: 'lost_zeros', params: { canBeRestored: true } }]);
});

test.each([
	[1234567890, true],
	[9999999999, true],
	[999999999, false],
	[10000000000, false],
	['1234567890', false],
	[-1234567890, false],
	[1234567890.5, false],
	[undefined, false],
])('%j may have lost zeros and be valid all the same: %j', (cell, is) => {
	expect(mayLackZeros(cell)).toBe(is);
});

describe('what scanners of racks write', () => {
	test.each([
		['NO TUBE', true],
		['No_Tube', true],
		['empty', true],
		[`EMPTY${' '.repeat(25)}`, true],
		[`EMPTY${' '.repeat(26)}`, false],
		['tube', false],
		['NO TUBE 1', false],
		['ABC1234567', false],
		[['NO TUBE'], false],
		[0, false],
		[undefined, false],
	])('%j says that there is no tube: %j', (cell, says) => {
		expect(saysNoTube(cell)).toBe(says);
	});

	test.each(['NO READ', 'no-read', 'UNREADABLE', 'Read Failed', 'SCAN_FAILED', 'Not  Scanned'])(
		'%s is no barcode, and the fault names the well',
		(cell) => {
			const reading = readBarcode(cell, false, { Note: 'x', Well: 'B7' });
			expect(reading).toMatchObject({
				kind: 'fault',
				faults: [{ field: 'tube_barcode', code: 'barcode_not_read', params: { well: 'B7' } }],
			});
		},
	);
});
