import {
	countFitting,
	faultsText,
	faultText,
	faultLines,
} from '../../nodes/OneCodex/wording/faultTexts';
import { makeFault } from '../../nodes/OneCodex/checking/faults';
import type { RowFault } from '../../nodes/OneCodex/domain/fault';

test.each([
	[
		'field and value',
		makeFault('tube_barcode', 'A1', 'is bad', 'Fix it'),
		'Tube Barcode "A1": is bad. Fix it.',
	],
	[
		'field alone',
		makeFault('batch_name', '', 'is empty', 'Fix it'),
		'Batch Name: is empty. Fix it.',
	],
	['value alone', makeFault('row', 'A1', 'is bad', 'Fix it'), '"A1": is bad. Fix it.'],
	['neither', makeFault('row', '', 'It is bad', 'Fix it'), 'It is bad. Fix it.'],
	['zero', makeFault('specimen_type', 0, 'is bad', 'Fix it'), 'Specimen Type "0": is bad. Fix it.'],
])('a fault in words: %s', (_, fault, text) => {
	expect(faultText(fault)).toBe(text);
});

test('several faults in one text', () => {
	const faults = [makeFault('row', '', 'A', 'B'), makeFault('row', '', 'C', 'D')];
	expect(faultsText(faults)).toBe('A. B. C. D.');
	expect(faultsText([])).toBe('');
});

test('of many faults, those are told that fit into a message, and the others counted', () => {
	const faults = Array.from({ length: 1_000 }, () => makeFault('row', '', 'é'.repeat(400), 'B'));
	const text = faultsText(faults);
	expect(Buffer.byteLength(text)).toBeLessThanOrEqual(10_240);
	const [told = ''] = text.split(' … ');
	const count = told.split(' ').length / 2;
	expect(count).toBeGreaterThan(10);
	expect(text).toBe(`${told} … and ${1_000 - count} more faults.`);
});

const problem = (row: number, what: string): Problem => ({
	row,
	...makeFault('row', '', what, 'Fix it'),
});
const told = (problems: Problem[]) => problemLines(problems, (row) => String(row + 2));
const lines = (problems: Problem[]) => told(problems).map(({ text }) => text);

test.each<[string, Problem[], string[]]>([
	['none', [], []],
	['one', [problem(0, 'A')], ['Row 2: A. Fix it.']],
	[
		'different faults',
		[problem(0, 'A'), problem(1, 'B')],
		['Row 2: A. Fix it.', 'Row 3: B. Fix it.'],
	],
	['a run of two', [problem(0, 'A'), problem(1, 'A')], ['Rows 2 to 3: A. Fix it.']],
	[
		'runs and a single row',
		[0, 1, 2, 5, 8, 9].map((row) => problem(row, 'A')),
		['Rows 2 to 4, 7, 10 to 11: A. Fix it.'],
	],
	[
		'in the order of their first row',
		[problem(0, 'B'), problem(1, 'A'), problem(2, 'B')],
		['Rows 2, 4: B. Fix it.', 'Row 3: A. Fix it.'],
	],
	[
		'two faults of one row',
		[problem(3, 'A'), problem(3, 'B')],
		['Row 5: A. Fix it.', 'Row 5: B. Fix it.'],
	],
])('lines: %s', (_, problems, expected) => {
	expect(lines(problems)).toEqual(expected);
});

test.each([
	['sorted', ['40', '10', '2'], 'Rows 40, 10, 2'],
	['filtered', ['2', '10', '11', '40'], 'Rows 2, 10 to 11, 40'],
	['of lists', ['1, sample 9', '1, sample 10', '2, sample 1'], 'Rows 1, sample 9 to 2, sample 1'],
])('rows of a sheet that is %s are named as they are there', (_, names, expected) => {
	const all = names.map((_name, row) => problem(row, 'A'));
	const [line] = problemLines(all, (row) => names[row] ?? '');
	expect(line).toEqual({
		text: `${expected}: A. Fix it.`,
		rows: names.map((_name, row) => row),
		unnamed: 0,
	});
});

test('a line says which rows it is about, and of very many how many more there are', () => {
	const rows = Array.from({ length: 150 }, (_, index) => index * 2);
	const [line] = told(rows.map((row) => problem(row, 'A')));
	const first = rows.slice(0, 100);
	expect(line).toEqual({
		text: `Rows ${first.map((row) => row + 2).join(', ')} and 50 more: A. Fix it.`,
		rows,
		unnamed: 50,
	});
});

test('where all but one fault fit, the rest is one', () => {
	const long = (letter: string) => makeFault('row', '', letter.repeat(6_000), 'B');
	expect(faultsText([long('x'), long('y')])).toBe(`${'x'.repeat(6_000)}. B. … and 1 more fault.`);
});

test.each([
	['as many as fit', 6, 2],
	['one byte less', 5, 1],
	['all', 100, 3],
	['none', 2, 0],
])('texts that fit into some bytes: %s', (_, bytes, count) => {
	expect(countFitting(['é', 'ab', 'c'], ' ', bytes)).toBe(count);
});

test('a row that has the very same fault twice is named once', () => {
	const [line] = told([0, 0, 1].map((row) => problem(row, 'A')));
	expect(line).toEqual({ text: 'Rows 2 to 3: A. Fix it.', rows: [0, 1], unnamed: 0 });
});
