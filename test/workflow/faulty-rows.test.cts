import {
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
} from '../../nodes/OneCodex/registration/planning/schema';
import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { textOf, lineOf, nothingSent } from '../faults.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { sandbox, credential, posts } = useSandbox();

const alsoIn = (row: string) => ({ rows: [row], more: 0, inOtherCase: false });

const rows = [
	tube(1, { row_number: 1 }),
	tube(2, { 'Tube Barcode': '1.23457E+13', Patient: 'P-2', row_number: 2 }),
	tube(3, { 'Specimen Type': 'soil', 'Sequencing Depth': '', row_number: 3 }),
	tube(4, { row_number: 17 }),
	tube(5, { 'Tube Barcode': barcode(4), row_number: 5 }),
];

test('with On Error = Stop, one message lists every fault and nothing is sent', async () => {
	const run = await runNode(rows, { credential: credential() });

	expect(run.status).toBe('error');
	expect(run.error?.name).toBe('NodeOperationError');
	expect(run.error?.message).toBe(nothingSent(4, 5));
	expect(run.error?.description?.split('<br>\n')).toEqual([
		lineOf(['2'], 'tube_barcode', '1.23457E+13', 'scientific'),
		lineOf(['3'], 'specimen_type', 'soil', 'not_a_choice', { choices: SPECIMEN_TYPES }),
		lineOf(['3'], 'sequencing_depth', '', 'empty_choice', { choices: SEQUENCING_DEPTHS }),
		lineOf(['17'], 'tube_barcode', barcode(4), 'repeated', alsoIn('5')),
		lineOf(['5'], 'tube_barcode', barcode(4), 'repeated', alsoIn('17')),
	]);
	expect(sandbox().requests).toEqual([]);
});

test('rows of two sheets that were merged are named by their places', async () => {
	const merged = [2, 3, 2, 3].map((row_number, index) =>
		tube(index, { 'Specimen Type': index % 2 ? 'Human stool' : 'soil', row_number }),
	);
	const { error } = await runNode(merged, { credential: credential() });
	expect(error?.description).toMatch(/^Rows 1, 3, Specimen Type soil: /);
});

test('with an error output, faulty rows go there with their columns and the good ones are registered', async () => {
	const run = await runNode(rows, { credential: credential(), onError: 'continueErrorOutput' });

	expect(run.status).toBe('success');
	expect(run.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
	expect(run.errorOutput).toHaveLength(4);
	expect(run.errorOutput[0]?.json).toEqual({
		...rows[1],
		error: textOf('tube_barcode', '1.23457E+13', 'scientific'),
	});
	expect(run.errorOutput[1]?.json.error).toContain('Specimen Type soil');
	expect(run.errorOutput[1]?.json.error).toContain(
		textOf('sequencing_depth', '', 'empty_choice', { choices: SEQUENCING_DEPTHS }),
	);
	expect(sandbox().batches()[0]?.tubes).toHaveLength(1);
});

test('with the regular output, a faulty row is an item with an error behind the good ones', async () => {
	const run = await runNode(rows, { credential: credential(), onError: 'continueRegularOutput' });

	expect(run.output.map(({ json }) => 'error' in json)).toEqual([false, true, true, true, true]);
	expect(run.output[1]?.json).toMatchObject({ Patient: 'P-2' });
	expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2, 3, 4].map((item) => ({ item })),
	);
});

test('an entry of a list goes to the error output as the message', async () => {
	const list = [
		{ barcode: barcode(1), specimen: 'Human stool', depth: 'Deep' },
		{ barcode: 'x', specimen: 'Human stool', depth: 'Deep' },
	];
	const run = await runNode([{ order: 7, list }], {
		credential: credential(),
		onError: 'continueErrorOutput',
		parameters: { samplesFrom: 'list', list: '={{ $json.list }}' },
	});
	expect(run.output).toHaveLength(1);
	expect(run.errorOutput[0]?.json).toMatchObject({ order: 7, message: list[1] });
	expect(run.errorOutput[0]?.json.error).toBe(
		textOf('tube_barcode', 'x', 'barcode_length', { length: 1 }),
	);
});

test('a list that is faulty as a whole leaves the columns of its item as they are', async () => {
	const run = await runNode([{ message: 'from the webhook', list: [] }], {
		credential: credential(),
		onError: 'continueErrorOutput',
		parameters: { samplesFrom: 'list', list: '={{ $json.list }}' },
	});
	expect(run.errorOutput[0]?.json).toMatchObject({ message: 'from the webhook', list: [] });
});

test('Retry On Fail does not send the good rows again because of the faulty ones', async () => {
	const run = await runNode([rows[1] ?? {}, tube(1)], {
		credential: credential(),
		onError: 'continueErrorOutput',
		retryOnFail: true,
		maxTries: 3,
	});
	expect(run.output).toHaveLength(1);
	expect(run.errorOutput).toHaveLength(1);
	expect(posts()).toHaveLength(1);
});

const ALL = ['1', '2', '3'];

test.each([
	['batchName', '', lineOf(ALL, 'batch_name', '', 'empty')],
	[
		'batchName',
		'x'.repeat(101),
		lineOf(ALL, 'batch_name', 'x'.repeat(101), 'too_long', { length: 101, most: 100 }),
	],
	['returnTrackingNumbers', ' ; ', lineOf(ALL, 'return_tracking_numbers', '', 'empty')],
	[
		'returnTrackingNumbers',
		'A/1, B_2',
		lineOf(ALL, 'return_tracking_numbers', 'A/1', 'tracking_number_characters'),
	],
	[
		'returnTrackingNumbers',
		Array.from({ length: 101 }, (_, n) => n).join(),
		lineOf(ALL, 'return_tracking_numbers', '', 'too_many_in_batch', {
			count: 101,
			batch: 'Rack 1',
			most: 100,
		}),
	],
])('a faulty %s is said once for all rows', async (name, value, text) => {
	const run = await runNode([tube(1), tube(2), tube(3)], {
		credential: credential(),
		parameters: { [name]: `={{ ${JSON.stringify(value)} }}` },
	});
	expect(run.error?.message).toBe(nothingSent(3, 3));
	expect(run.error?.description).toContain(text);
});

test('an expression that fails is a fault of its row', async () => {
	const run = await runNode([{ id: barcode(1) }, { id: '', Patient: 'P-2' }], {
		credential: credential(),
		onError: 'continueErrorOutput',
		parameters: {
			sampleFields: {
				mappingMode: 'defineBelow',
				value: {
					tube_barcode: '={{ $json.id || $("No such node").item.json.id }}',
					specimen_type: 'Human stool',
					sequencing_depth: 'Deep',
				},
			},
		},
	});
	expect(run.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
	expect(run.errorOutput[0]?.json.error).toMatch(/'Tube Barcode' failed \(/);
});

test('a value that looks like HTML is shown as it is', async () => {
	const run = await runNode([tube(1, { 'Specimen Type': '<b>`a` & b</b>' })], {
		credential: credential(),
	});
	expect(run.error?.description).toContain('"&lt;b&gt;&#96;a&#96; &amp; b&lt;/b&gt;"');
});

test('two columns that could be the barcode stop the run with their names', async () => {
	const run = await runNode([tube(1, { Barcode: barcode(2) })], { credential: credential() });
	expect(run.error?.description).toContain('"Tube Barcode" and "Barcode"');
	expect(sandbox().requests).toEqual([]);
});

test('the batches that are registered already are named as far as they fit', async () => {
	const many = Array.from({ length: 40 }, (_, n) => tube(n, { Rack: `${n}`.padStart(100, '&') }));
	sandbox().inject({
		match: { method: 'POST' },
		after: 35,
		fault: { kind: 'status', status: 403 },
	});
	const { error } = await runNode(many, {
		credential: credential(),
		parameters: { batchName: '={{ $json.Rack }}' },
	});
	expect(error?.description).toMatch(/batch number SB000010; \d+ more\. /);
	expect(Buffer.byteLength(`${error?.message}${error?.description}`)).toBeLessThanOrEqual(10_240);
});

test('a list with more entries than there is memory for is one fault', async () => {
	const { error } = await runNode([{ list: `[${'0,'.repeat(200_000)}0]` }], {
		credential: credential(),
		parameters: { samplesFrom: 'list', list: '={{ $json.list }}' },
	});
	expect(error?.description).toBe(
		lineOf(['1'], 'row', '', 'list_too_long', { entries: 200_001, most: 200_000 }),
	);
});

test.each(['constructor', '__proto__', 'toString'])(
	'"%s" is no source of samples',
	async (name) => {
		const { error } = await runNode([tube(1)], {
			credential: credential(),
			parameters: { samplesFrom: `={{ ${JSON.stringify(name)} }}` },
		});
		expect(error?.message).toBe(SETTING_TEXTS.unusable(LABELS.samplesFrom));
	},
);

test.each([
	['constructor', 'register'],
	['sequencingBatch', 'constructor'],
	['__proto__', 'toString'],
])('there is no operation "%s: %s"', async (resource, operation) => {
	const { error } = await runNode([tube(1)], {
		credential: credential(),
		parameters: { resource, operation },
	});
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toBe('The operation is not known');
});
