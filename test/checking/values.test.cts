import type { Reading } from '../../nodes/OneCodex/checking/cells';
import {
	readCode,
	readNumber,
	readText,
	readWholeNumber,
	readYesOrNo,
} from '../../nodes/OneCodex/checking/values';
import { codeOf } from '../faults.cts';

const valueOf = (reading: Reading<unknown>) =>
	reading.kind === 'value' ? reading.value : reading.kind;
const whatOf = (reading: Reading<unknown>) =>
	reading.kind === 'fault' ? reading.faults.map(codeOf).join() : reading.kind;

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

const LOSSY = 'lost_digits';

test.each<[unknown, string]>([
	['abcdef', 'too_long 6, 5'],
	[2 ** 53, LOSSY],
	[-(2 ** 60), LOSSY],
	[NaN, LOSSY],
	[Infinity, LOSSY],
	[true, 'not_text'],
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
			faults: [{ code: LOSSY }],
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
	['1e-5', 0.00001],
	['-2.5E-07', -2.5e-7],
])('the number in %j', (cell, value) => {
	expect(valueOf(readNumber('location_lat', cell, [-90, 90]))).toBe(value);
});

test.each<[unknown, string]>([
	['52,52', 'not_a_number'],
	['1e1', 'not_a_number'],
	['0x10', 'not_a_number'],
	['52.52 N', 'not_a_number'],
	['.', 'not_a_number'],
	['1.2.3', 'not_a_number'],
	['5\u22122', 'not_a_number'],
	[true, 'not_a_number'],
	[NaN, 'not_a_number'],
	[Infinity, 'not_a_number'],
	[90.0001, 'out_of_range -90, 90'],
	['-90.1', 'out_of_range -90, 90'],
	['1'.repeat(400), 'not_a_number'],
])('no number: %j', (cell, what) => {
	expect(whatOf(readNumber('location_lat', cell, [-90, 90]))).toBe(what);
});

test.each<[unknown, unknown]>([
	[1, 1],
	[50, 50],
	[' 7 ', 7],
	['7.0', 7],
	[0, 'out_of_range 1, 50'],
	[51, 'out_of_range 1, 50'],
	['-1', 'out_of_range 1, 50'],
	[1.5, 'not_a_whole_number 1, 50'],
	['1.5', 'not_a_whole_number 1, 50'],
	[0.5, 'out_of_range 1, 50'],
	['many', 'not_a_number'],
	[true, 'not_a_number'],
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
	expect(whatOf(readYesOrNo('starred', cell))).toBe('not_yes_or_no');
});
