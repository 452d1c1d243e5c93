import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { nothingSent } from '../faults.cts';

const { sandbox, credential, posts } = useSandbox();

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
		expect.stringMatching(/^Row 2: Tube Barcode "1\.23457E\+13": is in scientific notation.*text/),
		'Row 3: Specimen Type "soil": is not one of the choices. Use Human stool or Microbial cell culture.',
		'Row 3: Sequencing Depth: is empty. Enter Standard or Deep, or set a default under Options.',
		`Row 17: Tube Barcode "${barcode(4)}": is also in row 5. Keep one row for each tube.`,
		`Row 5: Tube Barcode "${barcode(4)}": is also in row 17. Keep one row for each tube.`,
	]);
	expect(sandbox().requests).toEqual([]);
});

test('rows of two sheets that were merged are named by their places', async () => {
	const merged = [2, 3, 2, 3].map((row_number, index) =>
		tube(index, { 'Specimen Type': index % 2 ? 'Human stool' : 'soil', row_number }),
	);
	const { error } = await runNode(merged, { credential: credential() });
	expect(error?.description).toMatch(/^Rows 1, 3: Specimen Type "soil"/);
});

test('with an error output, faulty rows go there with their columns and the good ones are registered', async () => {
	const run = await runNode(rows, { credential: credential(), onError: 'continueErrorOutput' });

	expect(run.status).toBe('success');
	expect(run.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
	expect(run.errorOutput).toHaveLength(4);
	expect(run.errorOutput[0]?.json).toEqual({
		...rows[1],
		error: expect.stringMatching(
			/^Tube Barcode "1\.23457E\+13": is in scientific notation/,
		) as string,
	});
	expect(run.errorOutput[1]?.json.error).toContain('Specimen Type "soil"');
	expect(run.errorOutput[1]?.json.error).toContain('Sequencing Depth: is empty');
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
	expect(run.errorOutput[0]?.json.error).toContain('has 1 characters');
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

test.each([
	['batchName', '', 'Batch Name: is empty'],
	['batchName', 'x'.repeat(101), 'has 101 characters'],
	['returnTrackingNumbers', ' ; ', 'Return Tracking Numbers: is empty'],
	['returnTrackingNumbers', 'A/1, B_2', 'Return Tracking Numbers "A/1"'],
	['returnTrackingNumbers', Array.from({ length: 101 }, (_, n) => n).join(), 'are 101 different'],
])('a faulty %s is said once for all rows', async (name, value, text) => {
	const run = await runNode([tube(1), tube(2), tube(3)], {
		credential: credential(),
		parameters: { [name]: `={{ ${JSON.stringify(value)} }}` },
	});
	expect(run.error?.message).toBe(nothingSent(3, 3));
	expect(run.error?.description).toContain(`Rows 1 to 3: `);
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
	expect(run.errorOutput[0]?.json.error).toContain('Tube Barcode: The expression failed (');
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

test('the batches that stand already are named as far as they fit', async () => {
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
	expect(error?.description).toMatch(/batch number SB000010; \d+ more\. A new run/);
	expect(Buffer.byteLength(`${error?.message}${error?.description}`)).toBeLessThanOrEqual(10_240);
});

test('a list with more entries than there is memory for is one fault', async () => {
	const { error } = await runNode([{ list: `[${'0,'.repeat(200_000)}0]` }], {
		credential: credential(),
		parameters: { samplesFrom: 'list', list: '={{ $json.list }}' },
	});
	expect(error?.description).toBe(
		'Row 1: The Sample List has 200001 entries. Use at most 200000 in a list.',
	);
});

test.each(['constructor', '__proto__', 'toString'])(
	'"%s" is no source of samples',
	async (name) => {
		const { error } = await runNode([tube(1)], {
			credential: credential(),
			parameters: { samplesFrom: `={{ ${JSON.stringify(name)} }}` },
		});
		expect(error?.message).toBe('Samples From cannot be used');
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
