import { makeFault } from '../../nodes/OneCodex/checking/faults';
import type { RowFault } from '../../nodes/OneCodex/domain/fault';
import {
	countFitting,
	faultLines,
	faultsText,
	faultText,
	needFixing,
	whatIsLeft,
} from '../../nodes/OneCodex/wording/faultTexts';

const SCAN = 'Enter or scan the barcode on the tube again.';

test.each([
	[
		'field and value',
		makeFault('tube_barcode', 'A1', 'barcode_with_character', { character: '#' }),
		`Tube Barcode A1: contains "#". ${SCAN}`,
	],
	[
		'a value with spaces',
		makeFault('tube_barcode', 'A 1', 'barcode_with_character', { character: '#' }),
		`Tube Barcode "A 1": contains "#". ${SCAN}`,
	],
	[
		'field alone',
		makeFault('batch_name', '', 'empty'),
		'Batch Name is empty. Enter a name for the batch.',
	],
	['value alone', makeFault('row', 7, 'not_text'), '7: not text. Map a column that holds text.'],
	[
		'neither',
		makeFault('row', '', 'no_samples'),
		'There are no samples. Add a sample in the node.',
	],
	[
		'zero',
		makeFault('specimen_type', 0, 'not_text'),
		'Specimen Type 0: not text. Map a column that holds text.',
	],
])('a fault in words: %s', (_, fault, text) => {
	expect(faultText(fault)).toBe(text);
});

/** A fault whose text is as long as its reason, and a bit. */
const failed = (reason: string) => makeFault('batch_name', '', 'expression_failed', { reason });
const textOf = (reason: string) =>
	`The expression in 'Batch Name' failed (${reason}). Open the parameter and correct the expression.`;

test('several faults in one text', () => {
	expect(faultsText([failed('A'), failed('B')])).toBe(`${textOf('A')} ${textOf('B')}`);
	expect(faultsText([])).toBe('');
});

test('of many faults, as many are named as fit into a message, and the others counted', () => {
	const reason = 'é'.repeat(400);
	const text = faultsText(Array.from({ length: 1_000 }, () => failed(reason)));
	expect(Buffer.byteLength(text)).toBeLessThanOrEqual(10_240);
	const count = text.split(reason).length - 1;
	expect(count).toBeGreaterThan(9);
	const named = Array.from({ length: count }, () => textOf(reason)).join(' ');
	expect(text).toBe(`${named} … and ${1_000 - count} more to fix.`);
});

test('where all but one fault fit, the rest is one', () => {
	const long = 'x'.repeat(6_000);
	expect(faultsText([failed(long), failed('y'.repeat(6_000))])).toBe(
		`${textOf(long)} … and 1 more to fix.`,
	);
});

const problem = (row: number, reason: string): RowFault => ({ row, ...failed(reason) });
const linesOf = (faults: RowFault[]) => faultLines(faults, (row) => String(row + 2));
const lines = (faults: RowFault[]) => linesOf(faults).map(({ text }) => text);

test.each<[string, RowFault[], string[]]>([
	['none', [], []],
	['one', [problem(0, 'A')], [`Row 2: ${textOf('A')}`]],
	[
		'different faults',
		[problem(0, 'A'), problem(1, 'B')],
		[`Row 2: ${textOf('A')}`, `Row 3: ${textOf('B')}`],
	],
	['a run of two', [problem(0, 'A'), problem(1, 'A')], [`Rows 2 to 3: ${textOf('A')}`]],
	[
		'runs and a single row',
		[0, 1, 2, 5, 8, 9].map((row) => problem(row, 'A')),
		[`Rows 2 to 4, 7, 10 to 11: ${textOf('A')}`],
	],
	[
		'in the order of their first row',
		[problem(0, 'B'), problem(1, 'A'), problem(2, 'B')],
		[`Rows 2, 4: ${textOf('B')}`, `Row 3: ${textOf('A')}`],
	],
	[
		'two faults of one row',
		[problem(3, 'A'), problem(3, 'B')],
		[`Row 5: ${textOf('A')}`, `Row 5: ${textOf('B')}`],
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
	const [line] = faultLines(all, (row) => names[row] ?? '');
	expect(line).toEqual({
		text: `${expected}: ${textOf('A')}`,
		rows: names.map((_name, row) => row),
		unnamed: 0,
	});
});

test('a line says which rows it is about, and of very many how many more there are', () => {
	const rows = Array.from({ length: 150 }, (_, index) => index * 2);
	const [line] = linesOf(rows.map((row) => problem(row, 'A')));
	const first = rows.slice(0, 100);
	expect(line).toEqual({
		text: `Rows ${first.map((row) => row + 2).join(', ')} and 50 more: ${textOf('A')}`,
		rows,
		unnamed: 50,
	});
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
	const [line] = linesOf([0, 0, 1].map((row) => problem(row, 'A')));
	expect(line).toEqual({ text: `Rows 2 to 3: ${textOf('A')}`, rows: [0, 1], unnamed: 0 });
});

test('a value follows the names of its rows', () => {
	const fault = makeFault('tube_barcode', 'A1', 'barcode_with_character', { character: '#' });
	const faults = [0, 1].map((row) => ({ row, ...fault }));
	expect(lines(faults)).toEqual([`Rows 2 to 3, Tube Barcode A1: contains "#". ${SCAN}`]);
});

test.each([
	[1, 'Nothing was sent.', '1 of 9 rows needs fixing. Nothing was sent.'],
	[2, '', '2 of 9 rows need fixing'],
])('%i rows that need fixing', (count, rest, text) => {
	expect(needFixing(count, 9, rest)).toBe(text);
});

const line = (rows: number[], unnamed = 0) => ({ text: '', rows, unnamed });

test.each([
	['nothing', [line([0])], [], []],
	['rows without names', [line([0], 3)], [], ['To see them all, turn on the light.']],
	[
		'more of the same row',
		[line([0])],
		[line([0])],
		['… and 1 more to fix in these rows. To see them all, turn on the light.'],
	],
	['one row', [line([0])], [line([1])], ['… and 1 more row. To see them all, turn on the light.']],
	[
		'both',
		[line([0])],
		[line([0, 1]), line([2])],
		['… and 1 more to fix in these rows, and 2 more rows. To see them all, turn on the light.'],
	],
])('a message leaves out: %s', (_, shown, others, expected) => {
	expect(whatIsLeft(shown, others, 'turn on the light')).toEqual(expected);
});
