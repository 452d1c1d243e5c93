import { sendBatch } from '../../nodes/OneCodex/registration/send';
import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';
import { always, LOST, makeLab, REPEATED, slowly, START, UNREAD, type Lab } from './lab.cts';
import { answered, REJECTED } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';

const [a, b] = [barcode(1), barcode(2)] as const;
const planned = makeBatch('Rack', [a, b]);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const send = (lab: Lab, knownBefore: Set<string> | undefined = new Set()) =>
	sendBatch(planned, lab.registry, knownBefore);

describe('an answer that was lost', () => {
	test('is made up for by the batch, if it stands', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost after'];
		const sent = await send(lab);
		expect(sent).toMatchObject({ kind: 'registered', registration: { batch: { id: 'b1' } } });
		expect(lab.posts).toHaveLength(1);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 1));
		expect(lab.lists).toEqual([{ since: START - DAY }]);
	});

	test('is waited for while the lists are late', async () => {
		const lab = makeLab();
		lab.setLag(10_000);
		lab.outcomes.posts = ['lost after'];
		expect((await send(lab)).kind).toBe('registered');
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 4));
		expect(lab.posts).toHaveLength(1);
	});

	test('is sent again after a minute in which no batch showed up', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost before'];
		expect((await send(lab)).kind).toBe('registered');
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS);
		expect(lab.posts).toHaveLength(2);
		expect(lab.posts[1]).toEqual(lab.posts[0]);
	});

	test('is sent three times at most', async () => {
		const lab = makeLab();
		lab.outcomes.posts = always('lost before');
		expect(await send(lab)).toEqual({ kind: 'failed', failure: LOST, step: 'unseen' });
		expect(lab.posts).toHaveLength(3);
	});

	test('is not sent again where the lists cannot be read', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost after'];
		lab.outcomes.lists = always(UNREAD);
		expect(await send(lab)).toEqual({ kind: 'failed', failure: LOST, step: 'unread' });
		expect(lab.posts).toHaveLength(1);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS);
	});

	test('is not sent again where the samples of a batch cannot be read', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost after'];
		lab.outcomes.samples = always(UNREAD);
		expect(await send(lab)).toEqual({ kind: 'failed', failure: LOST, step: 'unread' });
		expect(lab.posts).toHaveLength(1);
	});

	test('is found also after lists that could not be read', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost after'];
		lab.outcomes.lists = [UNREAD, UNREAD];
		expect((await send(lab)).kind).toBe('registered');
		expect(lab.posts).toHaveLength(1);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 3));
	});
});

describe('a batch of the name that turns up after a lost answer', () => {
	const after = async (
		barcodes: string[],
		more: Parameters<Lab['add']>[2] = {},
		knownBefore: Set<string> | undefined = new Set(),
		name = 'Rack',
	) => {
		const lab = makeLab();
		lab.outcomes.posts = always('lost before');
		const batch = lab.add(name, barcodes, more);
		const sent = await send(lab, knownBefore);
		return { sent, posts: lab.posts.length, batch };
	};

	test('with all tubes and others, sent by somebody at the same time, is it', async () => {
		const { sent, posts, batch } = await after([b, barcode(9), a], { createdAt: undefined });
		expect(sent).toMatchObject({
			kind: 'registered',
			registration: { batch },
			matched: { missing: [], unexpected: [{ barcode: barcode(9) }] },
		});
		expect(posts).toBe(1);
	});

	test.each([['Rack\u00a0'], ['Ra\u200bck']])('is it also as %j', async (name) => {
		expect((await after([a, b], {}, new Set(), name)).sent.kind).toBe('registered');
	});

	test('without any tube leaves it unclear, and nothing is sent again', async () => {
		const { sent, posts, batch } = await after([]);
		expect(sent).toEqual({ kind: 'failed', failure: LOST, step: 'unseen', batch });
		expect(posts).toBe(1);
	});

	test('without any tube, and from before, is not it', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost before'];
		lab.add('Rack', [], { createdAt: START - 2 * MINUTE });
		expect((await sendBatch(planned, lab.registry, undefined)).kind).toBe('registered');
	});

	test('with some of the tubes leaves it unclear, and nothing is sent again', async () => {
		const { sent, posts, batch } = await after([a]);
		expect(sent).toEqual({ kind: 'failed', failure: LOST, step: 'unseen', batch });
		expect(posts).toBe(1);
	});

	test.each<[string, Parameters<typeof after>]>([
		['that is canceled', [[a, b], { canceled: true }]],
		['that stood before', [[a, b], {}, new Set(['b1'])]],
		['with other tubes', [[barcode(8), barcode(9)]]],
		['of another name, from before', [[a, b], { createdAt: START - MINUTE - 1 }, new Set(), 'R']],
		['of another name that tells no time', [[a, b], { createdAt: undefined }, new Set(), 'R']],
	])('%s is not it', async (_, given) => {
		const { sent, posts } = await after(...given);
		expect(sent).toEqual({ kind: 'failed', failure: LOST, step: 'unseen' });
		expect(posts).toBe(3);
	});

	test('without its name, which One Codex need not keep, is it by its tubes', async () => {
		for (const name of ['Something else', undefined]) {
			const { sent, posts, batch } = await after([a, b], { name });
			expect(sent).toMatchObject({ kind: 'registered', registration: { batch } });
			expect(posts).toBe(1);
		}
	});

	test('without its name, and with some of the tubes, leaves it unclear', async () => {
		const { sent, posts, batch } = await after([a], { name: undefined });
		expect(sent).toEqual({ kind: 'failed', failure: LOST, step: 'unseen', batch });
		expect(posts).toBe(1);
	});

	test('is not one that this process registered under another name', async () => {
		const lab = makeLab();
		await sendBatch(makeBatch('Other', [a, b]), lab.registry, undefined);
		lab.outcomes.posts = ['lost before'];
		await send(lab);
		expect(lab.posts.map(({ batch_name }) => batch_name)).toEqual(['Other', 'Rack', 'Rack']);
		expect(lab.looked).toEqual([]);
	});

	// Where nobody looked before, only the time tells. The clocks may differ by a minute.
	test.each<[string, number | undefined, boolean]>([
		['made a minute before the request', START - MINUTE, true],
		['made more than a minute before the request', START - MINUTE - 1, false],
		['that tells no time', undefined, false],
	])('%s, where nobody looked before', async (_, createdAt, isIt) => {
		const lab = makeLab();
		lab.outcomes.posts = always('lost before');
		const batch = lab.add('Rack', [a, b], { createdAt });
		const sent = await sendBatch(planned, lab.registry, undefined);
		expect(sent).toMatchObject(
			isIt ? { kind: 'registered' } : { kind: 'failed', step: 'unseen', batch },
		);
		expect(lab.posts).toHaveLength(1);
	});
});

describe('an answer without the samples of its tubes', () => {
	const bare = (barcodes: string[]) =>
		barcodes.map((one) => ({ ...answered(one), sampleUri: undefined }));

	/** Makes the answer to the registration, or the lists too, leave them out. */
	function leaveOut({ registry }: Lab, alsoInLists: boolean) {
		const register = registry.register.bind(registry);
		const samplesOf = registry.samplesOf.bind(registry);
		registry.register = async (request) => {
			const answer = await register(request);
			return answer.ok ? { ok: true, value: { ...answer.value, tubes: bare([a, b]) } } : answer;
		};
		if (!alsoInLists) return;
		registry.samplesOf = async (id) => {
			await samplesOf(id);
			return { ok: true, value: { tubes: bare([a, b]), unreadable: 0 } };
		};
	}

	test('is completed from the list of the batch', async () => {
		const lab = makeLab();
		leaveOut(lab, false);
		const sent = await send(lab);
		const found = [a, b].map((one, row) => ({ row, answered: answered(one) }));
		expect(sent).toMatchObject({ kind: 'registered', matched: { found, missing: [] } });
		expect(lab.pauses).toEqual([]);
	});

	test('is taken as it is if the list does not have them, either', async () => {
		const lab = makeLab();
		leaveOut(lab, true);
		expect(await send(lab)).toMatchObject({ kind: 'registered', matched: { missing: [] } });
		expect(lab.looked).toEqual(['b1']);
		expect(lab.pauses).toEqual([]);
	});
});

describe('a refusal', () => {
	test.each([
		['rejected', REJECTED],
		['not sent', { ...REJECTED, delivery: 'not sent' as const }],
	])('that was %s is final', async (_, failure) => {
		const lab = makeLab();
		lab.outcomes.posts = [failure];
		expect(await send(lab)).toEqual({ kind: 'failed', failure, step: 'refused' });
		expect([lab.posts.length, lab.lists, lab.pauses]).toEqual([1, [], []]);
	});

	test('of a repeated barcode at once means that somebody else was faster', async () => {
		const lab = makeLab();
		lab.add('Rack', [a, b]);
		lab.outcomes.posts = [REPEATED];
		expect(await send(lab)).toEqual({ kind: 'conflict', failure: REPEATED });
		expect(lab.lists).toEqual([]);
	});

	test('of a repeated barcode may be the echo of a request that was lost', async () => {
		const lab = makeLab();
		lab.setLag(MINUTE + 1);
		lab.outcomes.posts = ['lost after', REPEATED];
		lab.registry.register = slowly(lab);
		expect(await send(lab)).toMatchObject({
			kind: 'registered',
			registration: { batch: { id: 'b1' } },
		});
		expect(lab.barcodes()).toEqual([a, b]);
	});

	test('of a repeated barcode whose batch nobody finds is no echo', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost before', REPEATED];
		expect(await send(lab)).toEqual({ kind: 'conflict', failure: REPEATED });
	});
});
