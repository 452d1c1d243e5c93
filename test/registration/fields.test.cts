import {
	readBatchName,
	readTrackingNumbers,
} from '../../nodes/OneCodex/registration/planning/fields';
import { registerRequestSchema } from '../../nodes/OneCodex/registration/planning/schema';
import { codeOf } from '../faults.cts';
import type { Reading } from '../../nodes/OneCodex/checking/cells';

const faultsOf = (reading: Reading<unknown>) =>
	reading.kind === 'fault' ? reading.faults.map((fault) => [fault.field, codeOf(fault)]) : [];

describe('a batch name', () => {
	const hundred = 'n'.repeat(100);

	test.each([
		['Rack 1', 'Rack 1'],
		['  Rack  1\n', 'Rack 1'],
		['Rack\u00a01', 'Rack 1'],
		['Cafe\u0301', 'Caf\u00e9'],
		['\u200b Rack 1\u200b', 'Rack 1'],
		['Ra\u00adck 1\u200e', 'Rack 1'],
		['👩\u200d🔬 1', '👩\u200d🔬 1'],
		['x', 'x'],
		["'s-Hertogenbosch", "'s-Hertogenbosch"],
		[hundred, hundred],
		[` ${hundred} `, hundred],
		[12, '12'],
		[0, '0'],
		[2 ** 53 - 1, '9007199254740991'],
	])('%j is taken', (cell, value) => {
		expect(readBatchName(cell)).toEqual({ kind: 'value', value });
	});

	test.each([undefined, null, '', '  ', '\u200b', '\ufe0f'])('%j is empty', (cell) => {
		expect(readBatchName(cell)).toEqual({ kind: 'empty' });
	});

	test.each([
		[`${hundred}n`, 'too_long 101, 100'],
		['n'.repeat(50_001), 'too_long 50001, 100'],
		[2 ** 53, 'lost_digits'],
		[-(2 ** 53), 'lost_digits'],
		[NaN, 'batch_name_not_text'],
		[true, 'batch_name_not_text'],
		[new Date(0), 'batch_name_not_text'],
		[['Rack 1'], 'batch_name_not_text'],
		[{}, 'batch_name_not_text'],
		['Rack \ud83d', 'half_character'],
		['\ude00 Rack', 'half_character'],
	])('%j is a fault', (cell, what) => {
		expect(faultsOf(readBatchName(cell))).toEqual([['batch_name', what]]);
	});
});

describe('return tracking numbers', () => {
	const { return_tracking_numbers: sent } = registerRequestSchema().shape;
	const longest = '1'.repeat(255);

	test.each<[string, unknown, string[]]>([
		['one', '7946 1234', ['7946 1234']],
		['one letter', 'a', ['a']],
		['255 characters', longest, [longest]],
		['letters, digits and hyphens', '1Z-999-AA1', ['1Z-999-AA1']],
		['commas, semicolons and new lines', 'a,b;c\nd\r\ne', ['a', 'b', 'c', 'd', 'e']],
		['spaces around', ' a ,  b ', ['a', 'b']],
		['spaces inside become one', '7946\u00a0 1234', ['7946 1234']],
		['marks of a spreadsheet', "'7946\u200b1234", ['79461234']],
		['separators too many', ',a,,;b,', ['a', 'b']],
		['the same twice', 'a,b,a', ['a', 'b']],
		['other case is another number', 'a,A', ['a', 'A']],
		['a number', 794612345678, ['794612345678']],
		['a list', ['a', 12, 'b,c'], ['a', '12', 'b', 'c']],
		['a list with empty entries', ['a', null, '', undefined], ['a']],
	])('%s', (_, cell, value) => {
		expect(readTrackingNumbers(cell)).toEqual({ kind: 'value', value });
		expect(sent.safeParse(value).success).toBe(true);
	});

	test('none cannot be sent', () => {
		expect(sent.safeParse([]).success).toBe(false);
	});

	test.each([undefined, null, '', ' , ;\n', [], [null, '']])('%j is empty', (cell) => {
		expect(readTrackingNumbers(cell)).toEqual({ kind: 'empty' });
	});

	test.each([
		[`${longest}1`, 'too_long 256, 255'],
		['7946_1234', 'tracking_number_characters'],
		['a,b#', 'tracking_number_characters'],
		['7.9E+11', 'scientific'],
		[2 ** 53, 'unusable_number rounded'],
		[1.5, 'unusable_number decimals'],
		[-1, 'unusable_number negative'],
		[true, 'not_text_list'],
		[{}, 'not_text_list'],
		[[['a']], 'not_text_list'],
	])('%j is a fault', (cell, what) => {
		expect(faultsOf(readTrackingNumbers(cell))).toEqual([['return_tracking_numbers', what]]);
	});

	test.each<[string, unknown, string]>([
		['a text', ','.repeat(50_001), 'too_many_tracking_numbers 50001, characters, 100'],
		[
			'a list',
			Array.from({ length: 100_001 }, () => 'a'),
			'too_many_tracking_numbers 100001, entries, 100',
		],
	])('%s that nobody entered is one fault, without a look at what is in it', (_, cell, what) => {
		expect(faultsOf(readTrackingNumbers(cell))).toEqual([['return_tracking_numbers', what]]);
	});

	test.each<[string, unknown]>([
		['a text', ','.repeat(50_000)],
		['a list', Array.from({ length: 100_000 }, () => '')],
	])('%s that a sheet can hold is looked at, and empty here', (_, cell) => {
		expect(readTrackingNumbers(cell)).toEqual({ kind: 'empty' });
	});

	test('one of the most characters that has others than it may is not too long', () => {
		const cell = `${longest.slice(1)}#`;
		expect(faultsOf(readTrackingNumbers(cell))).toEqual([
			['return_tracking_numbers', 'tracking_number_characters'],
		]);
	});

	test('of many wrong ones, some are named and the others counted', () => {
		const reading = readTrackingNumbers('#,'.repeat(20_000));
		const faults = reading.kind === 'fault' ? reading.faults : [];
		expect(faults.map(({ value }) => value)).toEqual(['#', '#', '#', '#', '#', '']);
		expect(faults.map(codeOf).at(-1)).toBe('more_values 19995');
	});

	test('every wrong one is named', () => {
		const reading = readTrackingNumbers('a,b#,c,d#');
		const values = reading.kind === 'fault' ? reading.faults.map(({ value }) => value) : [];
		expect(values).toEqual(['b#', 'd#']);
	});
});
