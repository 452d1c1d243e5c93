import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { pollers, type Poller } from './pollers.cts';
import { barcode, useSandbox } from '../with-sandbox.cts';
import { pass, waitForAnswers } from '../../fake-timing.cts';
import type { World } from '../../../sandbox/server.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });
beforeAll(waitForAnswers);

const LINE = ['shipped_to_lab', 'received_at_lab', 'sequencing', 'done', 'canceled'] as const;

type Step =
	| { do: 'register'; tubes: number }
	| { do: 'advance' | 'finish' | 'fail'; which: number }
	| { do: 'mend' | 'poll' | 'pollTwice' | 'pollAtOnce' | 'abandon' | 'restart' | 'hour' };

const which = fc.nat({ max: 99 });
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('register' as const), tubes: fc.integer({ min: 1, max: 3 }) }),
	fc.record({ do: fc.constantFrom('advance' as const, 'finish' as const), which }),
	fc.record({ do: fc.constantFrom('advance' as const, 'finish' as const), which }),
	fc.record({ do: fc.constant('fail' as const), which }),
	fc.record({
		do: fc.constantFrom(
			...([
				'mend',
				'poll',
				'poll',
				'pollTwice',
				'pollAtOnce',
				'abandon',
				'restart',
				'hour',
			] as const),
		),
	}),
);

/** Both hold whatever One Codex is like; all else is as by default. */
const world: fc.Arbitrary<Partial<World>> = fc.record({
	batchSort: fc.constantFrom<World['batchSort'][]>('honoured', 'ignored', 'oldestFirst', 'refused'),
	batchSamples: fc.constantFrom<World['batchSamples'][]>('whole', 'wholeStrict', 'paged'),
	counts: fc.constantFrom<World['counts'][]>('sent', 'none'),
	clock: fc.constantFrom<World['clock'][]>('same', 'behind', 'ahead'),
});

let tubes = 0;

/** A lab's work, as the steps have it: what has to be given for it, and what was. */
function startLab(poller: Poller) {
	const finished = new Set<string>();
	const given = { samples: [] as string[], changes: [] as Array<Record<string, unknown>> };
	let isBegun = false;
	const pick = <T,>(all: readonly T[], number: number) => all[number % Math.max(1, all.length)];
	/** Takes down what is given, of which only a change has a status before it. */
	const take = (items: IDataObject[]) => {
		for (const item of items) {
			if ('previous_status' in item) given.changes.push(item);
			else given.samples.push(item.sample_id as string);
		}
	};
	const act = {
		register: (count: number) => {
			const numbers = Array.from({ length: count }, () => barcode(++tubes));
			sandbox().addBatch(`Rack ${tubes}`, numbers);
		},
		advance: (number: number) => {
			const batch = pick(sandbox().batches(), number);
			const at = LINE.findIndex((status) => status === batch?.status);
			const next = number % 7 === 0 ? 'canceled' : LINE[at + 1];
			if (batch && next && at < 3) sandbox().setBatchStatus(batch.id, next);
		},
		finish: (number: number) => {
			const open = sandbox()
				.batches()
				.filter(({ status }) => status !== 'canceled');
			const waiting = open
				.flatMap((batch) => batch.tubes.map(({ sampleId }) => sampleId))
				.filter((id) => !finished.has(id) && !old.has(id));
			const id = pick(waiting, number);
			if (id === undefined) return;
			sandbox().finishSample(id);
			(isBegun ? finished : old).add(id);
		},
		fail: (number: number) => {
			const batch = pick(sandbox().batches(), number);
			const sample = batch?.tubes[0]?.sampleId;
			const path = new RegExp(`${(number % 2 ? sample : batch?.id) ?? 'none'}`);
			sandbox().inject({
				match: { path },
				times: 'always',
				fault: { kind: 'status', status: 500 },
			});
		},
	};
	const old = new Set<string>();
	return {
		finished,
		given,
		act,
		follow: async () => take(await poller.poll()),
		abandon: async () => {
			await poller.abandon();
		},
		followAtOnce: async () => take((await Promise.all([poller.poll(), poller.poll()])).flat()),
		restart: async () => take(await poller.restart()),
		begin: async () => {
			pass(2_000);
			expect(await poller.activate()).toEqual([]);
			isBegun = true;
			pass(1_000);
		},
	};
}

async function work(lab: ReturnType<typeof startLab>, one: Step): Promise<void> {
	pass(1_000);
	if (one.do === 'register') lab.act.register(one.tubes);
	else if ('which' in one) lab.act[one.do](one.which);
	else if (one.do === 'mend') sandbox().clearFaults();
	else if (one.do === 'restart') await lab.restart();
	else if (one.do === 'abandon') await lab.abandon();
	else if (one.do === 'pollAtOnce') await lab.followAtOnce();
	else if (one.do === 'hour') pass(60 * 60 * 1000);
	else await lab.follow();
	if (one.do === 'pollTwice') await lab.follow();
}

test('each change is given once, and nothing old', async () => {
	const steps = fc.array(step, { minLength: 5, maxLength: 25 });
	const before = fc.array(step, { maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(
			world,
			fc.constantFrom(...pollers),
			before,
			steps,
			async (changes, makePoller, first, then) => {
				sandbox().reset();
				sandbox().setWorld(changes);
				pass(3_600_000);
				const lab = startLab(makePoller(['batchStatusChanged', 'sampleAvailable'], credential()));
				for (const one of first)
					if (['register', 'advance', 'finish'].includes(one.do)) await work(lab, one);
				const statuses = new Map(
					sandbox()
						.batches()
						.map(({ id, status }) => [id, status as string]),
				);
				await lab.begin();
				for (const one of then) await work(lab, one);
				sandbox().clearFaults();
				for (let poll = 0; poll < 5; poll++) {
					pass(60_000);
					await lab.follow();
				}

				expect(lab.given.samples.toSorted()).toEqual([...lab.finished].toSorted());
				for (const change of lab.given.changes) {
					const id = change.batch_id as string;
					expect(change.previous_status).toBe(statuses.get(id) ?? 'registered');
					expect(change.batch_status).not.toBe(change.previous_status);
					statuses.set(id, change.batch_status as string);
				}
				for (const { id, status } of sandbox().batches())
					expect(statuses.get(id) ?? 'registered').toBe(status);
			},
		),
		{ numRuns: 25 },
	);
}, 240_000);
