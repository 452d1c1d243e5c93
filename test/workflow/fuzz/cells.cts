import fc from 'fast-check';

import { barcode } from '../with-sandbox.cts';

const oneOf = fc.constantFrom;

/** Marks that a copy, a scanner or a sheet leaves around a value without changing what it says. */
const around = oneOf('', '', '', ' ', '\u00a0', '\u200b', '\ufeff', '\t', '\u202e', "'");

const toFullWidth = (text: string) =>
	[...text].map((char) => String.fromCodePoint(char.charCodeAt(0) + 0xfee0)).join('');

/** Ways to write one text that are all read as that text. */
const written = (text: string): fc.Arbitrary<string> =>
	fc
		.tuple(oneOf(text, text, text, toFullWidth(text)), around, oneOf('', ' ', '\u2060'))
		.map(([form, before, behind]) => `${before}${form}${behind}`);

/** A barcode for each number from 0, of one of the two kinds, as a sheet may hold it. */
export function barcodeCell(number: number): fc.Arbitrary<unknown> {
	const digits = barcode(number);
	const letters = `Ab${String(number).padStart(8, '0')}`;
	return fc.oneof(
		{ weight: 4, arbitrary: oneOf<unknown>(digits, letters, Number(digits)) },
		{ weight: 2, arbitrary: written(digits) },
		{ weight: 1, arbitrary: written(letters) },
		{ weight: 1, arbitrary: oneOf(` ${digits.slice(0, 7)}\u00a0 ${digits.slice(7)}\n`) },
	);
}

/** A barcode of 14 digits whose leading zeros a sheet took away. */
export const shortened = (number: number): fc.Arbitrary<unknown> =>
	oneOf<unknown>(
		10_000_000_000 + number,
		String(100_000_000_000 + number),
		12_345_678_900 + number,
	);

export const specimenCell = oneOf<unknown>(
	'Human stool',
	'HUMAN_STOOL',
	' microbial-cell culture\u200b',
	'Ｈuman  Ｓtool',
	"'Microbial Cell Culture",
);
export const depthCell = oneOf<unknown>('Standard', 'deep', ' DEEP ', 'stan-dard');

/** Text in many scripts and out of all order: halves of pairs, marks, controls, either direction. */
const unicode = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	oneOf(
		'\ud800',
		'\udc00x',
		`${'x'.repeat(59)}😀`,
		'\0',
		'a\0b',
		'\u001b[31mred',
		'مرحبا',
		'\u202eabc\u202c',
		'e\u0301'.repeat(20),
		'👨‍👩‍👧‍👦',
		'２３５０８１１４１００００１',
		'٢٣٥٠٨١١٤١٠٠٠١٧',
		'23508114100О17',
		'𝟐𝟑𝟓𝟎𝟖𝟏𝟏𝟒𝟏𝟎𝟎𝟎𝟏𝟕',
		'ß',
		'İ',
		'<img src=x onerror=alert(1)>`&amp;`',
		'{{ $json }}',
		'={{ 1 }}',
		'$& $1 $`',
		'ENOENT EACCES',
		'constructor',
		'__proto__',
	),
	fc.string({ unit: oneOf(' ', "'", '\u200b', '_', '-', ',', '\n', '1', '.', 'e'), maxLength: 40 }),
);

const long = fc
	.tuple(oneOf('1', 'a', ' ', '<', '😀', 'Ａ', ',', 'a/,', '1,', '\0'), oneOf(101, 300, 5_000))
	.map(([text, count]) => text.repeat(count));

const numbers = fc.oneof(
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.integer(),
	oneOf(0, -0, 1e21, 1e-7, -1, 0.1, 2 ** 53, 2 ** 53 + 2, Number.MAX_VALUE, Number.MIN_VALUE),
	oneOf(1234567890, 12345678901234, 123456789012345),
);

const nested = fc.nat({ max: 300 }).map((depth) => {
	let value: unknown = 'deep down';
	for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { value };
	return value;
});

/** Objects with names that objects have of their own, as JSON text makes them. */
const ownNames = oneOf(
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'{"toString":1,"valueOf":null,"toJSON":"no"}',
	'{"hasOwnProperty":false,"length":-1}',
	'{"":{"":[]}}',
	'{"$ref":"/api/v1/samples/0123456789abcdef"}',
).map((text): unknown => JSON.parse(text));

/** A cell of any kind that JSON has. */
export const anyCell: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: unicode },
	{ weight: 2, arbitrary: numbers },
	{ weight: 1, arbitrary: long },
	{ weight: 2, arbitrary: oneOf<unknown>(null, true, false, '', ' ', [], {}, [null], [[]]) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
	{ weight: 1, arbitrary: nested },
	{ weight: 1, arbitrary: ownNames },
);

/** A cell in which nobody sees anything. */
export const blankCell = oneOf<unknown>(null, '', ' ', '\u200b', "'", '\u00a0\t\n', " '", '\ufeff');

/** Titles of columns that are no field of a tube, however much some look like one. */
export const strangeTitle = fc.oneof(
	oneOf(
		...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'],
		...['', ' ', '\0', '__EMPTY', 'error', 'valid', 'problems', 'sample', 'message', 'json'],
		...['Barcode / Specimen', 'Tube Barcode, Specimen Type', 'Depth & Barcode', 'barcodes'],
		...['tube_barcode.specimen_type', '$json', '{{ $json }}', '\ud800', 'x'.repeat(3_000)],
	),
	fc.string({ unit: 'binary', maxLength: 12 }),
);
