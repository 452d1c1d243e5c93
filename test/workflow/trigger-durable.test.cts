import { scheduleTriggers } from './durable-scheduler.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { pass } from '../fake-timing.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });

const MINUTE_MS = 60_000;
let tubes = 0;

/** An event, and how it is brought about; gives what the item then holds. */
const EVENTS: Array<[event: string, happen: () => object]> = [
	['batchRegistered', () => ({ batch_id: register().id })],
	[
		'batchStatusChanged',
		() => {
			const { id } = register();
			sandbox().setBatchStatus(id, 'sequencing');
			return { batch_id: id, batch_status: 'sequencing' };
		},
	],
	[
		'sampleAvailable',
		() => {
			const [sample] = register().tubes;
			sandbox().finishSample(sample?.sampleId ?? '');
			return { sample_id: sample?.sampleId };
		},
	],
];

function register() {
	pass(MINUTE_MS);
	return sandbox().addBatch(`Rack ${++tubes}`, [barcode(tubes)]);
}

const withEach = [true, false].flatMap((keepsCursors) =>
	EVENTS.map(([event, happen]) => [event, keepsCursors, happen] as const),
);

describe.each(withEach)('%s, and cursors kept: %j', (event, keepsCursors, happen) => {
	const start = async () => {
		const scheduled = scheduleTriggers([event], credential(), keepsCursors);
		expect(await scheduled.activate()).toEqual([]);
		return scheduled;
	};
	/** Starts n8n again, and polls a minute later. */
	const pollRestarted = async (scheduled: Awaited<ReturnType<typeof start>>) => {
		scheduled.restart();
		return await pollNext(scheduled);
	};
	/** Polls a minute later. */
	const pollNext = async (scheduled: Awaited<ReturnType<typeof start>>) => {
		pass(MINUTE_MS);
		return await scheduled.poll();
	};

	test('what happens before the first scheduled poll is given after a restart', async () => {
		happen();
		const scheduled = await start();
		const expected = happen();
		expect(await pollRestarted(scheduled)).toMatchObject([expected]);
		expect(await pollNext(scheduled)).toEqual([]);
		expect(await pollRestarted(scheduled)).toEqual([]);
	});

	test('also after restarts and polls at which nothing had happened', async () => {
		const scheduled = await start();
		expect(await pollRestarted(scheduled)).toEqual([]);
		expect(await pollRestarted(scheduled)).toEqual([]);
		const [first, second] = [happen(), happen()];
		expect(await pollNext(scheduled)).toMatchObject([first, second]);
		expect(await pollRestarted(scheduled)).toEqual([]);
		expect(await pollNext(scheduled)).toEqual([]);
		const third = happen();
		expect(await pollRestarted(scheduled)).toMatchObject([third]);
		expect(await pollNext(scheduled)).toEqual([]);
	});

	test.each(['abandoned', 'late'] as const)('a poll that is %s is made up for', async (outcome) => {
		const scheduled = await start();
		await scheduled.poll();
		const expected = happen();
		const first = await scheduled.poll(outcome);
		const second = await pollNext(scheduled);
		expect([...first, ...second]).toMatchObject([expected]);
		expect(await pollRestarted(scheduled)).toEqual([]);
	});

	test('the first poll that is abandoned is made up for after a restart', async () => {
		const scheduled = await start();
		const expected = happen();
		expect(await scheduled.poll('abandoned')).toEqual([]);
		expect(await pollRestarted(scheduled)).toMatchObject([expected]);
		expect(await pollNext(scheduled)).toEqual([]);
	});

	test('a poll gives nothing twice that was told what is stored before another gave it', async () => {
		const scheduled = await start();
		await scheduled.poll();
		const expected = happen();
		const behind = scheduled.begin();
		expect(await scheduled.poll()).toMatchObject([expected]);
		expect(await behind()).toEqual([]);
		expect(await pollNext(scheduled)).toEqual([]);
	});

	test('nor one after what an activation gave', async () => {
		const scheduled = await start();
		const expected = happen();
		const behind = scheduled.begin();
		expect(await scheduled.activate()).toMatchObject([expected]);
		expect(await behind()).toEqual([]);
		expect(await pollNext(scheduled)).toEqual([]);
	});

	test('what happened is given where it is published again', async () => {
		const scheduled = await start();
		const expected = happen();
		scheduled.restart();
		expect(await scheduled.activate()).toMatchObject([expected]);
		expect(await pollRestarted(scheduled)).toEqual([]);
	});

	test('two polls at the same time give what happened once', async () => {
		const scheduled = await start();
		await scheduled.poll();
		const expected = happen();
		const polls = [scheduled.begin(), scheduled.begin()];
		const given = await Promise.all(polls.map((poll) => poll()));
		expect(given.flat()).toMatchObject([expected]);
		expect(await pollNext(scheduled)).toEqual([]);
	});
});

describe.each([true, false])('triggers of one workflow, and cursors kept: %j', (keepsCursors) => {
	const events = EVENTS.map(([event]) => event);

	test('give each change once, though they poll at the same second', async () => {
		const scheduled = scheduleTriggers([...events, ...events], credential(), keepsCursors);
		await scheduled.activate();
		const expected: object[] = [];
		const given: object[] = [];
		for (let minute = 0; minute < 12; minute++) {
			if (minute < 4) EVENTS.forEach(([, happen]) => expected.push(happen()));
			given.push(...(await scheduled.poll()));
			pass(MINUTE_MS);
		}
		const seen = given.map((item) => JSON.stringify(item)).toSorted();
		// Three batches are registered a minute, two of which also change, for two triggers of each event.
		expect(given).toHaveLength(2 * 4 * (3 + 1 + 1));
		expect(seen.filter((one, index) => one === seen[index - 2])).toEqual([]);
		for (const one of expected) expect(given).toContainEqual(expect.objectContaining(one));
	});

	test('each have their turn while another gives something at each poll', async () => {
		const scheduled = scheduleTriggers(events, credential(), keepsCursors);
		await scheduled.activate();
		const waited: number[] = [];
		const missing = new Map<string, number>();
		for (let minute = 0; minute < 9; minute++) {
			const { id } = register();
			sandbox().setBatchStatus(id, 'sequencing');
			missing.set(id, minute);
			for (const item of await scheduled.poll()) {
				if (!('previous_status' in item)) continue;
				waited.push(minute - (missing.get(item.batch_id as string) ?? NaN));
				missing.delete(item.batch_id as string);
			}
			pass(MINUTE_MS);
		}
		expect(Math.max(...waited)).toBeLessThanOrEqual(2);
		expect(missing.size).toBeLessThanOrEqual(2);
	});
});
