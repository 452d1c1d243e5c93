import { makeTrigger } from './poll-harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { pass, waitForAnswers } from '../fake-timing.cts';
import { EVENTS } from '../../nodes/OneCodexTrigger/watch';

const { sandbox, credential } = useSandbox({ rateLimit: false });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeAll(waitForAnswers);

let count = 0;

/** Lets something happen for each event: a batch that is done, whose sample is available and analyzed. */
function happen(): void {
	const { id, tubes } = sandbox().addBatch(`Rack ${count}`, [barcode(++count)]);
	sandbox().finishSample(tubes[0]?.sampleId ?? '');
	sandbox().setBatchStatus(id, 'done');
}

const made = (count: number) => {
	for (let round = 0; round < count; round++) {
		pass(30 * MINUTE_MS);
		happen();
	}
	pass(MINUTE_MS);
};

type Trigger = ReturnType<typeof makeTrigger>;

/** What a trigger gives in polls a minute apart. */
async function polled(trigger: Trigger, times: number) {
	const given: Awaited<ReturnType<Trigger['poll']>> = [];
	for (let round = 0; round < times; round++) {
		pass(MINUTE_MS);
		given.push(...(await trigger.poll()));
	}
	return given;
}

test('nothing comes twice after the clock of the computer was set ahead', async () => {
	const trigger = makeTrigger({ event: 'batchRegistered' }, credential());
	await trigger.poll();
	const add = () => {
		pass(MINUTE_MS);
		return sandbox().addBatch('Rack', [barcode(++count)]).id;
	};
	const ids = [add(), add()];
	const given = await trigger.poll();
	pass(3 * HOUR_MS);
	sandbox().setWorld({ clock: 'behind' });
	given.push(...(await trigger.poll()));
	ids.push(add());
	given.push(...(await polled(trigger, 3)));
	expect(given.map(({ batch_id }) => batch_id)).toEqual(ids);
});

describe.each(EVENTS)('%s', (event) => {
	test('nothing comes twice after an answer that has the time of three hours ago', async () => {
		const trigger = makeTrigger({ event }, credential());
		await trigger.poll();
		const given: object[] = [];
		for (let round = 0; round < 4; round++) {
			pass(HOUR_MS);
			happen();
			given.push(...(await trigger.poll()));
		}
		sandbox().setWorld({ clock: 'behind' });
		given.push(...(await trigger.poll()));
		sandbox().setWorld({ clock: 'same' });
		given.push(...(await polled(trigger, 3)));
		expect(given).toHaveLength(4);
	});

	test('nothing old comes where the first answer has the time of three hours ago', async () => {
		made(6);
		sandbox().setWorld({ clock: 'behind' });
		const trigger = makeTrigger({ event }, credential());
		expect(await trigger.poll()).toEqual([]);
		sandbox().setWorld({ clock: 'same' });
		expect(await polled(trigger, 3)).toEqual([]);
	});

	test.each(['ahead', 'behind'] as const)(
		'nothing old comes where answers have no time, and the clock of One Codex is %s',
		async (clock) => {
			sandbox().setWorld({ dateHeader: 'none', clock });
			made(10);
			const trigger = makeTrigger({ event }, credential());
			expect(await trigger.poll()).toEqual([]);
			expect(await polled(trigger, 3)).toEqual([]);
		},
	);
});
