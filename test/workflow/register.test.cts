import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { lineOf } from '../faults.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { sandbox, credential, posts } = useSandbox();

const register = (rows: object[], parameters: Parameters<typeof runNode>[1] = {}) =>
	runNode(rows, { credential: credential(), ...parameters });

describe('a sheet', () => {
	test('gives one simplified item for each tube', async () => {
		const run = await register([
			{ 'Tube Barcode': 12345678901234, Specimen: 'HUMAN STOOL', Depth: 'standard' },
			{ 'Tube Barcode': ' ABC 123 4567 ', Specimen: 'microbial_cell_culture', Depth: ' DEEP' },
		]);

		expect(run.status).toBe('success');
		const [batch] = sandbox().batches();
		expect(batch).toMatchObject({ name: 'Rack 1', trackingNumbers: ['7946 1234 5678'] });
		expect(batch?.tubes).toMatchObject([
			{ barcode: '12345678901234', specimenType: 'Human stool', depth: 'Standard' },
			{ barcode: 'ABC1234567', specimenType: 'Microbial cell culture', depth: 'Deep' },
		]);
		expect(run.output).toEqual(
			batch?.tubes.map(({ barcode: tube_barcode, sampleId }, item) => ({
				json: {
					tube_barcode,
					sample_id: sampleId,
					sample_uri: `/api/v1/samples/${sampleId}`,
					batch_id: batch.id,
					batch_number: batch.number,
					batch_name: 'Rack 1',
					batch_status: 'registered',
					batch_created_at: batch.createdAt,
					already_registered: false,
				},
				pairedItem: { item },
			})),
		);
	});

	test('gives the raw answer where Simplify is off', async () => {
		const run = await register([tube(1)], { parameters: { simple: false } });
		const [batch] = sandbox().batches();
		expect(run.output).toMatchObject([
			{
				json: {
					tube_barcode: barcode(1),
					sample: { $ref: `/api/v1/samples/${batch?.tubes[0]?.sampleId}` },
					batch: { $uri: `/api/v1/sequencing/batches/${batch?.id}`, status: 'registered' },
				},
			},
		]);
	});

	test('pairs each item with its row, whatever order the answer has', async () => {
		sandbox().inject({ fault: { kind: 'reorderSamples' } });
		const run = await register([tube(1), tube(2), tube(3)]);
		expect(run.output.map(({ json, pairedItem }) => [json.tube_barcode, pairedItem])).toEqual([
			[barcode(1), { item: 0 }],
			[barcode(2), { item: 1 }],
			[barcode(3), { item: 2 }],
		]);
	});

	test('carries the columns of the row on request, below those of One Codex', async () => {
		const row = tube(1, { Patient: 'P-7', batch_name: 'own', ['__proto__']: 'just a column' });
		const run = await register([row], { parameters: { options: { includeInputFields: true } } });
		const [item] = run.output;
		expect(item?.json).toMatchObject({ Patient: 'P-7', batch_name: 'Rack 1' });
		expect(Object.getOwnPropertyDescriptor(item?.json, '__proto__')?.value).toBe('just a column');
	});

	test('does not carry what an earlier run said was wrong with the row', async () => {
		const options = { includeInputFields: true };
		const rows = [{ ...tube(1), error: 'old', Patient: 'P-1' }];
		for (const operation of ['register', 'validate']) {
			const { output } = await runNode(rows, {
				credential: credential(),
				retryOnFail: true,
				parameters: { operation, options },
			});
			expect(output).toHaveLength(1);
			expect(output[0]?.json).toMatchObject({ Patient: 'P-1' });
			expect(output[0]?.json).not.toHaveProperty('error');
			if (operation === 'register') expect(output[0]?.json.already_registered).toBe(false);
		}
	});

	test('skips blank rows and says how many', async () => {
		const blank = { 'Tube Barcode': ' ', 'Specimen Type': null, row_number: 3 };
		const run = await register([tube(1), blank, tube(2)]);
		expect(run.output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(run.hints).toEqual([HINTS.blankRows(1, false)]);
	});

	test('sends nothing where all rows are blank', async () => {
		const run = await register([{ Barcode: '' }, {}]);
		expect(run).toMatchObject({ status: 'success', output: [] });
		expect(run.hints).toEqual([HINTS.blankRows(2, true)]);
		expect(sandbox().requests).toEqual([]);
	});

	test('points at numbers of ten digits', async () => {
		const run = await register([tube(1, { 'Tube Barcode': 1234567890 })]);
		expect(run.output[0]?.json.tube_barcode).toBe('1234567890');
		expect(run.hints).toEqual([expect.stringContaining('a number of 10 digits in row 1.')]);
	});
});

test('names ten rows at most whose barcode is a number of 10 digits', async () => {
	const rows = Array.from({ length: 12 }, (_, index) =>
		tube(index, { 'Tube Barcode': 1_234_567_890 + index }),
	);
	expect((await register(rows)).hints).toEqual([
		expect.stringContaining('in row 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more.'),
	]);
});

describe('batches', () => {
	test('are made by the name of each item, in the order in which the names appear', async () => {
		const rows = ['B', 'A', 'B'].map((rack, index) =>
			tube(index, { Rack: rack, Box: `T${index}` }),
		);
		const run = await register(rows, {
			parameters: { batchName: '={{ $json.Rack }}', returnTrackingNumbers: '={{ $json.Box }}' },
		});
		expect(sandbox().batches()).toMatchObject([
			{ name: 'B', trackingNumbers: ['T0', 'T2'] },
			{ name: 'A', trackingNumbers: ['T1'] },
		]);
		expect(run.output.map(({ json }) => json.batch_name)).toEqual(['B', 'A', 'B']);
	});

	test('that are too large are split evenly and numbered', async () => {
		const rows = Array.from({ length: 7 }, (_, index) => tube(index));
		await register(rows, { parameters: { options: { maxSamplesPerBatch: 3 } } });
		expect(
			sandbox()
				.batches()
				.map(({ name, tubes }) => [name, tubes.length]),
		).toEqual([
			['Rack 1 (1 of 3)', 2],
			['Rack 1 (2 of 3)', 2],
			['Rack 1 (3 of 3)', 3],
		]);
	});

	test('cannot be split into none', async () => {
		const run = await register([tube(1)], { parameters: { options: { maxSamplesPerBatch: 0 } } });
		expect(run.error?.message).toBe(SETTING_TEXTS.unusable(LABELS.maxSamples));
		expect(sandbox().requests).toEqual([]);
	});
});

describe('the ways to give samples', () => {
	test('a mapping of expressions and fixed choices', async () => {
		const value = {
			tube_barcode: '={{ $json["Tube ID"] }}',
			specimen_type: 'Microbial cell culture',
			sequencing_depth: '={{ $json.deep ? "Deep" : "Standard" }}',
		};
		await register([{ 'Tube ID': barcode(1), deep: true }, { 'Tube ID': barcode(2) }, {}], {
			parameters: { sampleFields: { mappingMode: 'defineBelow', value } },
		});
		expect(sandbox().batches()[0]?.tubes).toMatchObject([
			{ barcode: barcode(1), specimenType: 'Microbial cell culture', depth: 'Deep' },
			{ barcode: barcode(2), specimenType: 'Microbial cell culture', depth: 'Standard' },
		]);
	});

	test('a list in each item, paired with that item', async () => {
		const sample = (number: number) => ({ Barcode: barcode(number), specimen: 'human stool' });
		const run = await register(
			[{ body: { samples: [sample(1), sample(2)] } }, { body: { samples: [sample(3)] } }],
			{
				parameters: {
					samplesFrom: 'list',
					list: '={{ $json.body.samples }}',
					options: { defaultSequencingDepth: 'Deep' },
				},
			},
		);
		expect(run.output.map(({ json, pairedItem }) => [json.tube_barcode, pairedItem])).toEqual([
			[barcode(1), { item: 0 }],
			[barcode(2), { item: 0 }],
			[barcode(3), { item: 1 }],
		]);
	});

	test.each([
		['list', { list: '={{ [] }}' }, lineOf(['1'], 'row', [], 'list_empty')],
		['list', { list: '[]' }, lineOf(['1'], 'row', [], 'list_empty')],
		['manual', { samples: {} }, lineOf(['1'], 'row', '', 'no_samples')],
	])('no sample at all in %s is told', async (samplesFrom, more, text) => {
		const run = await register([{}], { parameters: { samplesFrom, ...more } });
		expect(run.error?.description).toContain(text);
	});

	test('from nowhere known', async () => {
		const run = await register([tube(1)], { parameters: { samplesFrom: '={{ "sky" }}' } });
		expect(run.error?.message).toBe(SETTING_TEXTS.unusable(LABELS.samplesFrom));
	});

	test('JSON text of a list', async () => {
		const list = JSON.stringify([
			{ tube_barcode: 12345678901234, specimen_type: 'Human stool', sequencing_depth: 'Deep' },
		]);
		await register([{}], { parameters: { samplesFrom: 'list', list } });
		expect(sandbox().batches()[0]?.tubes[0]?.barcode).toBe('12345678901234');
	});

	test.each([1, 3])('entries in the node, once for %i items', async (count) => {
		const sample = [1, 2].map((number) => ({
			tubeBarcode: barcode(number),
			specimenType: 'Human stool',
			sequencingDepth: 'Deep',
		}));
		const run = await register(
			Array.from({ length: count }, () => ({ any: 'item' })),
			{
				parameters: { samplesFrom: 'manual', samples: { sample } },
			},
		);
		expect(run.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1), barcode(2)]);
	});

	test('entries in the node with an expression, for each item', async () => {
		const sample = [{ tubeBarcode: '={{ $json.id }}', sequencingDepth: 'Deep' }];
		const run = await register([{ id: barcode(1) }, { id: barcode(2) }], {
			parameters: { samplesFrom: 'manual', samples: { sample } },
		});
		expect(run.output.map(({ json, pairedItem }) => [json.tube_barcode, pairedItem])).toEqual([
			[barcode(1), { item: 0 }],
			[barcode(2), { item: 1 }],
		]);
	});
});

test('5,000 rows are one request', async () => {
	const rows = Array.from({ length: 5000 }, (_, index) => tube(index));
	const run = await register(rows);
	expect(run.output).toHaveLength(5000);
	expect(posts()).toHaveLength(1);
});
