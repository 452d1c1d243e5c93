import type { BatchStatus } from '../../sandbox/server.cts';
import { description } from '../contract/description.cts';
import {
	barcode,
	at,
	call,
	read,
	register,
	registerSample,
	registration,
	sandbox,
	send,
	statusOf,
	useSandbox,
	withSandbox,
} from './client.cts';
import type { Refused } from './client.cts';

useSandbox();

const UNKNOWN = '0123456789abcdef';

/** What a path has to be asked with, besides an id. */
const NEEDED_BY: Record<string, string> = {
	'/api/v1/functional_profiles/{id}/filtered_results': '?functional_group=go&metric=cpm',
};

const requests = Object.entries(description.paths).flatMap(([path, operations]) =>
	['get', 'post', 'patch', 'put', 'delete'].map((name) => ({
		method: name.toUpperCase(),
		path: path.replace('{id}', UNKNOWN) + (NEEDED_BY[path] ?? ''),
		isDescribed: name in operations,
	})),
);
const described = requests.filter(({ isDescribed }) => isDescribed);

const refusalOf = (status: number) => ({ message: expect.any(String) as string, status });

it.each(described)(
	'$method $path refuses an unknown key before it looks at anything',
	async ({ method, path }) => {
		const json = method === 'GET' ? undefined : [];
		for (const key of [null, '', 'guessed-key']) {
			const refused = await call<Refused>(method, path, { key, json });
			expect([refused.status, refused.body]).toEqual([401, refusalOf(401)]);
		}
	},
);

it.each([
	...described.filter(({ method, path }) => method === 'GET' && path.includes(UNKNOWN)),
	{ method: 'GET', path: '/api/v1/nothing' },
])('$method $path is not found', async ({ method, path }) => {
	const refused = await call<Refused>(method, path);
	expect([refused.status, refused.body]).toEqual([404, refusalOf(404)]);
});

it.each([
	...requests.filter(({ isDescribed }) => !isDescribed),
	{ method: 'GET', path: `${at.batches}/register` },
])('$method $path is not allowed', async ({ method, path }) => {
	const refused = await call<Refused>(method, path);
	expect([refused.status, refused.body]).toEqual([405, refusalOf(405)]);
});

describe('a body that breaks the description', () => {
	const good = registration('Plate', [barcode(1)]);
	const [tube] = good.samples;
	const address = (kind: string) => ({ $ref: `/api/v1/${kind}/${UNKNOWN}` });
	const REGISTER = `${at.batches}/register`;
	it.each<[string, string, unknown]>([
		['tube_barcode', REGISTER, { ...good, samples: [{ ...tube, tube_barcode: 'abc-EF1234' }] }],
		['tube_barcode', REGISTER, { ...good, samples: [{ ...tube, tube_barcode: 12345678901234 }] }],
		['specimen_type', REGISTER, { ...good, samples: [{ tube_barcode: barcode(1) }] }],
		['return_tracking_numbers', REGISTER, { ...good, return_tracking_numbers: ['1Z', '1Z'] }],
		['additional properties', REGISTER, { ...good, batch: 'Plate' }],
		['date_collected', at.metadata, { starred: true, date_collected: '2026-01-05' }],
		['custom/parents', at.metadata, { starred: true, custom: { parents: { mother: 'A' } } }],
		['additional properties', at.metadata, { starred: true, sample: null }],
		['fewer than 1', at.metadata, {}],
		['project', at.samples, { project: address('tags') }],
		['project', at.samples, { project: {} }],
		['tags', at.samples, { tags: [{ name: 'a' }, address('tags')] }],
		['tags', at.samples, { tags: ['urgent'] }],
		['additional properties', at.samples, { tags: [], filename: 'a.fastq' }],
		['fewer than 1', at.samples, {}],
	])('is refused for its %s, and changes nothing: %s %j', async (named, path, json) => {
		const sample = await registerSample();
		const state = () => [sandbox().batches(), sandbox().samples(), sandbox().metadata()];
		const before = structuredClone(state());
		const to = { [at.samples]: sample.$uri, [at.metadata]: sample.metadata.$ref }[path];
		const refused = await call<Refused>(to ? 'PATCH' : 'POST', to ?? path, { json });
		expect(refused.body).toEqual(refusalOf(400));
		expect(refused.body.message).toContain(named);
		expect([state(), await read(at.tags)]).toEqual([before, []]);
	});

	it('is refused if it is not JSON', async () => {
		expect(await statusOf(REGISTER, { text: '{"batch_name": ' }, 'POST')).toBe(400);
	});
});

it.each([
	[true, 500],
	[false, 200],
])(
	'answers are checked: %s, so one that breaks the description is a %i',
	(validateAnswers, status) =>
		withSandbox({ validateAnswers }, async () => {
			const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
			const { $uri } = (await register('Plate', [barcode(1)])).body.batch;
			const [batch] = sandbox().batches();
			sandbox().setBatchStatus(batch?.id ?? '', JSON.parse('"lost"') as BatchStatus);
			const shown = await call<Partial<Refused>>('GET', $uri);
			expect([shown.status, sandbox().requests.at(-1)?.status]).toEqual([status, status]);
			const words = 'status must be equal to one of';
			expect(shown.body.message?.includes(words) ?? false).toBe(validateAnswers);
			expect(log).toHaveBeenCalledTimes(validateAnswers ? 1 : 0);
			log.mockRestore();
		}),
);

it('the log says what was asked and answered, but never the key', async () => {
	await register('Plate', [barcode(1)]);
	await send('GET', at.batches, { key: null, query: { page: '2' } });
	const { requests, apiKey } = sandbox();
	expect(requests).toMatchObject([
		{
			method: 'POST',
			path: `${at.batches}/register`,
			status: 200,
			keyPresented: true,
			body: registration('Plate', [barcode(1)]),
		},
		{ method: 'GET', path: at.batches, query: { page: '2' }, status: 401, keyPresented: false },
	]);
	expect(requests[0]?.headerNames).toContain('x-api-key');
	expect(JSON.stringify(requests)).not.toContain(apiKey);
});
