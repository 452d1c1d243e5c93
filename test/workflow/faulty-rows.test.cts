import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential, posts } = useSandbox();

const rows = [
	tube(1),
	tube(2, { 'Tube Barcode': '1.23457E+13', Patient: 'P-2' }),
	tube(3, { 'Specimen Type': 'soil', 'Sequencing Depth': '' }),
	tube(4, { row_number: 17 }),
	tube(5, { 'Tube Barcode': barcode(4) }),
];

test('with On Error = Stop, one message lists every fault and nothing is sent', async () => {
	const run = await runNode(rows, { credential: credential() });

	expect(run.status).toBe('error');
	expect(run.error?.name).toBe('NodeOperationError');
	expect(run.error?.message).toBe('4 of 5 rows are faulty: nothing was sent to One Codex');
	expect(run.error?.description?.split('<br>\n')).toEqual([
		expect.stringMatching(/^Row 2: Tube Barcode "1\.23457E\+13": is in scientific notation.*text/),
		'Row 3: Specimen Type "soil": is not one of the choices. Use Human stool or Microbial cell culture.',
		'Row 3: Sequencing Depth: is empty. Enter Standard or Deep, or set a default under Options.',
		`Row 17: Tube Barcode "${barcode(4)}": stands also in row 5. Keep one row for each tube.`,
		`Row 5: Tube Barcode "${barcode(4)}": stands also in row 17. Keep one row for each tube.`,
	]);
	expect(sandbox().requests).toEqual([]);
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

test('an entry of a list goes to the error output as the details', async () => {
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
	expect(run.errorOutput[0]?.json).toMatchObject({ order: 7, details: list[1] });
	expect(run.errorOutput[0]?.json.error).toContain('has 1 characters');
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
	expect(run.error?.message).toBe('3 of 3 rows are faulty: nothing was sent to One Codex');
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
