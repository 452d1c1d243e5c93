import type { INodeParameters } from 'n8n-workflow';

import { MAX_BYTES, OUR_WORDS } from './expectations.cts';
import { textsOf } from './texts.cts';
import { enteredManually, mappedManually } from './to-node.cts';
import { useWatchdog } from './watchdog.cts';
import { waitForAnswers } from '../../fake-timing.cts';
import { runNode, type NodeSettings } from '../harness.cts';
import { tube, useSandbox } from '../with-sandbox.cts';
import { nothingSent } from '../../faults.cts';

waitForAnswers();
const { sandbox, credential, posts } = useSandbox({ rateLimit: false });
// Each takes a second or less; all of it guards against hanging.
const beat = useWatchdog(120_000);
beforeEach(() => beat());

const SIZE = 10 * 1024 * 1024;
const many = (text: string, size = SIZE) => text.repeat(size / text.length);

/** What a cell may be full of, each a trouble for some way to read it. */
const HUGE: Array<[string, unknown]> = [
	['letters', many('a')],
	['digits', many('1')],
	['digits and a letter', `${many('1')}x`],
	['zeros after a point', `1.${many('0')}x`],
	['spaces between letters', `x${many(' ')}x`],
	['words', many('a ')],
	['apostrophes', many(" '")],
	['full-width letters', many('Ａ')],
	['invisible characters and a letter', `${many('\u200b')}x`],
	['hyphens and underscores', many('_- ')],
	['separators', `${many(',;\n')}#`],
	['numbers', many('1234567,')],
	['faulty numbers', many('#,')],
	['emojis', many('😀')],
	['halves of pairs', many('\ud800')],
	['NUL', many('\0')],
	['markup', many('<b>`&')],
	['a text in an object', { text: many('a') }],
	['a list of faulty numbers', Array.from({ length: 1_000_000 }, () => '#')],
	['a list of different numbers', Array.from({ length: 1_000_000 }, (_, index) => index)],
	['lists in lists', JSON.parse(`${many('[', 1_000)}${many(']', 1_000)}`)],
];
const COLUMNS = ['Tube Barcode', 'Specimen Type', 'Sequencing Depth'] as const;
const FIELDS = [...COLUMNS, 'Rack', 'Tracking', 'Note'];

const BATCH = { batchName: '={{ $json.Rack }}', returnTrackingNumbers: '={{ $json.Tracking }}' };
const good = (number: number) => tube(number, { Rack: 'A', Tracking: 'T1' });

/** Runs the node and expects that nothing is said at length, or in words that are not its own. */
async function runHuge(rows: object[], parameters: INodeParameters, settings: NodeSettings = {}) {
	const run = await runNode(rows, {
		credential: credential(),
		onError: 'continueErrorOutput',
		...settings,
		parameters: { ...BATCH, ...parameters },
	});
	const { errors, whole } = textsOf(
		run,
		parameters.operation === 'validate' ? 'validate' : 'register',
	);
	for (const text of whole) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
	for (const text of errors) expect(text).toMatch(OUR_WORDS);
	expect(sandbox().requests.filter(({ status }) => status !== 200 && status !== 201)).toEqual([]);
	return run;
}

const MODES: Array<[string, INodeParameters, (rows: object[]) => object[]]> = [
	['input items, mapped automatically', {}, (rows) => rows],
	['input items, mapped manually', mappedManually(COLUMNS), (rows) => rows],
	['manual entry', enteredManually(COLUMNS), (rows) => rows],
	[
		'lists',
		{ samplesFrom: 'list', list: '={{ $json.list }}' },
		(rows) => rows.map((row) => ({ ...row, list: [row] })),
	],
];

// A row for each field whose cell is huge; notes are not read.
const rowsWith = (huge: unknown) => [
	good(0),
	...FIELDS.map((field, index) => ({ ...good(index + 1), [field]: huge })),
];

describe.each(HUGE)('cells of 10 MB of %s', (_, huge) => {
	test.each(MODES)('in %s keep their row from being registered', async (_, parameters, toItems) => {
		const items = toItems(rowsWith(huge));
		const run = await runHuge(items, { operation: 'register', ...parameters });
		expect(run.status).toBe('success');
		expect(run.output).toHaveLength(2);
		expect(run.errorOutput).toHaveLength(5);
		expect(posts()).toHaveLength(1);
	});

	test('are told of in one message with On Error = Stop', async () => {
		const settings = { onError: 'stopWorkflow' } as const;
		const { error } = await runHuge(rowsWith(huge), { operation: 'register' }, settings);
		expect(error?.message).toBe(nothingSent(5, 7));
	});

	test('are told of by Validate', async () => {
		const { output } = await runHuge(rowsWith(huge), { operation: 'validate' });
		const valid = [true, ...FIELDS.map((field) => field === 'Note')];
		expect(output.map(({ json }) => json.valid)).toEqual(valid);
	});
});

const SAMPLE = '{"barcode":"x","specimen":"Human stool","depth":"Deep"},';

test.each([
	['samples', `[${many(SAMPLE)}null]`, 1 + Math.floor(SIZE / SAMPLE.length)],
	['brackets', many('['), 1],
	['brackets that close', many('[', SIZE / 2) + many(']', SIZE / 2), 1],
	['objects in objects', `${many('{"a":', SIZE / 2)}1${many('}', SIZE / 10)}`, 1],
	['digits', many('1'), 1],
	['spaces', many(' '), 1],
	['numbers', `[${many('1,')}1]`, 1],
])('a list of 10 MB of JSON text of %s', async (_, list, faulty) => {
	const parameters = { operation: 'register', samplesFrom: 'list', list: '={{ $json.list }}' };
	const run = await runHuge([{ ...good(1), list }], parameters, { onError: 'stopWorkflow' });
	expect(run.error?.message).toMatch(new RegExp(`^${faulty} of ${faulty} rows? `));
	expect(run.errorOutput).toEqual([]);
});

const MB = 1024 * 1024;

test.each([
	['letters', many('a', MB), 2],
	['spaces around the title of the barcode', `Barcode${many(' ', MB)}`, 0],
	['full-width letters', many('Ａ', MB), 2],
	['hyphens', many('_- ', MB), 2],
	['brackets', many('["', MB), 2],
])('a title of 1 MB of %s', async (_, title, registered) => {
	const rows = [1, 2].map((number) => ({ ...good(number), [title]: 'x' }));
	const run = await runHuge(rows, { operation: 'register' });
	expect(run.output).toHaveLength(registered);
	expect(run.errorOutput).toHaveLength(2 - registered);
});

test('100,000 columns', async () => {
	const columns = Object.fromEntries(
		Array.from({ length: 100_000 }, (_, index) => [`C${index}`, index]),
	);
	const run = await runHuge(
		[
			{ ...columns, ...good(1) },
			{ ...columns, code: 'x' },
		],
		{
			operation: 'register',
		},
	);
	expect([run.output.length, run.errorOutput.length]).toEqual([1, 1]);
});

test('5,000 rows that all have the same 90,000 tracking numbers', async () => {
	const numbers = Array.from({ length: 90_000 }, (_, number) => number);
	const rows = Array.from({ length: 5_000 }, (_, index) => ({ ...good(index), numbers }));
	const run = await runHuge(rows, {
		operation: 'validate',
		returnTrackingNumbers: '={{ $("Start").first().json.numbers }}',
	});
	expect(run.output.map(({ json }) => json.valid)).toEqual(rows.map(() => false));
});
