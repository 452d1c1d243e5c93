import type { Sandbox, WireMetadata } from '../../sandbox/server.cts';
import {
	at,
	barcode,
	idOf,
	list,
	otherKey,
	read,
	register,
	registerSample,
	sandbox,
	send,
	statusOf,
	stoppedClock,
	useSandbox,
} from './client.cts';

const clock = stoppedClock();

useSandbox({ now: clock.now });

const LISTS = [
	at.batches,
	at.samples,
	at.metadata,
	at.classifications,
	at.analyses,
	at.projects,
	at.tags,
];

/** How many entries each list has for a key. */
const counts = (key = sandbox().apiKey) =>
	Promise.all(LISTS.map(async (path) => (await read<unknown[]>(path, key)).length));

/** Fills each list with one entry; gives the addresses of what is in a batch, and of the rest. */
async function fill(): Promise<{ ofBatch: string[]; others: string[] }> {
	const sample = await registerSample();
	const id = sandbox().finishSample(idOf(sample));
	const project = `${at.projects}/${sandbox().addProject('Mine')}`;
	await send('PATCH', sample.$uri, { json: { tags: [{ name: 'mine' }] } });
	const [tag] = await read<Array<{ $uri: string }>>(at.tags);
	const batch = `${at.batches}/${sandbox().batches()[0]?.id}`;
	const classification = `${at.classifications}/${id}`;
	return {
		ofBatch: [
			...[batch, `${batch}/samples`, sample.$uri, sample.metadata.$ref, classification],
			...[`${classification}/results`, `${at.analyses}/${id}`],
		],
		others: [project, tag?.$uri ?? ''],
	};
}

const statusesOf = (addresses: string[], key = sandbox().apiKey) =>
	Promise.all(addresses.map((address) => statusOf(address, { key })));
const all = (status: number, addresses: string[]) => addresses.map(() => status);

it('each key has an account of its own', async () => {
	const [one, two] = [await read('/api/v1/account'), await read('/api/v1/account', otherKey)];
	expect(one.user).not.toEqual(two.user);
});

it('an account sees and changes nothing of another', async () => {
	const { ofBatch, others } = await fill();
	const addresses = [...ofBatch, ...others];
	expect(await counts()).toEqual(LISTS.map(() => 1));
	expect(await statusesOf(addresses)).toEqual(all(200, addresses));
	expect(await counts(otherKey)).toEqual(LISTS.map(() => 0));
	expect(await statusesOf(addresses, otherKey)).toEqual(all(404, addresses));
	const [{ $uri }] = sandbox().metadata() as [WireMetadata];
	expect(await statusOf($uri, { key: otherKey, json: { starred: true } }, 'PATCH')).toBe(404);
	sandbox().addSample({ apiKey: otherKey });
	sandbox().addProject('Theirs', otherKey);
	expect(await counts(otherKey)).toEqual([0, 1, 1, 0, 0, 1, 0]);
});

it('a lag hides a batch and its samples everywhere until it has passed', async () => {
	const { ofBatch, others } = await fill();
	const addresses = [...ofBatch, ...others];
	const seen = async () => [await counts(), await statusesOf(addresses)];
	const hidden = [
		[0, 0, 0, 0, 0, 1, 1],
		[...all(404, ofBatch), ...all(200, others)],
	];
	const shown = [LISTS.map(() => 1), all(200, addresses)];
	sandbox().setLag(2000);
	expect(await seen()).toEqual(hidden);
	expect(sandbox().batches()).toHaveLength(1);
	expect((await register('Again', [barcode(0)])).status).toBe(400);
	clock.pass(1999);
	expect(await seen()).toEqual(hidden);
	clock.pass(1);
	expect(await seen()).toEqual(shown);
	sandbox().setLag(5000);
	expect(await seen()).toEqual(hidden);
	// A sample that is in no batch has no lag.
	sandbox().addSample();
	expect(await counts()).toEqual([0, 1, 1, 0, 0, 1, 1]);
});

it('a reset forgets everything, faults and lag as well', async () => {
	const { ofBatch, others } = await fill();
	await register('Not read yet', [barcode(1)]);
	sandbox().inject({ fault: { kind: 'hang' }, times: 'always' });
	sandbox().setLag(60_000);
	sandbox().reset();
	expect(sandbox().requests).toEqual([]);
	expect(await counts()).toEqual(LISTS.map(() => 0));
	const addresses = [...ofBatch, ...others];
	expect(await statusesOf(addresses)).toEqual(all(404, addresses));
	expect([sandbox().samples(), sandbox().metadata()]).toEqual([[], []]);
	await registerSample();
	expect((await list(at.batches)).body).toHaveLength(1);
});

it.each<[string, (own: Sandbox) => unknown]>([
	['setBatchStatus', (own) => own.setBatchStatus('unknown', 'done')],
	['setSampleStatus', (own) => own.setSampleStatus('unknown', 'available')],
	['finishSample', (own) => own.finishSample('unknown')],
	['addSample', (own) => own.addSample({ apiKey: 'unknown' })],
])('%s throws for what there is not', (_name, use) => {
	expect(() => use(sandbox())).toThrow(/unknown|key/);
});
