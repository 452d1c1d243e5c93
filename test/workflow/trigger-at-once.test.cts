import { runNode } from './harness.cts';
import { makeTrigger } from './poll-harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { pass } from '../fake-timing.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });

const LIST = '/api/v1/sequencing/batches';

/** Registers a batch of one tube, a minute after the last, and gives its id and that of its sample. */
async function registerBatch(number: number) {
	pass(60_000);
	const parameters = { batchName: `Rack ${number}` };
	const { output } = await runNode([tube(number)], { credential: credential(), parameters });
	const { batch_id, sample_id } = output[0]?.json ?? {};
	return { batch: batch_id as string, sample: sample_id as string };
}

/** An event, and how it is brought about. */
const EVENTS: Array<[event: string, happen: (number: number) => Promise<void>]> = [
	[
		'batchRegistered',
		async (number) => {
			await registerBatch(number);
		},
	],
	[
		'batchStatusChanged',
		async (number) => {
			const { batch } = await registerBatch(number);
			sandbox().setBatchStatus(batch, 'sequencing');
		},
	],
	[
		'sampleAvailable',
		async (number) => {
			const { sample } = await registerBatch(number);
			sandbox().finishSample(sample);
		},
	],
];

describe.each(EVENTS)('%s', (event, happen) => {
	const start = async (workflowId?: string) => {
		const trigger = makeTrigger({ event }, credential(), 'credential-1', '{}', workflowId);
		expect(await trigger.poll()).toEqual([]);
		return trigger;
	};
	const names = (items: object[]) =>
		items.map((item) => (item as { batch_name: string }).batch_name);

	test('two polls at the same time give what happened once, and the next one goes on', async () => {
		const trigger = await start();
		await happen(1);
		const [first, second] = await Promise.all([trigger.poll(), trigger.poll()]);
		expect([names(first), second]).toEqual([['Rack 1'], []]);
		expect(await trigger.poll()).toEqual([]);
		await happen(2);
		expect(names(await trigger.poll())).toEqual(['Rack 2']);
	});

	test.each([
		[{ kind: 'status', status: 429, headers: { 'Retry-After': '1' } }],
		[{ kind: 'status', status: 503 }],
		[{ kind: 'reset' }],
		[{ kind: 'delay', ms: 50 }],
	] as const)('also where the first is held up by %j', async (fault) => {
		const trigger = await start();
		await happen(1);
		sandbox().inject({ match: { path: LIST }, fault });
		const before = sandbox().requests.length;
		const polls = [trigger.poll()];
		while (sandbox().requests.length === before) await new Promise((done) => setImmediate(done));
		polls.push(trigger.poll(), trigger.poll());
		const [first = [], ...others] = await Promise.all(polls);
		expect([names(first), others]).toEqual([['Rack 1'], [[], []]]);
		expect(await trigger.poll()).toEqual([]);
	});

	test('the one that is left out asks for nothing', async () => {
		const trigger = await start();
		await happen(1);
		const stored = trigger.stored();
		const count = async (polls: number) => {
			pass(60_000);
			const again = trigger.restarted(stored);
			const before = sandbox().requests.length;
			const items = await Promise.all(Array.from({ length: polls }, () => again.poll()));
			expect(items.flat()).toHaveLength(1);
			return sandbox().requests.length - before;
		};
		expect(await count(3)).toBe(await count(1));
	});

	test('after one that failed, the next one works', async () => {
		const trigger = await start();
		await happen(1);
		sandbox().inject({ match: { path: LIST }, fault: { kind: 'status', status: 403 } });
		const results = await Promise.allSettled([trigger.poll(), trigger.poll()]);
		expect(results).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: [] }]);
		expect(names(await trigger.poll())).toEqual(['Rack 1']);
	});

	test('the triggers of two workflows give it both, at the same time', async () => {
		const triggers = [await start('a'), await start('b')];
		await happen(1);
		const [one = [], other = []] = await Promise.all(triggers.map((trigger) => trigger.poll()));
		expect([names(one), names(other)]).toEqual([['Rack 1'], ['Rack 1']]);
	});
});
