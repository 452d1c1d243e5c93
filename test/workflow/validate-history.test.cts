import {
	validateNodeCredentials,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';

import { useNode } from './use-node.cts';
import { barcode, tube } from './with-sandbox.cts';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { SPECIMEN_TYPES } from '../../nodes/OneCodex/registration/planning/schema';
import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { TOO_MANY_BATCHES } from '../../nodes/OneCodex/wording/registerTexts';
import { textOf } from '../faults.cts';

const { sandbox, run, register } = useNode();

const TUBES = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };
const check = (rows: object[], parameters: INodeParameters = {}, settings = {}) =>
	run('sequencingBatch: validateWithHistory', rows, { ...TUBES, ...parameters }, settings);
const NOTHING = { batch_number: null, batch_status: null, sample_id: null };

/** What the check says of a tube that Register gave. */
const historyOf = ({ batch_number, batch_status, sample_id }: IDataObject = {}) => ({
	already_registered: true,
	...{ batch_number, batch_status, sample_id },
});

test('each row says whether its tube is registered and where, and nothing is sent', async () => {
	const [first] = await register(1);
	const rows = [
		tube(0, { already_registered: 'old' }),
		tube(1),
		tube(2, { 'Specimen Type': 'soil' }),
	];
	const { output, requests, hints } = await check(rows);
	const sample = (place: number) => ({
		tube_barcode: barcode(place),
		specimen_type: 'Human stool',
		sequencing_depth: 'Standard',
	});
	const problem = textOf('specimen_type', 'soil', 'not_a_choice', { choices: SPECIMEN_TYPES });
	const fixed = { batch_name: 'Rack 1', problems: [] };
	const unfinished = { tube_barcode: barcode(2), sequencing_depth: 'Standard' };
	expect(output).toEqual(
		[
			{ ...rows[0], valid: true, sample: sample(0), ...fixed, ...historyOf(first) },
			{
				...{ ...rows[1], valid: true, sample: sample(1), ...fixed },
				...{ ...NOTHING, already_registered: false },
			},
			{
				...{ ...rows[2], valid: false, sample: unfinished, ...fixed, problems: [problem] },
				...{ ...NOTHING, already_registered: null },
			},
		].map((json, item) => ({ json, pairedItem: { item } })),
	);
	expect(requests.map(({ method }) => method)).not.toContain('POST');
	expect(hints).toEqual([]);
});

test.each([
	['reuse', true, ['Rack 1', 'Rack 1']],
	['error', false, ['Rack 1', 'Rack 1']],
	['register', true, ['Rack 1 (1 of 2)', 'Rack 1 (2 of 2)']],
])(
	'with If Already Registered set to %s, a registered tube is valid: %s',
	async (ifRegistered, valid, names) => {
		const [first] = await register(1);
		const options = { ifRegistered, maxSamplesPerBatch: 1 };
		const { json } = await check([tube(0), tube(1)], { options });
		const batches = [`"Rack 1" (number ${first?.batch_number as string})`];
		const problem = textOf('tube_barcode', barcode(0), 'already_registered', { batches });
		const problems = valid ? [] : [problem];
		expect(json[0]).toMatchObject({ valid, problems, ...historyOf(first) });
		expect(json[1]).toMatchObject({ valid: true, already_registered: false });
		expect(json.map((one) => one.batch_name)).toEqual(names);
	},
);

test('a tube in two batches names the other one, in the item and in a hint', async () => {
	sandbox().setWorld({ repeatedBarcodes: 'accepted' });
	const [first] = await register(1);
	const again = { ...TUBES, options: { ifRegistered: 'register' } };
	const { json: second } = await run('sequencingBatch: register', [tube(0)], again);
	const { json, hints } = await check([tube(0)]);
	const batches = [first, second[0]].map((one) => one?.batch_number as string);
	expect(json[0]).toMatchObject({
		...historyOf(first),
		also_in_batch_numbers: [second[0]?.batch_number],
	});
	expect(hints).toEqual([HINTS.doubledTubes([{ barcode: barcode(0), batches }])]);
});

describe('where the look fails', () => {
	const rows = [tube(0), tube(1, { 'Tube Barcode': '' })];
	beforeEach(() => {
		sandbox().inject({ times: 'always', fault: { kind: 'status', status: 403 } });
	});

	test('the execution stops with what Register says, which is to send nothing', async () => {
		const done = await run('sequencingBatch: register', rows.slice(0, 1), TUBES);
		const { error } = await check(rows);
		expect(error?.message).toMatch(/\(403\)/);
		expect([error?.message, error?.description]).toEqual([
			done.error?.message,
			done.error?.description,
		]);
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'the good rows say so, and the faulty ones are as ever: %s',
		async (onError) => {
			const { output, errorOutput } = await check(rows, {}, { onError });
			const [bad, failed] = [...output, ...errorOutput];
			expect([bad?.pairedItem, failed?.pairedItem]).toEqual([{ item: 1 }, { item: 0 }]);
			expect(bad?.json).toMatchObject({ valid: false, already_registered: null });
			expect(failed?.json).toMatchObject({
				...tube(0),
				error: expect.stringContaining('(403)') as string,
			});
			expect(errorOutput).toHaveLength(onError === 'continueErrorOutput' ? 1 : 0);
		},
	);
});

test('a batch that somebody just registered is looked at until it shows its tubes', async () => {
	sandbox().setWorld({ newBatches: 'samplesLater', samplesLagMs: 45_000 });
	sandbox().addBatch('Rack 1', [barcode(0)]);
	const { json } = await check([tube(0)]);
	expect(json).toMatchObject([{ valid: true, already_registered: true }]);
});

test('a batch that stays empty leaves it open, for which Register stops as well', async () => {
	sandbox().setWorld({ newBatches: 'samplesLater', samplesLagMs: 3_600_000 });
	sandbox().addBatch('Rack 1', [barcode(0)]);
	const { error } = await check([tube(0)]);
	const done = await run('sequencingBatch: register', [tube(0)], TUBES);
	expect(error?.description).toBeTruthy();
	expect([error?.message, error?.description]).toEqual([
		done.error?.message,
		done.error?.description,
	]);
});

test('a tube that was sent a moment ago and does not show up is in doubt', async () => {
	const fault = { barcodes: [barcode(1)], everywhere: true };
	sandbox().inject({ times: 'always', fault: { kind: 'dropSamples', ...fault } });
	await register(2);
	const { json } = await check([tube(0), tube(1)]);
	expect(json.map(({ valid }) => valid)).toEqual([true, false]);
	expect(json[1]).toMatchObject({
		already_registered: null,
		batch_number: json[0]?.batch_number,
		sample_id: null,
		problems: [expect.stringContaining(barcode(1)) as string],
	});
});

test('more batches than allowed are an error before Register, too', async () => {
	const parameters = { batchName: '={{ $json["Tube Barcode"] }}', options: { maxBatches: 1 } };
	const { error } = await check([tube(0), tube(1)], parameters);
	expect(error?.message).toBe(TOO_MANY_BATCHES.headline(2));
});

test('where there is no good row, One Codex is not asked', async () => {
	const { json, requests } = await check([tube(0, { 'Tube Barcode': '1' })]);
	expect(json).toMatchObject([{ valid: false, already_registered: null }]);
	expect(requests).toEqual([]);
});

// n8n publishes a workflow by its parameters as they are saved, without those that have their default.
test.each([
	['validate', []],
	['validateWithHistory', ['missing']],
	[undefined, ['missing']],
])('to publish %s without a credential: %j', (operation, issues) => {
	const node = { parameters: { ...TUBES, ...(operation && { operation }) } } as unknown as INode;
	const found = validateNodeCredentials(node, new OneCodex());
	expect(found.map(({ type }) => type)).toEqual(issues);
});

test('without a credential, nothing is checked', async () => {
	const { error } = await check([tube(0)], {}, { credential: undefined });
	expect(error?.message).toContain('credentials');
});
