import { makeTrigger, type PolledTrigger } from './poll-harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { pass, waitForAnswers } from '../fake-timing.cts';
import type { World } from '../../sandbox/worlds.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false });
beforeAll(waitForAnswers);

// With small pages, a poll that may take so long reads fewer than half of so many.
const BUDGET_MS = 5_000;
const MANY = 400;
const SMALL = { pageSize: 'small' } as const;

const SUCCEEDED = { complete: true, success: true };
const RUNNING = { complete: false, success: false };

let tubes = 0;

const addAnalysis = (about = SUCCEEDED) =>
	sandbox().addAnalysis(sandbox().samples()[0]?.$uri.split('/').at(-1) ?? '', about);
const addBatch = () => sandbox().addBatch(`Rack ${tubes}`, [barcode(tubes++)]);

/** Makes something, and gives the id that the trigger gives of it. */
const MAKERS = {
	analysisFinished: () => addAnalysis(),
	batchRegistered: () => addBatch().id,
	batchStatusChanged: () => {
		const { id } = addBatch();
		sandbox().setBatchStatus(id, 'sequencing');
		return id;
	},
};

type Event = keyof typeof MAKERS;

/** Makes some, one a second. */
const addMany = (event: Event, count: number) =>
	Array.from({ length: count }, () => {
		pass(1_000);
		return MAKERS[event]();
	});

function make(event: Event) {
	const trigger = makeTrigger({ event }, credential());
	trigger.limit(BUDGET_MS);
	return trigger;
}

const ID_FIELDS: Record<Event, string> = {
	analysisFinished: 'analysis_id',
	batchRegistered: 'batch_id',
	batchStatusChanged: 'batch_id',
};

/** Polls some times, a minute after the other, and gives the ids of what came. */
async function poll(trigger: PolledTrigger, event: Event, times: number) {
	const given: unknown[] = [];
	for (let count = 0; count < times; count++) {
		const items = await trigger.poll();
		given.push(...items.map((item) => item[ID_FIELDS[event]]));
		pass(60_000);
	}
	return given;
}

beforeEach(() => void sandbox().addSample());

const WORLDS: Array<Partial<World>> = [
	{},
	{ otherFields: 'odd' },
	{ analysisSort: 'ignored', batchSort: 'ignored' },
	{ analysisSort: 'oldestFirst', batchSort: 'oldestFirst', counts: 'linkOnly' },
	{ analysisSort: 'refused', batchSort: 'refused', beyondLastPage: 'notFound', counts: 'none' },
];

describe.each<Event>(['analysisFinished', 'batchRegistered'])('%s', (event) => {
	test.each(WORLDS)(
		'%j: what one poll cannot read comes in the next ones, with what is new, each once',
		async (world) => {
			sandbox().setWorld({ ...SMALL, ...world });
			const trigger = make(event);
			await trigger.poll();
			const added = addMany(event, MANY);
			pass(30 * 60_000);
			const given = await poll(trigger, event, 1);
			expect(given.length).toBeGreaterThan(0);
			expect(given.length).toBeLessThan(MANY / 2);
			for (let round = 0; round < 4; round++) {
				added.push(...addMany(event, 2));
				given.push(...(await poll(trigger, event, 1)));
			}
			// The last new ones may come once what was there before was gone through.
			given.push(...(await poll(trigger, event, 5)));
			expect(given.toSorted()).toEqual(added.toSorted());
		},
		60_000,
	);
});

test('changes of batches come in the next polls, where one cannot read all that are new', async () => {
	sandbox().setWorld(SMALL);
	const trigger = make('batchStatusChanged');
	await trigger.poll();
	const added = addMany('batchStatusChanged', 200);
	const given = await poll(trigger, 'batchStatusChanged', 6);
	expect(given.toSorted()).toEqual(added.toSorted());
}, 60_000);

test('what is new comes at once while a long list is gone through', async () => {
	sandbox().setWorld(SMALL);
	const trigger = make('batchRegistered');
	await trigger.poll();
	addMany('batchRegistered', MANY);
	await trigger.poll();
	const [fresh] = addMany('batchRegistered', 1);
	expect(await poll(trigger, 'batchRegistered', 1)).toContain(fresh);
});

test('after a restart, a list is gone on with where the last poll broke off', async () => {
	sandbox().setWorld(SMALL);
	const trigger = make('analysisFinished');
	await trigger.poll();
	const added = addMany('analysisFinished', 200);
	const given = await poll(trigger, 'analysisFinished', 1);
	const again = trigger.restarted(trigger.stored());
	again.limit(BUDGET_MS);
	given.push(...(await poll(again, 'analysisFinished', 2)));
	expect(given.toSorted()).toEqual(added.toSorted());
});

test('what is added to an unsorted list hours before a poll reaches its end is not lost', async () => {
	sandbox().setWorld({ ...SMALL, analysisSort: 'ignored' });
	const trigger = make('analysisFinished');
	await trigger.poll();
	const added = addMany('analysisFinished', MANY);
	const given: unknown[] = [];
	for (let hour = 0; hour < 12; hour++) {
		given.push(...(await poll(trigger, 'analysisFinished', 1)));
		if (hour < 4) added.push(...addMany('analysisFinished', 5));
		pass(2 * 60 * 60_000);
	}
	expect(given.toSorted()).toEqual(added.toSorted());
}, 60_000);

test('analyses that were running at the beginning are found in a list that no poll can read', async () => {
	sandbox().setWorld({ ...SMALL, analysisFilter: 'refused', analysisSort: 'ignored' });
	addMany('analysisFinished', MANY);
	const running = addAnalysis(RUNNING);
	pass(24 * 60 * 60_000);
	const trigger = make('analysisFinished');
	const given = await poll(trigger, 'analysisFinished', 8);
	sandbox().setAnalysis(running, SUCCEEDED);
	given.push(...(await poll(trigger, 'analysisFinished', 4)));
	expect(given).toEqual([running]);
	// Those that finished before are not kept.
	expect(trigger.stored().length).toBeLessThan(10_000);
}, 60_000);

test('an analysis that finishes while old ones are read comes once', async () => {
	sandbox().setWorld(SMALL);
	const running = addAnalysis(RUNNING);
	addMany('analysisFinished', MANY);
	const trigger = make('analysisFinished');
	const given = await poll(trigger, 'analysisFinished', 1);
	sandbox().setAnalysis(running, SUCCEEDED);
	given.push(...(await poll(trigger, 'analysisFinished', 8)));
	expect(given).toEqual([running]);
});

test.each([{ status: 429, headers: { 'Retry-After': '60' } }, { status: 504 }])(
	'polls go on, though each ends with %j',
	async (answer) => {
		sandbox().setWorld(SMALL);
		const trigger = make('batchRegistered');
		await trigger.poll();
		const added = addMany('batchRegistered', 200);
		const given: unknown[] = [];
		for (let round = 0; round < 16; round++) {
			sandbox().inject({
				match: { method: 'GET', path: '/api/v1/sequencing/batches' },
				...{ after: 12, times: 'always' as const, fault: { kind: 'status' as const, ...answer } },
			});
			given.push(...(await poll(trigger, 'batchRegistered', 1)));
			sandbox().clearFaults();
			pass(60_000);
		}
		expect(given.toSorted()).toEqual(added.toSorted());
	},
);
