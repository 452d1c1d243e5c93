import type { Reading } from '../../nodes/OneCodex/checking/cells';
import {
	readCode,
	readNumber,
	readText,
	readWholeNumber,
	readYesOrNo,
} from '../../nodes/OneCodex/checking/values';

const valueOf = (reading: Reading<unknown>) =>
	reading.kind === 'value' ? reading.value : reading.kind;
const whatOf = (reading: Reading<unknown>) =>
	reading.kind === 'fault' ? reading.faults.map(({ what }) => what).join() : reading.kind;

const READERS: Array<[string, (cell: unknown) => Reading<unknown>]> = [
	['text', (cell) => readText('name', cell, 5)],
	['a code', (cell) => readCode('external_sample_id', cell, 5)],
	['a number', (cell) => readNumber('location_lat', cell, [-90, 90])],
	['a whole number', (cell) => readWholeNumber('limit', cell, [1, 50])],
	['yes or no', (cell) => readYesOrNo('starred', cell)],
];

describe.each(READERS)('%s', (_, read) => {
	test.each([undefined, null, '', ' ', "'", '\u200b'])('is empty in %j', (cell) => {
		expect(read(cell)).toEqual({ kind: 'empty' });
	});

	test.each([[[1]], [{}], [new Date()]])('is not in %j', (cell) => {
		expect(read(cell).kind).toBe('fault');
	});
});

test.each<[unknown, unknown]>([
	['abcde', 'abcde'],
	['  a b  ', 'a b'],
	["'tis", "'tis"],
	['Ａ', 'Ａ'],
	[12345, '12345'],
	[-7, '-7'],
	[0, '0'],
	[1.25, '1.25'],
])('the text in %j', (cell, value) => {
	expect(valueOf(readText('name', cell, 5))).toBe(value);
});

const LOSSY = 'is a long number that may have lost digits';

test.each<[unknown, string]>([
	['abcdef', 'has 6 characters'],
	[2 ** 53, LOSSY],
	[-(2 ** 60), LOSSY],
	[NaN, LOSSY],
	[Infinity, LOSSY],
	[true, 'is not text'],
])('no text: %j', (cell, what) => {
	expect(whatOf(readText('name', cell, 5))).toBe(what);
});

test('a text without a limit may be long', () => {
	expect(valueOf(readText('description', 'x'.repeat(100_000)))).toHaveLength(100_000);
});

test.each(['1.23457E+13', '1,2E+13', '1E+13', '1.5e3', " '1.23E+13", 2 ** 53])(
	'the code %j may have lost digits',
	(cell) => {
		expect(readCode('external_sample_id', cell, 60)).toMatchObject({
			kind: 'fault',
			faults: [{ what: LOSSY, cure: expect.stringContaining('plain text') as string }],
		});
	},
);

test.each<[unknown, string]>([
	['12E3', '12E3'],
	['1e5', '1e5'],
	[' 1E13 ', '1E13'],
	[4711, '4711'],
	['9007199254740993', '9007199254740993'],
])('the code %j is %j', (cell, value) => {
	expect(valueOf(readCode('external_sample_id', cell, 60))).toBe(value);
});

test.each(['1.23457E+13', '1E+13'])('the prose %j is text as any other', (cell) => {
	expect(valueOf(readText('description', cell))).toBe(cell);
});

test.each<[unknown, number]>([
	[0, 0],
	[-90, -90],
	[90, 90],
	['52.52', 52.52],
	['.5', 0.5],
	['-.5', -0.5],
	['52.', 52],
	['\u221233.9', -33.9],
	[' -13 ', -13],
	["'+7", 7],
	['０.５', 0.5],
])('the number in %j', (cell, value) => {
	expect(valueOf(readNumber('location_lat', cell, [-90, 90]))).toBe(value);
});

test.each<[unknown, string]>([
	['52,52', 'is not a number'],
	['1e1', 'is not a number'],
	['0x10', 'is not a number'],
	['52.52 N', 'is not a number'],
	['.', 'is not a number'],
	['1.2.3', 'is not a number'],
	['5\u22122', 'is not a number'],
	[true, 'is not a number'],
	[NaN, 'is not a number'],
	[Infinity, 'is not a number'],
	[90.0001, 'is out of range'],
	['-90.1', 'is out of range'],
	['1'.repeat(400), 'is not a number'],
])('no number: %j', (cell, what) => {
	expect(whatOf(readNumber('location_lat', cell, [-90, 90]))).toBe(what);
});

test.each<[unknown, unknown]>([
	[1, 1],
	[50, 50],
	[' 7 ', 7],
	['7.0', 7],
	[0, 'is out of range'],
	[51, 'is out of range'],
	['-1', 'is out of range'],
	[1.5, 'is not a whole number'],
	['1.5', 'is not a whole number'],
	[0.5, 'is out of range'],
	['many', 'is not a number'],
	[true, 'is not a number'],
])('the whole number in %j: %j', (cell, expected) => {
	const reading = readWholeNumber('limit', cell, [1, 50]);
	expect(reading.kind === 'value' ? reading.value : whatOf(reading)).toBe(expected);
});

test.each<[unknown, boolean]>([
	[true, true],
	['TRUE', true],
	[' Yes ', true],
	[1, true],
	['1', true],
	[false, false],
	['False', false],
	['no', false],
	[0, false],
	['0', false],
])('%j is %s', (cell, value) => {
	expect(valueOf(readYesOrNo('starred', cell))).toBe(value);
});

test.each(['x', 2, 'y', NaN, -1])('%j is neither true nor false', (cell) => {
	expect(whatOf(readYesOrNo('starred', cell))).toBe('is neither true nor false');
});
