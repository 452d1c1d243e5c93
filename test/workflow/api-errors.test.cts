import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { runNode, type NodeSettings } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import type { Received } from '../../nodes/OneCodex/domain/failure';
import { detailFor, headlineFor } from '../failures.cts';

const { sandbox, credential, posts } = useSandbox();

const REGISTER = { method: 'POST', path: '/api/v1/sequencing/batches/register' };

const register = (rows: object[], settings: NodeSettings = {}) =>
	runNode(rows, { credential: credential(), ...settings });

test.each([400, 401, 403, 404, 409, 412, 418, 429])(
	'a status of %i comes with what the API says',
	async (status) => {
		const message = `Reason ${status}`;
		sandbox().inject({
			match: REGISTER,
			times: 'always',
			fault: { kind: 'status', status, message },
		});
		const run = await register([tube(1)]);

		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
		expect(run.error?.message).toBe(headlineFor({ status }));
		expect(run.error?.description).toContain(`One Codex says: "Reason ${status}"`);
		expect(run.error?.description).toContain('"Rack 1" (1 sample)');
	},
);

test('a 401 is not sent a second time by n8n', async () => {
	const run = await register([tube(1)], {
		credential: { ...credential(), apiKey: 'not-the-right-key' },
	});
	expect(run.error?.httpCode).toBe('401');
	expect(sandbox().requests).toHaveLength(1);
});

test('the key is in the header of the request and nowhere in what n8n stores', async () => {
	sandbox().inject({
		match: REGISTER,
		fault: { kind: 'status', status: 403, message: `no rights for ${sandbox().apiKey}` },
	});
	const run = await register([tube(1)]);
	expect(posts()).toMatchObject([{ keyPresented: true }]);
	expect(run.error?.description).toContain('no rights for [API key]');
	expect(run.stored).not.toContain(sandbox().apiKey);
	expect(run.stored.toLowerCase()).not.toContain('x-api-key');
});

test('a redirect is not followed', async () => {
	const to = `${sandbox().url.replace('127.0.0.1', 'localhost')}/api/v1/account`;
	sandbox().inject({ match: REGISTER, fault: { kind: 'redirect', to } });
	const run = await register([tube(1)]);
	expect(run.error?.message).toBe(headlineFor({ status: 301 }));
	expect(sandbox().requests.map(({ path }) => path)).not.toContain('/api/v1/account');
});

test.each([
	'http://one-codex.example',
	'ftp://localhost',
	'app.onecodex.com',
	'https://u:p@x.example',
])('the base URL %s is refused before anything is sent', async (baseUrl) => {
	const run = await register([tube(1)], { credential: { ...credential(), baseUrl } });
	expect(run.error?.message).toBe(headlineFor({ credential: 'more' }));
	expect(run.error?.description).toContain('Base URL');
});

test('a slash at the end of the base URL does no harm', async () => {
	const run = await register([tube(1)], {
		credential: { ...credential(), baseUrl: `${sandbox().url}/` },
	});
	expect(run.output).toHaveLength(1);
});

test('an address where nothing listens is told', async () => {
	const run = await register([tube(1)], {
		credential: { ...credential(), baseUrl: 'http://127.0.0.1:9' },
	});
	expect(run.error?.message).toBe(headlineFor({ delivery: 'not sent', code: 'ECONNREFUSED' }));
	expect(run.error?.description).toContain('none of them was sent');
});

test.each<[string, Received]>([
	['', { kind: 'nothing' }],
	[' ', { kind: 'nothing' }],
	['null', { kind: 'nothing' }],
	['<html>', { kind: 'web page' }],
	['[1, 2', { kind: 'text' }],
	['{}', { kind: 'object', keys: '' }],
	['{"a": 1, "b": 2}', { kind: 'object', keys: 'a, b' }],
])('an answer of %j is told as %j', async (body, received) => {
	const fault = { kind: 'body', body, contentType: 'application/json' } as const;
	sandbox().inject({ times: 'always', fault });
	const run = await register([tube(1)]);
	expect(run.error?.message).toBe(headlineFor({ received: { kind: 'list' } }));
	expect(run.error?.description).toContain(detailFor({ received }));
});

test('a list instead of a batch is told', async () => {
	const fault = { kind: 'body', body: '[]', contentType: 'application/json' } as const;
	sandbox().inject({ match: REGISTER, times: 'always', fault });
	const run = await register([tube(1)]);
	expect(run.error?.description).toContain(detailFor({ received: { kind: 'list' } }));
});

describe('a barcode that the answer leaves out', () => {
	test('is looked up in the list of the batch', async () => {
		sandbox().inject({ match: REGISTER, fault: { kind: 'dropSamples', barcodes: [barcode(1)] } });
		const run = await register([tube(1), tube(2)]);
		expect(run.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1), barcode(2)]);
		expect(run.hints).toEqual([]);
	});

	test('and is not in that list either is told, and the others are delivered', async () => {
		sandbox().inject({
			match: REGISTER,
			fault: { kind: 'dropSamples', barcodes: [barcode(1)], everywhere: true },
		});
		const run = await register([tube(1), tube(2)]);
		expect(run.status).toBe('success');
		expect(run.output).toMatchObject([
			{ json: { tube_barcode: barcode(2) }, pairedItem: { item: 1 } },
			{
				json: {
					tube_barcode: barcode(1),
					batch_id: sandbox().batches()[0]?.id,
					error: expect.stringContaining(
						`batch number ${sandbox().batches()[0]?.number}`,
					) as string,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(run.hints).toEqual([HINTS.missingTubes([barcode(1)])]);
	});
});

test('a tube that was not sent is given without a link to a row', async () => {
	const answered = [1, 2, 9].map((number) => ({
		tube_barcode: barcode(number),
		sample: { $ref: `/api/v1/samples/000000000000000${number}` },
	}));
	const batch = { $uri: '/api/v1/sequencing/batches/aaaaaaaaaaaaaaaa', name: 'Rack 1' };
	const body = JSON.stringify({ batch, samples: answered });
	sandbox().inject({
		match: REGISTER,
		fault: { kind: 'body', contentType: 'application/json', body },
	});
	// As many rows as items come out: n8n would link them by their place.
	const { output } = await register([tube(1), tube(2), {}]);
	expect(output.map(({ json, pairedItem }) => [json.tube_barcode, pairedItem])).toEqual([
		[barcode(1), { item: 0 }],
		[barcode(2), { item: 1 }],
		[barcode(9), []],
	]);
});

describe('a tube that One Codex never shows', () => {
	const drop = (times: number | 'always') => {
		const fault = { kind: 'dropSamples', barcodes: 5, everywhere: true } as const;
		sandbox().inject({ match: REGISTER, times, fault });
	};

	test('is not sent again by Retry On Fail, nor by a run that follows', async () => {
		drop('always');
		const run = await register([tube(1)], { retryOnFail: true, maxTries: 3 });
		expect(run.output).toMatchObject([{ json: { tube_barcode: barcode(1), sample_id: null } }]);
		await register([tube(1)]);
		expect(posts()).toHaveLength(1);
	});

	test('is told with the batch that it was sent with, by a run for another one', async () => {
		drop(1);
		await register([tube(1)]);
		const { output } = await register([tube(1)], { parameters: { batchName: 'Rack 2' } });
		expect(output[0]?.json.error).toContain('was sent with the batch "Rack 1", but');
		expect(posts()).toHaveLength(1);
	});

	test('is one of ten that a hint names at most', async () => {
		const barcodes = Array.from({ length: 12 }, (_, index) => barcode(index));
		const fault = { kind: 'dropSamples', barcodes, everywhere: true } as const;
		sandbox().inject({ match: REGISTER, fault });
		const run = await register(barcodes.map((_, index) => tube(index)));
		expect(run.output).toHaveLength(12);
		expect(run.hints).toEqual([
			expect.stringContaining(`: ${barcodes.slice(0, 10).join(', ')} and 2 more.`),
		]);
	});

	test('goes to the error output, where there is one', async () => {
		drop(1);
		const run = await register([tube(1, { Patient: 'P-1' })], { onError: 'continueErrorOutput' });
		expect(run.output).toEqual([]);
		expect(run.errorOutput).toMatchObject([
			{
				json: {
					Patient: 'P-1',
					error: expect.stringContaining('does not show it there') as string,
				},
			},
		]);
	});
});

describe('with On Error = Continue, what stops everything gives error items', () => {
	const rows = [tube(1, { Patient: 'P-1' }), tube(2)];
	const failing = '={{ $("No such node").item.json.x }}';

	test.each<[string, NodeSettings['parameters']]>([
		['an option that cannot be used', { options: { maxSamplesPerBatch: 0 } }],
		['an option whose expression fails', { options: { ifRegistered: failing } }],
		['Simplify with an expression that fails', { simple: failing }],
		['an unknown source of samples', { samplesFrom: '={{ "sky" }}' }],
		['an unknown operation', { operation: 'unknown' }],
	])('%s', async (_, parameters) => {
		const run = await register(rows, { parameters, onError: 'continueErrorOutput' });
		expect(run.output).toEqual([]);
		expect(run.errorOutput).toHaveLength(2);
		expect(run.errorOutput[0]?.json).toMatchObject({
			Patient: 'P-1',
			error: expect.stringMatching(/cannot be used|not known/) as string,
		});
		expect(sandbox().requests).toEqual([]);
	});

	test('a credential that is gone', async () => {
		const run = await runNode(rows, { onError: 'continueRegularOutput' });
		expect(run.output).toHaveLength(2);
		expect(run.output.every(({ json }) => typeof json.error === 'string')).toBe(true);
	});
});

test.each(['', ' ', 'key with spaces', 'clé'])(
	'the key "%s" is refused before anything is sent',
	async (apiKey) => {
		const run = await register([tube(1)], { credential: { ...credential(), apiKey } });
		expect(run.error?.message).toBe(headlineFor({ credential: 'more' }));
		expect(sandbox().requests).toEqual([]);
	},
);

describe('a batch that fails among several', () => {
	const rows = ['A', 'B', 'C'].map((Rack, index) => tube(index, { Rack }));
	const parameters = { batchName: '={{ $json.Rack }}' };
	beforeEach(() => {
		const fault = { kind: 'status', status: 409, message: 'no' } as const;
		sandbox().inject({ match: REGISTER, after: 1, fault });
	});

	test('stops the run with what was registered before it, or was on its way beside it', async () => {
		const four = [...rows, tube(4, { Rack: 'D' })];
		const run = await register(four, { parameters });
		expect(run.error?.description).toContain('The batch "B" (1 sample) was not registered.');
		const [a, c] = sandbox().batches();
		expect(run.error?.description).toContain(
			`Registered in this execution: "A" (1 sample), batch number ${a?.number}; "C" (1 sample), batch number ${c?.number}.`,
		);
		expect(posts()).toHaveLength(3);
	});

	test('sends its rows to the error output, where there is one, and goes on', async () => {
		const run = await register(rows, { parameters, onError: 'continueErrorOutput' });
		expect(run.output.map(({ json }) => json.batch_name)).toEqual(['A', 'C']);
		expect(run.errorOutput.map(({ json }) => json)).toMatchObject([
			{ Rack: 'B', error: expect.stringContaining('One Codex says: "no"') as string },
		]);
	});
});
