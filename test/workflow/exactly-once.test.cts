import { LABELS } from '../../nodes/OneCodex/wording/labels';
import { failureWords } from '../../nodes/OneCodex/wording/failures';
import { runNode, type NodeSettings } from './harness.cts';
import { pass } from '../fake-timing.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import type { Fault } from '../../sandbox/server.cts';
import { lineOf, nothingSent } from '../faults.cts';

const REGISTER = { method: 'POST', path: '/api/v1/sequencing/batches/register' };
const LISTS = { method: 'GET', path: '/api/v1/sequencing/batches' };

const DOUBTFUL: Array<[string, Fault]> = [
	['a gateway time-out', { kind: 'html', status: 504 }],
	['a server error', { kind: 'status', status: 500 }],
	['503 without Retry-After', { kind: 'status', status: 503 }],
	['HTML under 200', { kind: 'html', status: 200 }],
	['cut JSON', { kind: 'cutJson' }],
	['a body that breaks off', { kind: 'cutJson', drop: true }],
	[
		'an answer without samples',
		{ kind: 'body', body: '{"ok":1}', contentType: 'application/json' },
	],
	['an empty answer', { kind: 'body', body: '', contentType: 'application/json' }],
	['a reset connection', { kind: 'reset' }],
	['no answer at all', { kind: 'hang' }],
];

// Nobody knows whether the real API refuses a barcode that stands in another batch.
describe.each(['refused', 'accepted'] as const)(
	'where repeated barcodes are %s',
	(repeatedBarcodes) => {
		const accepts = repeatedBarcodes === 'accepted';
		const { sandbox, credential, posts } = useSandbox({ world: { repeatedBarcodes } });
		const rows = [tube(1), tube(2), tube(3)];
		const register = (settings: NodeSettings = {}, input: object[] = rows) =>
			runNode(input, { credential: credential(), ...settings });
		const standing = () =>
			sandbox()
				.batches()
				.filter(({ status }) => status !== 'canceled')
				.flatMap(({ tubes }) => tubes.map((one) => one.barcode));
		const barcodes = [1, 2, 3].map(barcode);
		const goOn = `set ${LABELS.ifRegistered} to ${LABELS.existing}`;
		const options = (ifRegistered: string) => ({ options: { ifRegistered } });
		const delivered = (run: Awaited<ReturnType<typeof runNode>>) =>
			run.output.map(({ json }) => [json.tube_barcode, json.already_registered]);

		describe('a doubtful answer', () => {
			test.each(DOUBTFUL)('%s after the batch stands: it is found', async (_, fault) => {
				sandbox().inject({ match: REGISTER, when: 'after', fault });
				const run = await register();
				expect(delivered(run)).toEqual(barcodes.map((one) => [one, false]));
				expect(posts()).toHaveLength(1);
				expect(standing()).toEqual(barcodes);
			});

			test.each(DOUBTFUL)('%s before anything happened: it is sent again', async (_, fault) => {
				sandbox().inject({ match: REGISTER, when: 'before', fault });
				const run = await register();
				expect(delivered(run)).toEqual(barcodes.map((one) => [one, false]));
				expect(posts()).toHaveLength(2);
				expect(standing()).toEqual(barcodes);
			});

			test('is waited out while the batch shows up late', async () => {
				sandbox().setLag(25_000);
				sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'reset' } });
				const run = await register();
				expect(run.output).toHaveLength(3);
				expect(standing()).toEqual(barcodes);
			});

			test('that cannot be told stops with what is known, and the next run is safe', async () => {
				sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'html', status: 502 } });
				sandbox().inject({
					match: LISTS,
					after: 1,
					times: 'always',
					fault: { kind: 'status', status: 500, message: 'down' },
				});
				const run = await register();
				expect(run.error?.message).toBe(
					failureWords({ status: 502, delivery: 'unknown', said: '' }).headline,
				);
				expect(run.error?.description).toContain(
					'It is not known whether the batch "Rack 1" (3 samples) was registered.',
				);
				expect(run.error?.description).toContain('Running the workflow again is safe');
				expect(posts()).toHaveLength(1);

				sandbox().clearFaults();
				expect(delivered(await register())).toEqual(barcodes.map((one) => [one, true]));
				expect(standing()).toEqual(barcodes);
			});

			test('that leaves the outcome unknown does not promise that Register Again is safe', async () => {
				sandbox().inject({ match: REGISTER, fault: { kind: 'reset' } });
				const fault = { kind: 'status', status: 500, message: 'down' } as const;
				sandbox().inject({ match: LISTS, times: 'always', fault });
				const { error } = await register({ parameters: options('register') });
				expect(error?.description).toContain(`Before you run the workflow again, ${goOn}`);
			});

			test('that tubes are registered, which cannot be looked up, says so', async () => {
				const message = 'Tube barcode already registered';
				sandbox().inject({ match: REGISTER, fault: { kind: 'status', status: 400, message } });
				const fault = { kind: 'status', status: 500, message: 'down' } as const;
				sandbox().inject({ match: LISTS, after: 1, times: 'always', fault });
				const run = await register();
				expect(run.error?.description).toContain(
					'One Codex says that tubes of the batch "Rack 1" (3 samples) are already registered',
				);
				expect(posts()).toHaveLength(1);
			});

			test('that names only some of the tubes names the batch to look at', async () => {
				sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'reset' } });
				sandbox().inject({
					times: 'always',
					match: { method: 'GET', path: /samples$/ },
					fault: { kind: 'dropSamples', barcodes: 1 },
				});
				const run = await register();
				const number = sandbox().batches()[0]?.number;
				expect(run.error?.description).toContain(`the batch number ${number} of that name`);
				expect(posts()).toHaveLength(1);
			});

			test('in the mode Register Again is not taken from an older batch of the same tubes', async () => {
				await register();
				sandbox().inject({ match: REGISTER, when: 'before', fault: { kind: 'reset' } });
				pass(3_600_000);
				const run = await register({ parameters: options('register') });
				expect(run.error?.description).toContain('which may be this one');
				expect(standing()).toEqual(barcodes);
			});

			test('that stays lost is sent three times at most', async () => {
				sandbox().inject({ match: REGISTER, times: 'always', fault: { kind: 'reset' } });
				const run = await register();
				expect(run.error?.message).toBe(
					failureWords({ delivery: 'unknown', code: 'ECONNRESET', said: '' }).headline,
				);
				expect(posts()).toHaveLength(3);
				expect(standing()).toEqual([]);
			});
		});

		describe('a run again', () => {
			test('of a finished run sends nothing', async () => {
				const first = await register();
				const second = await register();
				expect(posts()).toHaveLength(1);
				expect(second.output).toEqual(
					first.output.map((item) => ({
						...item,
						json: { ...item.json, already_registered: true },
					})),
				);
			});

			test('with more rows sends those, and gives all in the order of the rows', async () => {
				await register({}, [tube(2)]);
				const run = await register();
				expect(delivered(run)).toEqual([
					[barcode(1), false],
					[barcode(2), true],
					[barcode(3), false],
				]);
				expect(standing().sort()).toEqual(barcodes);
			});

			test('finds a split batch under any numbering', async () => {
				const parameters = { options: { maxSamplesPerBatch: 2 } };
				await register({ parameters });
				const more = Array.from({ length: 7 }, (_, index) => tube(index + 1));
				const run = await register({ parameters }, more);
				expect(run.output).toHaveLength(7);
				expect(standing().sort()).toEqual(more.map((row) => row['Tube Barcode']));
			});

			test('does not take a canceled batch for a registration', async () => {
				await register();
				sandbox().setBatchStatus(sandbox().batches()[0]?.id ?? '', 'canceled');
				expect(delivered(await register())).toEqual(barcodes.map((one) => [one, false]));
				expect(standing()).toEqual(barcodes);
			});

			test('with Retry On Fail after two lost answers registers once', async () => {
				sandbox().inject({
					match: REGISTER,
					times: 6,
					when: 'before',
					fault: { kind: 'status', status: 500 },
				});
				const run = await register({ retryOnFail: true, maxTries: 3 });
				expect(run.output).toHaveLength(3);
				expect(standing()).toEqual(barcodes);
			});

			test('at the same time takes turns: the second finds what the first registered', async () => {
				sandbox().inject({ match: REGISTER, fault: { kind: 'delay', ms: 50 } });
				const runs = await Promise.all([register(), register()]);
				expect(runs.map((run) => run.output.length)).toEqual([3, 3]);
				expect(posts()).toHaveLength(1);
			});

			test('of a split batch that another run registered whole meanwhile takes it from there', async () => {
				// The other run is done between this one's look and its request.
				const other = runNode(rows, { credential: credential(), parameters: options('register') });
				sandbox().inject({ match: LISTS, when: 'after', fault: { kind: 'delay', ms: 200 } });
				const run = await register({ parameters: { options: { maxSamplesPerBatch: 2 } } });
				await other;
				expect(run.output.map(({ json }) => json.tube_barcode)).toEqual(barcodes);
				if (!accepts) expect(standing().sort()).toEqual(barcodes);
			});

			test.each(['register', 'error'])(
				'of several batches stopped; set to %s, it says how to go on from there',
				async (ifRegistered) => {
					const racks = ['A', 'B'].map((Rack, index) => tube(index + 1, { Rack }));
					const fault = { kind: 'status', status: 403 } as const;
					sandbox().inject({ match: REGISTER, after: 1, fault });
					const parameters = { batchName: '={{ $json.Rack }}', ...options(ifRegistered) };
					const { error } = await register({ parameters }, racks);
					expect(error?.description).toContain(`${goOn} before you run the workflow again`);
					const next = { parameters: { batchName: '={{ $json.Rack }}' } };
					expect(delivered(await register(next, racks))).toEqual([
						[barcode(1), true],
						[barcode(2), false],
					]);
				},
			);

			test('goes on where a run of several batches stopped', async () => {
				const racks = ['A', 'B', 'C'].map((Rack, index) => tube(index + 1, { Rack }));
				const parameters = { batchName: '={{ $json.Rack }}' };
				sandbox().inject({ match: REGISTER, after: 1, fault: { kind: 'status', status: 403 } });
				const first = await register({ parameters }, racks);
				expect(first.error?.description).toContain(
					'A new execution returns their items and continues from there',
				);
				expect(delivered(await register({ parameters }, racks))).toEqual([
					[barcode(1), true],
					[barcode(2), false],
					// It was on its way when the second failed.
					[barcode(3), true],
				]);
			});
		});

		describe('If Already Registered', () => {
			beforeEach(() => register({}, [tube(2)]));
			const options = { ifRegistered: 'error' };

			test('error: with Stop, nothing is sent and the row names the batch', async () => {
				const run = await register({ parameters: { options } });
				expect(run.error?.message).toBe(nothingSent(1, 3));
				expect(run.error?.description).toContain(
					lineOf(['2'], 'tube_barcode', barcode(2), 'already_registered', {
						batches: [`"Rack 1" (number ${sandbox().batches()[0]?.number})`],
					}),
				);
				expect(posts()).toHaveLength(1);
			});

			test('error: with an error output, the others are registered', async () => {
				const run = await register({ parameters: { options }, onError: 'continueErrorOutput' });
				expect(delivered(run)).toEqual([
					[barcode(1), false],
					[barcode(3), false],
				]);
				expect(run.errorOutput.map(({ json }) => json['Tube Barcode'])).toEqual([barcode(2)]);
			});

			test('register: sends everything without looking', async () => {
				const before = sandbox().requests.length;
				const run = await register({ parameters: { options: { ifRegistered: 'register' } } });
				expect(
					sandbox()
						.requests.slice(before)
						.map(({ method }) => method),
				).toEqual(['POST']);
				expect(run.status).toBe(accepts ? 'success' : 'error');
			});
		});

		describe('Look for Earlier Registrations', () => {
			const lookBack = { lookBack: 'allBatches', lookBackDays: 7 };
			const otherName = { batchName: 'Another name' };

			test('in all batches finds tubes under another name', async () => {
				await register();
				const run = await register({ parameters: { ...otherName, options: lookBack } });
				expect(delivered(run)).toEqual(barcodes.map((one) => [one, true]));
				expect(run.output[0]?.json.batch_name).toBe('Rack 1');
				expect(posts()).toHaveLength(1);
			});

			test('in all batches works without the server filtering', async () => {
				await register();
				sandbox().inject({ match: LISTS, times: 'always', fault: { kind: 'refuseWhere' } });
				const run = await register({ parameters: { ...otherName, options: lookBack } });
				expect(delivered(run)).toEqual(barcodes.map((one) => [one, true]));
			});

			test('asks each batch for its samples once, and stops when every tube is accounted for', async () => {
				for (const number of [1, 2, 3, 4, 5]) {
					await register({ parameters: { batchName: `Old ${number}` } }, [tube(number)]);
				}
				pass(3_600_000);
				pass(3_600_000);
				const before = sandbox().requests.length;
				const racks = [4, 5].map((number) => tube(number, { Rack: `New ${number}` }));
				const parameters = { batchName: '={{ $json.Rack }}', options: lookBack };
				expect((await register({ parameters }, racks)).output).toHaveLength(2);
				const asked = sandbox()
					.requests.slice(before)
					.map(({ path }) => path)
					.filter((path) => path.endsWith('/samples'));
				expect(new Set(asked).size).toBe(asked.length);
				// The newest by itself, and then two beside each other.
				expect(asked).toHaveLength(3);
			});

			test('by name alone leaves other batches alone', async () => {
				await register();
				const run = await register({ parameters: otherName });
				if (accepts) {
					expect(standing()).toHaveLength(6);
				} else {
					expect(run.error?.description).toContain(`${LABELS.lookBack} to ${LABELS.inAllBatches}`);
				}
			});
		});

		test('a tube in two live batches is reported by a later run', async () => {
			await register();
			const force = { ifRegistered: 'register' };
			await register({ parameters: { options: force } });
			const run = await register();
			const numbers = sandbox()
				.batches()
				.map(({ number }) => number);
			expect(run.output).toHaveLength(3);
			expect(run.hints).toEqual(
				accepts
					? [expect.stringContaining(`${barcode(1)} (batch numbers ${numbers.join(' and ')})`)]
					: [],
			);
		});

		test('without a fault a batch costs a look, a registration, and a look for doubles', async () => {
			await register();
			expect(sandbox().requests.map(({ method, path }) => [method, path])).toEqual([
				[LISTS.method, LISTS.path],
				[REGISTER.method, REGISTER.path],
				[LISTS.method, LISTS.path],
			]);
		});
	},
);
