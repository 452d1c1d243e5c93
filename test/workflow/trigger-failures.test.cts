import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';
import { makeTrigger } from './poll-harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { pass, waitForAnswers } from '../fake-timing.cts';
import { headlineFor, wordsFor } from '../failures.cts';

const { sandbox, credential } = useSandbox({ rateLimit: false, apiKeys: ['one', 'other'] });
beforeAll(waitForAnswers);

const DAY_MS = 24 * 60 * 60 * 1000;
const BATCHES = '/api/v1/sequencing/batches';
const SAMPLES = '/api/v1/samples';

const make = (event: string) => makeTrigger({ event }, credential());

let tubes = 0;
/** Registers a batch, a minute after the last, and gives its id and those of its samples. */
function register(count = 1) {
	pass(60_000);
	const barcodes = Array.from({ length: count }, () => barcode(++tubes));
	const { id, tubes: made } = sandbox().addBatch(`Rack ${tubes}`, barcodes);
	return { id, samples: made.map(({ sampleId }) => sampleId) };
}

/** One Codex fails on some paths, whatever is asked of them, until faults are cleared. */
const failOn = (...paths: Array<string | RegExp>) =>
	paths.forEach((path) =>
		sandbox().inject({ match: { path }, times: 'always', fault: { kind: 'status', status: 500 } }),
	);
const statuses = (items: object[]) =>
	items.map((item) => (item as { batch_status: string }).batch_status);
const samples = (items: object[]) =>
	items.map((item) => (item as { sample_id: string }).sample_id).toSorted();

describe('an object that One Codex keeps failing on', () => {
	test('as a batch: others go on, a warning is logged once a poll, and nothing is lost', async () => {
		const [bad, good] = [register(), register()];
		pass(2 * 60 * 60 * 1000);
		register();
		const trigger = make('batchStatusChanged');
		await trigger.poll();
		failOn(`${BATCHES}/${bad.id}`);
		// The list shows it, and says nothing new of it.
		sandbox().inject({ match: { path: BATCHES }, times: 'always', fault: { kind: 'refuseWhere' } });
		for (const status of ['shipped_to_lab', 'received_at_lab'] as const) {
			sandbox().setBatchStatus(good.id, status);
			expect(statuses(await trigger.poll())).toContain(status);
		}
		expect(trigger.warnings).toHaveLength(2);
		expect(trigger.warnings[0]).toBe(
			POLLS.unread(1, wordsFor({ status: 500, said: 'Injected fault' })),
		);
		sandbox().setBatchStatus(bad.id, 'done');
		sandbox().clearFaults();
		expect(statuses(await trigger.poll())).toEqual(['done']);
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.warnings).toHaveLength(2);
	});

	test.each([
		[
			'the samples of a batch',
			(one: ReturnType<typeof register>) => `${BATCHES}/${one.id}/samples`,
		],
		['a sample', (one: ReturnType<typeof register>) => `${SAMPLES}/${one.samples[0]}`],
	])('as %s: the samples of others are given', async (_, pathOf) => {
		const trigger = make('sampleAvailable');
		await trigger.poll();
		const [bad, good] = [register(), register()];
		sandbox().inject({ match: { path: SAMPLES }, times: 'always', fault: { kind: 'refuseWhere' } });
		failOn(pathOf(bad));
		[bad, good].forEach(({ samples: [id = ''] }) => sandbox().finishSample(id));
		expect(samples(await trigger.poll())).toEqual(good.samples);
		expect(await trigger.poll()).toEqual([]);
		sandbox().clearFaults();
		expect(samples(await trigger.poll())).toEqual(bad.samples);
		expect(await trigger.poll()).toEqual([]);
	});

	test.each([
		['batchStatusChanged', 500, BATCHES],
		['batchStatusChanged', 400, BATCHES],
		['sampleAvailable', 500, SAMPLES],
		['sampleAvailable', 400, SAMPLES],
	])(
		'%s: as one of 50, whose list fails with %i, it keeps no other back',
		async (event, status, list) => {
			const all = Array.from({ length: 50 }, () => register());
			const ofSamples = list === SAMPLES;
			pass(2 * 60 * 60 * 1000);
			register();
			const trigger = make(event);
			await trigger.poll();
			const ids = all.map(({ id, samples: [sample = ''] }) => (ofSamples ? sample : id));
			const [bad = '', ...good] = ids;
			const fail = { times: 'always', fault: { kind: 'status', status } } as const;
			sandbox().inject({ match: { path: list, where: bad }, ...fail });
			sandbox().inject({ match: { path: `${list}/${bad}` }, ...fail });
			for (const {
				id,
				samples: [sample = ''],
			} of all) {
				if (ofSamples) sandbox().finishSample(sample);
				else sandbox().setBatchStatus(id, 'sequencing');
			}
			const idsOf = (items: Array<Record<string, unknown>>) =>
				items.map((item) => (ofSamples ? item.sample_id : item.batch_id)).toSorted();
			expect(idsOf(await trigger.poll())).toEqual(good.toSorted());
			expect(await trigger.poll()).toEqual([]);
			expect(trigger.warnings).toHaveLength(2);
			sandbox().clearFaults();
			expect(idsOf(await trigger.poll())).toEqual([bad]);
		},
	);

	test('as the list of the first poll, of which only the newest batch was read: old ones stay old', async () => {
		register();
		register();
		pass(2 * 60 * 60 * 1000);
		const fault = { kind: 'status', status: 500 } as const;
		// The first two requests ask for the account and the newest batch.
		sandbox().inject({ match: { path: BATCHES }, after: 2, times: 'always', fault });
		const trigger = make('batchRegistered');
		expect(await trigger.poll()).toEqual([]);
		sandbox().clearFaults();
		expect(await trigger.poll()).toEqual([]);
		const { id } = register();
		expect(await trigger.poll()).toMatchObject([{ batch_id: id }]);
	});

	test('as everything: the poll fails, and the next one gives what happened', async () => {
		const { id } = register();
		const trigger = make('batchStatusChanged');
		await trigger.poll();
		sandbox().setBatchStatus(id, 'sequencing');
		failOn(/./);
		await expect(trigger.poll()).rejects.toThrow(headlineFor({ status: 500 }));
		sandbox().clearFaults();
		expect(statuses(await trigger.poll())).toEqual(['sequencing']);
	});
});

describe('a batch', () => {
	test('that is canceled gives the samples that came before', async () => {
		const trigger = make('sampleAvailable');
		await trigger.poll();
		const [seen, unseen] = [register(2), register()];
		sandbox().setBatchStatus(unseen.id, 'canceled');
		sandbox().finishSample(unseen.samples[0] ?? '');
		expect(samples(await trigger.poll())).toEqual(unseen.samples);
		sandbox().finishSample(seen.samples[0] ?? '');
		sandbox().setBatchStatus(seen.id, 'canceled');
		expect(samples(await trigger.poll())).toEqual([seen.samples[0]]);
		sandbox().finishSample(seen.samples[1] ?? '');
		expect(await trigger.poll()).toEqual([]);
	});

	test('that disappears is left after a week', async () => {
		const { id } = register();
		pass(2 * 60 * 60 * 1000);
		register();
		const trigger = make('batchStatusChanged');
		await trigger.poll();
		sandbox().inject({
			match: { path: new RegExp(`${BATCHES}/${id}`) },
			times: 'always',
			fault: { kind: 'status', status: 404 },
		});
		sandbox().inject({ match: { path: BATCHES }, times: 'always', fault: { kind: 'refuseWhere' } });
		await trigger.poll();
		expect(trigger.stored()).toContain(id);
		pass(8 * DAY_MS);
		await trigger.poll();
		expect(trigger.stored()).not.toContain(id);
	});
});

describe('another credential', () => {
	test('of the same account goes on where the one before was', async () => {
		const { id } = register();
		const trigger = make('batchStatusChanged');
		await trigger.poll();
		sandbox().setBatchStatus(id, 'sequencing');
		expect(statuses(await trigger.changed({}, 'credential-2').poll())).toEqual(['sequencing']);
	});

	test('of another account begins anew', async () => {
		const { id } = register();
		const trigger = make('batchStatusChanged');
		await trigger.poll();
		sandbox().setBatchStatus(id, 'sequencing');
		const other = { ...credential(), apiKey: 'other' };
		const stored = trigger.stored();
		const changed = makeTrigger({ event: 'batchStatusChanged' }, other, 'credential-2', stored);
		expect(await changed.poll()).toEqual([]);
		expect(changed.stored()).not.toContain(id);
	});

	test('begins with nothing that version 0.1.0 knew, unless it is the same', async () => {
		const { id } = register();
		const old = JSON.stringify({
			event: 'batchStatusChanged',
			credential: 'credential-1',
			since: sandbox().batches()[0]?.committedAt,
			recent: {},
			following: { [id]: { status: 'registered', waiting: null, doneAt: null } },
			next: null,
		});
		const stored = JSON.stringify({ 'node:One Codex Trigger': { watch: old } });
		sandbox().setBatchStatus(id, 'sequencing');
		const poll = (credentialId: string) =>
			makeTrigger({ event: 'batchStatusChanged' }, credential(), credentialId, stored).poll();
		expect(statuses(await poll('credential-1'))).toEqual(['sequencing']);
		expect(await poll('credential-2')).toEqual([]);
	});
});

test('a credential that changes while One Codex cannot say whose it is loses nothing', async () => {
	pass(60_000);
	const { id } = sandbox().addBatch('Rack', [barcode(1)]);
	const trigger = makeTrigger({ event: 'batchStatusChanged' }, credential());
	await trigger.poll();
	// By then, it is to be asked anew.
	pass(24 * 3_600_000);
	sandbox().setBatchStatus(id, 'sequencing');
	sandbox().inject({
		match: { path: '/api/v1/account' },
		times: 'always',
		fault: { kind: 'status', status: 503 },
	});
	const changed = trigger.changed({}, 'credential-2');
	await expect(changed.poll()).rejects.toThrow();
	sandbox().clearFaults();
	pass(60_000);
	expect(await changed.poll()).toMatchObject([{ batch_id: id, batch_status: 'sequencing' }]);
});
