import { readTime } from '../../nodes/OneCodex/checking/dates';
import type { Reading } from '../../nodes/OneCodex/checking/cells';
import { readId } from '../../nodes/OneCodex/checking/ids';
import type { Fault } from '../../nodes/OneCodex/domain/fault';
import {
	readCode,
	readNumber,
	readText,
	readWholeNumber,
	readYesOrNo,
} from '../../nodes/OneCodex/checking/values';
import { changeReader } from '../../nodes/OneCodex/metadata/patch';
import {
	readBatchName,
	readTrackingNumbers,
} from '../../nodes/OneCodex/registration/planning/fields';
import { plan } from '../registration/plans.cts';
import { barcode, makeRow } from '../registration/rows.cts';

const faultsOf = (reading: Reading<unknown>) => (reading.kind === 'fault' ? reading.faults : []);
const custom = (title: string, cell: unknown) =>
	changeReader({ clearEmpty: false, zone: 'UTC' })({ cells: {}, others: [[title, cell]] }).faults;

// What to do is the half of a message that a user needs most.
const CURES: Array<[string, readonly Fault[], string]> = [
	['no text', faultsOf(readText('name', true)), 'Map a column that holds text'],
	['a long text', faultsOf(readText('name', 'abc', 2)), 'Use at most 2 characters'],
	[
		'a code without its digits',
		faultsOf(readCode('external_sample_id', 1e20, 60)),
		'Format the column as plain text and enter the value again',
	],
	[
		'no number',
		faultsOf(readNumber('location_lat', 'x', [-90, 90])),
		'Use digits with a point as decimal mark, such as 52.52',
	],
	[
		'a number out of range',
		faultsOf(readNumber('location_lat', 91, [-90, 90])),
		'Use a number from -90 to 90',
	],
	[
		'no whole number',
		faultsOf(readWholeNumber('limit', 1.5, [1, 50])),
		'Use a number from 1 to 50',
	],
	['neither yes nor no', faultsOf(readYesOrNo('starred', 'x')), 'Use true or false'],
	[
		'no date',
		faultsOf(readTime('date_collected', 'x', 'UTC')),
		'Write it as year, month and day, such as 2026-01-31 or 2026-01-31T14:30',
	],
	[
		'an id as a number',
		faultsOf(readId('sample', 7)),
		'Format the column as plain text and enter the ID again',
	],
	[
		'a batch name that is no text',
		faultsOf(readBatchName(new Date(0))),
		'Use text, or an expression that gives text (for a date, add .toFormat("yyyy-LL-dd"))',
	],
	['a long batch name', faultsOf(readBatchName('n'.repeat(101))), 'Use at most 100 characters'],
	[
		'a batch name with half of a character',
		faultsOf(readBatchName('\ud83d')),
		'Enter the name again, or cut it elsewhere',
	],
	[
		'a tracking number without its digits',
		faultsOf(readTrackingNumbers(2 ** 60)),
		'Format the column as plain text and enter the tracking number again',
	],
	[
		'a tracking number that is no text',
		faultsOf(readTrackingNumbers(true)),
		'Use text or a list of texts',
	],
	[
		'a long tracking number',
		faultsOf(readTrackingNumbers('1'.repeat(256))),
		'Use at most 255 characters',
	],
	[
		'a tracking number with other characters',
		faultsOf(readTrackingNumbers('#')),
		'Separate several tracking numbers by commas, semicolons or new lines',
	],
	[
		'a text of tracking numbers that nobody entered',
		faultsOf(readTrackingNumbers(','.repeat(50_001))),
		'Use at most 100 tracking numbers',
	],
	[
		'no tracking number',
		plan([makeRow({}, { trackingNumbers: '' })]).problems,
		'Enter at least one tracking number of the shipment to the lab',
	],
	[
		'too many tracking numbers',
		plan([makeRow({}, { trackingNumbers: Array.from({ length: 101 }, (_, one) => one) })]).problems,
		'Use at most 100 in a batch',
	],
	[
		'a barcode in two rows',
		plan([makeRow(), makeRow()]).problems.slice(1),
		'Keep one row for each tube',
	],
	[
		'no depth',
		plan([makeRow({ tube_barcode: barcode(1), sequencing_depth: '' })]).problems,
		'Enter Standard or Deep, or set a default under Options',
	],
	[
		'a custom value without its digits',
		custom('Visit', 2 ** 60),
		'Format the column as plain text and enter the value again',
	],
	[
		'a custom value that is a list',
		custom('Visit', [1]),
		'Use text, a number, or true or false; or take the column out of the items',
	],
	[
		'custom values that are no object',
		changeReader({ clearEmpty: false, zone: 'UTC' })({ cells: { custom: 7 }, others: [] }).faults,
		'Give an object such as { "patient": "P-7" }, or map no column to Custom',
	],
];

test.each(CURES)('the cure of %s', (_, faults, cure) => {
	expect(faults.map((fault) => fault.cure)).toEqual([cure]);
});

test('of many wrong tracking numbers, the rest has its field and its cure as well', () => {
	const faults = faultsOf(readTrackingNumbers('#,'.repeat(10)));
	expect(faults.at(-1)).toMatchObject({
		field: 'return_tracking_numbers',
		cure: 'Correct them likewise',
	});
});

test.each([
	['Visit', 2 ** 60],
	['Visit', { a: 1 }],
])('a custom value that cannot be stored is a fault of Custom', (title, cell) => {
	expect(custom(title, cell)).toMatchObject([{ field: 'custom' }]);
});
