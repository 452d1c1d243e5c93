import type { Fault } from '../../sandbox/server.cts';
import type { WireTube } from '../../sandbox/wire.cts';
import {
	barcode,
	barcodesOf,
	at,
	read,
	register,
	registration,
	sandbox,
	send,
	statusOf,
	stoppedClock,
	useSandbox,
	withSandbox,
} from './client.cts';

useSandbox();

const match = { method: 'POST', path: /register$/ };
const type = (name: string) => ({ 'content-type': name });
const three = [barcode(1), barcode(2), barcode(3)];

describe.each([
	['before', 0],
	['after', 1],
] as const)('a fault %s the request is carried out', (when, committed) => {
	const post = (fault: Fault, signal?: AbortSignal) => {
		sandbox().inject({ match, when, fault });
		const json = registration('Plate', three);
		return send('POST', `${at.batches}/register`, { json, signal });
	};
	afterEach(() => expect(sandbox().batches()).toHaveLength(committed));

	/** What arrives of an answer, or what the client says of it. */
	async function outcomeOf(answer: Promise<Response>): Promise<object> {
		try {
			const response = await answer;
			const { status, headers } = response;
			return { status, headers: Object.fromEntries(headers), text: await response.text() };
		} catch (error) {
			const { message, cause } = error as Error & { cause: { code: string } };
			return { error: message, code: cause.code };
		}
	}

	const down: Fault = { kind: 'status', status: 503, message: 'Down', headers: { Retry: '3' } };
	const page: Fault = { kind: 'body', body: '[]', contentType: 'text/x' };
	const html = expect.stringContaining('<html>') as string;
	const half = expect.stringMatching(/^\{"batch".*(?<!\]\})$/) as string;
	it.each<[Fault, object]>([
		[down, { status: 503, text: '{"message":"Down","status":503}', headers: { retry: '3' } }],
		[
			{ kind: 'html', status: 502 },
			{ status: 502, text: html, headers: type('text/html') },
		],
		[page, { status: 200, text: '[]', headers: type('text/x') }],
		[
			{ kind: 'redirect', to: '/x' },
			{ status: 302, headers: { location: '/x' } },
		],
		[{ kind: 'cutJson' }, { status: 200, text: half }],
		[{ kind: 'cutJson', drop: true }, { error: 'terminated' }],
		[{ kind: 'reset' }, { code: 'ECONNRESET' }],
	])('%j', async (fault, expected) => {
		expect(await outcomeOf(post(fault))).toMatchObject(expected);
	});

	it('the status is noted', async () => {
		await post(down);
		expect(sandbox().requests.at(-1)?.status).toBe(503);
	});

	it('hang: no answer, and none is noted', async () => {
		const giveUp = new AbortController();
		const answer = post({ kind: 'hang' }, giveUp.signal);
		// Give up only once the request has been taken up and, if it is to be, carried out.
		const isUnderWay = () =>
			sandbox().requests[0]?.body !== undefined && sandbox().batches().length === committed;
		while (!isUnderWay()) await send('GET', '/sandbox/state');
		giveUp.abort();
		await expect(answer).rejects.toThrow('aborted');
		expect(sandbox().requests[0]).not.toHaveProperty('status');
	});
});

it.each(['before', 'after'] as const)('a delay %s the request: late, but right', async (when) => {
	sandbox().inject({ match, when, fault: { kind: 'delay', ms: 5 } });
	expect(barcodesOf((await register('Plate', three)).body.samples)).toEqual(three);
	expect(sandbox().batches()).toHaveLength(1);
});

describe('tubes in an answer', () => {
	const listed = async ({ $uri }: { $uri: string }) =>
		barcodesOf(await read<WireTube[]>(`${$uri}/samples`));

	it.each<[Fault, string[]]>([
		[{ kind: 'dropSamples', barcodes: [barcode(1), barcode(3)] }, [barcode(2)]],
		[{ kind: 'dropSamples', barcodes: 2 }, [barcode(1)]],
		[{ kind: 'dropSamples', barcodes: 0 }, three],
		[{ kind: 'reorderSamples' }, three.toReversed()],
	])('%j: in the answer, not in the batch', async (fault, left) => {
		sandbox().inject({ match, fault });
		const { body } = await register('Plate', three);
		expect(barcodesOf(body.samples)).toEqual(left);
		expect(await listed(body.batch)).toEqual(three);
	});

	it('dropSamples everywhere: missing for good, but registered', async () => {
		sandbox().inject({ match, fault: { kind: 'dropSamples', barcodes: 1, everywhere: true } });
		const { batch } = (await register('Plate', three)).body;
		expect(await listed(batch)).toEqual(three.slice(0, 2));
		expect((await register('Again', three.slice(2))).status).toBe(400);
		const all = sandbox().samples();
		expect(await read(at.samples)).toEqual(all.slice(0, 2));
		expect(await statusOf(all[2]?.$uri ?? '')).toBe(404);
	});

	it('dropSamples from the list of a batch', async () => {
		sandbox().inject({ match: { path: /samples$/ }, fault: { kind: 'dropSamples', barcodes: 3 } });
		const { body } = await register('Plate', three);
		expect(barcodesOf(body.samples)).toEqual(three);
		expect(await listed(body.batch)).toEqual([]);
	});
});

describe('which requests a fault happens to', () => {
	const fault: Fault = { kind: 'status', status: 500 };
	const account = '/api/v1/account';
	/** The statuses of some requests, one after the other: to a path, or for a list of batches. */
	async function ask(...requests: Array<string | Record<string, unknown>>): Promise<number[]> {
		const statuses = [];
		for (const one of requests) {
			const [path, query] = typeof one === 'string' ? [one, {}] : [at.batches, one];
			statuses.push(await statusOf(path, { query }));
		}
		return statuses;
	}

	it('one, unless told otherwise', async () => {
		sandbox().inject({ fault });
		expect(await ask(account, account)).toEqual([500, 200]);
	});

	it('as many as told, after as many as told', async () => {
		sandbox().inject({ fault, after: 1, times: 2 });
		expect(await ask(account, account, account, account)).toEqual([200, 500, 500, 200]);
	});

	it('by method and exact path', async () => {
		sandbox().inject({ match: { method: 'get', path: at.batches }, times: 'always', fault });
		sandbox().inject({ match: { method: 'POST' }, fault });
		expect(await ask(account, at.batches, `${at.batches}/x`)).toEqual([200, 500, 404]);
	});

	it('by a pattern, even one that remembers its place', async () => {
		sandbox().inject({ match: { path: /account/g }, times: 2, fault });
		expect(await ask(at.batches, account, account)).toEqual([200, 500, 500]);
	});

	const [plate, rack] = [{ where: { name: 'Plate' } }, { where: { name: 'Rack' } }];
	const sorted = { sort: { created_at: true } };

	it('by a text in what they look for', async () => {
		sandbox().inject({ match: { where: 'Plate' }, times: 'always', fault });
		expect(await ask(plate, rack, sorted)).toEqual([500, 200, 200]);
	});

	it('refuseWhere: only those with a filter', async () => {
		sandbox().inject({ fault: { kind: 'refuseWhere' } });
		expect(await ask(sorted, plate, plate)).toEqual([200, 400, 200]);
	});

	it('one fault after the other, and none after they are cleared', async () => {
		sandbox().inject({ fault });
		sandbox().inject({ fault: { kind: 'status', status: 503 } });
		sandbox().inject({ fault, times: 'always' });
		expect(await ask(account, account, account)).toEqual([500, 503, 500]);
		sandbox().clearFaults();
		expect(await ask(account)).toEqual([200]);
	});

	it('not those that the rate limit refuses', () =>
		withSandbox({ rateLimit: 1, now: stoppedClock().now }, async () => {
			sandbox().inject({ fault, after: 1, times: 'always' });
			expect(await ask(at.batches, at.batches, at.batches)).toEqual([200, 429, 429]);
		}));
});

it('a sandbox that closes ends connections that hang, and delays', async () => {
	const outcomes: Array<Promise<PromiseSettledResult<Response>[]>> = [];
	await withSandbox({}, async () => {
		sandbox().inject({ fault: { kind: 'hang' } });
		sandbox().inject({ fault: { kind: 'delay', ms: 600_000 } });
		outcomes.push(Promise.allSettled([send('GET', at.batches), send('GET', at.batches)]));
		while (sandbox().requests.length < 2) await send('GET', '/sandbox/state');
	});
	const settled = (await Promise.all(outcomes)).flat();
	expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
