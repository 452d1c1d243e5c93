import { mayLackZeros, readBarcode } from '../../nodes/OneCodex/registration/planning/barcodes';

const FOURTEEN = '12345678901234';

const read = (cell: unknown, restore = false) => {
	const reading = readBarcode(cell, restore);
	if (reading.kind === 'value') return reading.value;
	return reading.kind === 'fault' ? reading.faults : reading;
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
	['line break inside', 'ABC12\n34567', 'ABC1234567'],
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

test.each([undefined, null, '', '  ', '\u200b', "'"])('%j is empty', (cell) => {
	expect(read(cell)).toEqual({ kind: 'empty' });
});

const PLAIN_TEXT = /plain text/;
const RESTORE = /Restore Leading Zeros/;
const AGAIN = /Enter or scan/;

const REFUSED: Array<[string, unknown, string, RegExp]> = [
	['no digit lost, one too many', 123456789012345, 'is a number of 15 digits', AGAIN],
	['16 digits', 1234567890123456, 'is a number of 16 digits', AGAIN],
	['9 digits', 123456789, 'a number of 9 digits: its leading zeros', PLAIN_TEXT],
	['zero', 0, 'a number of 1 digit:', PLAIN_TEXT],
	['minus zero', -0, 'a number of 1 digit:', PLAIN_TEXT],
	['9 digits as text', '123456789', 'text of 9 digits', PLAIN_TEXT],
	['15 digits as text', '123456789012345', 'text of 15 digits', AGAIN],
	['beyond 2^53', 2 ** 53, 'beyond 2^53', PLAIN_TEXT],
	['far beyond 2^53', 1.23457e30, 'beyond 2^53', PLAIN_TEXT],
	['decimals', 12345678901234.5, 'with decimals', PLAIN_TEXT],
	['negative', -1234567890, 'negative', PLAIN_TEXT],
	['NaN', NaN, 'not a number', PLAIN_TEXT],
	['infinite', Infinity, 'not a number', PLAIN_TEXT],
	['scientific notation', '1.23457E+13', 'scientific notation', PLAIN_TEXT],
	['scientific notation with a comma', '1,23457E+13', 'scientific notation', PLAIN_TEXT],
	['short scientific notation', '1E+13', 'scientific notation', PLAIN_TEXT],
	['decimal mark and zeros', `${FOURTEEN}.0`, 'decimal mark', PLAIN_TEXT],
	['decimal comma and zeros', `${FOURTEEN},00`, 'decimal mark', PLAIN_TEXT],
	['decimals as text', '1234567.89', 'character "."', AGAIN],
	['negative text', '-1234567890', 'character "-"', AGAIN],
	['Cyrillic A', 'АBC1234567', '"А" (U+0410), not a plain letter', AGAIN],
	['Greek omicron', 'ABCΟ123456', '(U+039F)', AGAIN],
	['letter outside the plane', '𝐀BC1234567', '(U+1D400)', AGAIN],
	['Arabic digit', '١BC1234567', '(U+0661)', AGAIN],
	['a mark', 'ABC-123456', 'character "-"', AGAIN],
	['two apostrophes', `''${FOURTEEN}`, `character "'"`, AGAIN],
	['a control character', 'ABC\u0007123456', '(U+0007)', AGAIN],
	['9 characters', 'ABC123456', 'has 9 characters', AGAIN],
	['11 characters', 'ABC12345678', 'has 11 characters', AGAIN],
	['a tilde', 'ABC~123456', 'has the character "~"', AGAIN],
	['the letter after it', 'ABC\u007f123456', '(U+007F)', AGAIN],
	['the last control character', 'ABC\u001f123456', '(U+001F)', AGAIN],
	['15 digits', 123456789012345, 'is a number of 15 digits instead of 14', AGAIN],
	['14 with a letter', '1234567890123A', 'has 14 characters', AGAIN],
	['true', true, 'is true/false', /Map the column/],
	['false', false, 'is true/false', /Map the column/],
	['list', [FOURTEEN], 'is a list', /Map the column/],
	['object', { value: FOURTEEN }, 'is an object', /Map the column/],
	['date', new Date(0), 'is an object', /Map the column/],
];

test.each(REFUSED)('%s is a fault with its cure', (_, cell, what, cure) => {
	for (const restore of [false, true]) {
		const expected = {
			field: 'tube_barcode',
			what: expect.stringContaining(what) as string,
			cure: expect.stringMatching(cure) as string,
		};
		expect(read(cell, restore)).toEqual([expect.objectContaining(expected)]);
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
	const fault = { cure: expect.stringMatching(RESTORE) as string };
	expect(read(cell)).toEqual([expect.objectContaining(fault)]);
});

test('the option is not offered where it would not help', () => {
	for (const cell of [123456789, 123456789012345, 'ABC123456', '1E+13']) {
		expect(JSON.stringify(read(cell))).not.toMatch(RESTORE);
	}
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
