import { makeTrigger } from './poll-harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { pass, waitForAnswers } from '../fake-timing.cts';
import type { World } from '../../sandbox/worlds.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });
beforeAll(waitForAnswers);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const BIT_BY_BIT = { newBatches: 'samplesBitByBit', samplesLagMs: MINUTE_MS } as const;

const idsOf = (items: object[]) => items.map((item) => (item as { sample_id: string }).sample_id);

/** When a batch moves on to another status than `registered`, in the minute in which its samples show up. */
type Move = 'at once' | 'after a poll' | 'not';

test.each<[string, Partial<World>, Move]>([
	['stays registered', {}, 'not'],
	['has another status at once', {}, 'at once'],
	['has another status after a poll', {}, 'after a poll'],
	['has an odd status', { otherFields: 'odd' }, 'not'],
	['does not tell its age', { times: 'odd' }, 'at once'],
])('samples that are listed late are seen, where the batch %s', async (_, world, move) => {
	sandbox().setWorld({ ...BIT_BY_BIT, ...world });
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	await trigger.poll();
	const expected: string[] = [];
	const given: string[] = [];
	const poll = async () => void given.push(...idsOf(await trigger.poll()));
	for (let rack = 0; rack < 8; rack++) {
		pass(MINUTE_MS);
		const tubes = [1, 2, 3, 4].map((tube) => barcode(10 * rack + tube));
		const batch = sandbox().addBatch(`Rack ${rack}`, tubes);
		expected.push(...batch.tubes.map(({ sampleId }) => sampleId));
		// Half of the samples are listed by now, the others within a minute.
		pass(10_000);
		if (move === 'after a poll') await poll();
		if (move !== 'not') sandbox().setBatchStatus(batch.id, 'shipped_to_lab');
		await poll();
	}
	// The first of them are there before the others are listed.
	sandbox().finishSample(expected[0] ?? '');
	await poll();
	pass(2 * HOUR_MS);
	await poll();
	expected.slice(1).forEach((id) => sandbox().finishSample(id));
	for (const { id } of sandbox().batches()) sandbox().setBatchStatus(id, 'sequencing');
	for (let hour = 0; hour < 4; hour++) {
		pass(HOUR_MS);
		await poll();
	}
	expect(given.toSorted()).toEqual(expected.toSorted());
});

test('a batch whose samples all came while it was new is listed once more, and left', async () => {
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	await trigger.poll();
	const { id, tubes } = sandbox().addBatch('Rack 1', [barcode(1)]);
	sandbox().setBatchStatus(id, 'shipped_to_lab');
	sandbox().finishSample(tubes[0]?.sampleId ?? '');
	expect(await trigger.poll()).toHaveLength(1);
	const lists = () => sandbox().requests.filter(({ path }) => path.endsWith(`${id}/samples`));
	expect(await trigger.poll()).toEqual([]);
	expect(lists()).toHaveLength(1);
	pass(11 * MINUTE_MS);
	expect(await trigger.poll()).toEqual([]);
	expect(lists()).toHaveLength(2);
	expect(trigger.stored()).toContain('\\"following\\":{}');
});
