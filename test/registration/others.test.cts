import { createMemory } from '../../nodes/OneCodex/registration/looking/memory';
import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';
import type { AnsweredTube } from '../../nodes/OneCodex/domain/batch';
import { CONFLICT, duringFirstPost, makeLab, REPEATED, START, type Lab } from './lab.cts';
import { answered } from './registry.cts';
import { CLOCK_TOLERANCE_MS } from '../../nodes/OneCodex/registration/looking/clocks';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, rowsOf, run, sentOf } from './runs.cts';

// Found by attack: what others do at the same time, and clocks that differ.

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EVERYWHERE = { lookBackMs: DAY };

/** Lets the samples of all batches show up late. */
function showLate(lab: Lab, ms: number, meanwhileShown: AnsweredTube[] = []) {
	const samplesOf = lab.registry.samplesOf.bind(lab.registry);
	lab.registry.samplesOf = (id) =>
		lab.registry.now() < START + ms
			? Promise.resolve({ ok: true, value: { tubes: meanwhileShown, unreadable: 0 } })
			: samplesOf(id);
}

/** Lets One Codex's clock be known after its first answer only: so many milliseconds ahead of the lab's. */
function tellClockLate(lab: Lab, aheadMs: number) {
	const now = lab.registry.now.bind(lab.registry);
	const look = lab.registry.look.bind(lab.registry);
	let isKnown = false;
	lab.registry.clock = () => now() + (isKnown ? aheadMs : 0);
	lab.registry.look = () => {
		isKnown = true;
		return look();
	};
}

const pq = [makeBatch('P', [a]), makeBatch('Q', [b], 1)];
const namesSent = (lab: Lab) => sentOf(lab).map(([name]) => name);

test('what another worker registers while one batch is waited for is found for the others', async () => {
	const lab = makeLab();
	lab.add('P', [c]);
	const pause = lab.registry.pause.bind(lab.registry);
	lab.registry.pause = (ms) => {
		lab.registry.pause = pause;
		lab.add('Elsewhere', [b]);
		return pause(ms);
	};
	const result = await run(lab, pq, EVERYWHERE);
	expect(namesSent(lab)).toEqual(['P']);
	expect(rowsOf(result)[1]).toEqual([1, 'b2', true]);
});

test('so is what another execution of this process registers under another name', async () => {
	const lab = makeLab();
	duringFirstPost(lab, 4, () => {
		const batch = lab.add('Other', [b]);
		const at = lab.registry.now();
		lab.memory.registrations.push({
			batch,
			sentName: 'Other',
			tubes: [answered(b)],
			missing: [],
			at,
		});
	});
	await run(lab, pq, EVERYWHERE);
	expect(namesSent(lab)).toEqual(['P']);
});

test('the clock of One Codex is known after its first answer only', async () => {
	const lab = makeLab();
	const behind = 3 * 60 * MINUTE;
	tellClockLate(lab, -behind);
	duringFirstPost(lab, 4, () => lab.add('Other', [b], { createdAt: lab.registry.now() - behind }));
	await run(lab, pq, EVERYWHERE);
	expect(namesSent(lab)).toEqual(['P']);
});

test('an earlier batch is not taken for a lost one because of a clock that is ahead', async () => {
	const lab = makeLab();
	const ahead = 3 * 60 * MINUTE;
	tellClockLate(lab, ahead);
	lab.add('P', [a], { createdAt: START + ahead - 120 * MINUTE });
	lab.outcomes.posts = ['lost before'];
	const result = await run(lab, [makeBatch('P', [a])], { ifRegistered: 'register' });
	expect(failuresOf(result)).toEqual([['P', 'unseen', 'lost']]);
});

test('a batch that was canceled a moment ago does not count, wherever tubes are looked for', async () => {
	const lab = makeLab();
	await run(lab, [makeBatch('P', [a])]);
	const [sent] = lab.memory.registrations;
	if (sent) sent.batch.canceled = true;
	// The memory has the batch as it was when it was sent.
	lab.memory.registrations.forEach((one) => (one.batch = { ...one.batch, canceled: false }));
	const result = await run(lab, [makeBatch('P', [a])], EVERYWHERE);
	expect(rowsOf(result)).toEqual([[0, 'b2', false]]);
});

describe('a run right behind another one, in a process that does not know of it', () => {
	test.each([0, 1_000, 30_000])('where batches are listed %i ms later', async (lagMs) => {
		const lab = makeLab();
		lab.setLag(lagMs);
		await run(lab, [makeBatch('P', [a, b])]);
		lab.registry.memory = createMemory();
		const result = await run(lab, [makeBatch('P', [a, b])]);
		expect(rowsOf(result).map(([, ...rest]) => rest)).toEqual([
			['b1', true],
			['b1', true],
		]);
		expect(lab.posts).toHaveLength(1);
		if (lagMs === 0) expect(lab.pauses).toEqual([]);
	});

	test('is not waited for longer than a batch may take to be listed', async () => {
		const lab = makeLab();
		lab.setLag(60 * MINUTE);
		await run(lab, [makeBatch('P', [a])]);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS);
	});
});

describe('after a refusal that says that a tube is registered', () => {
	test.each([
		['in a batch that is listed later', (lab: Lab) => lab.setLag(5_000)],
		['in a batch whose samples are shown later', (lab: Lab) => showLate(lab, 5_000)],
	])('%s, it is waited for', async (_, delay) => {
		const lab = makeLab();
		duringFirstPost(lab, 0, () => {
			delay(lab);
			lab.add('P', [a, b]);
			lab.setLag(0);
			lab.outcomes.posts.unshift(REPEATED);
		});
		const result = await run(lab, [makeBatch('P', [a, b])]);
		expect(rowsOf(result)).toEqual([
			[0, 'b1', true],
			[1, 'b1', true],
		]);
		expect(lab.posts).toHaveLength(1);
	});

	test('the rest of a batch that shows half of its tubes is not sent at once', async () => {
		const lab = makeLab();
		duringFirstPost(lab, 0, () => {
			lab.add('P', [a, b]);
			showLate(lab, 5_000, [answered(a)]);
			lab.outcomes.posts.unshift(CONFLICT);
		});
		const result = await run(lab, [makeBatch('P', [a, b])]);
		expect(rowsOf(result).map(([, id]) => id)).toEqual(['b1', 'b1']);
		expect(lab.posts).toHaveLength(1);
	});
});

test('a double of what was sent before a second look is told', async () => {
	const lab = makeLab();
	duringFirstPost(lab, 4, () => lab.add('Rack', [a]));
	const result = await run(lab, [makeBatch('Rack', [a, b])], { maxSamplesPerBatch: 1 });
	expect(result.doubled).toMatchObject([{ row: 0, batches: [{}, { id: 'b1' }] }]);
});

test('another batch of the name that shows no samples yet leaves it unchecked', async () => {
	const lab = makeLab();
	duringFirstPost(lab, 0, () => lab.add('P', []));
	expect(await run(lab, [makeBatch('P', [a])])).toMatchObject({ doubled: [], unchecked: true });
});

test('a row gets one item where one answer names its sample and another does not', async () => {
	const lab = makeLab();
	const register = lab.registry.register.bind(lab.registry);
	lab.registry.register = async (request) => {
		const answer = await register(request);
		if (answer.ok) answer.value.tubes = [{ ...answered(a), sampleUri: undefined }];
		return answer;
	};
	const result = await run(lab, [makeBatch('P', [a, b])]);
	expect(result.tubes.map(({ row, answered: { sampleUri } }) => [row, sampleUri])).toEqual([
		[0, answered(a).sampleUri],
		[1, answered(b).sampleUri],
	]);
});

test('after three batches of which nobody knows what became, no other is sent', async () => {
	const lab = makeLab();
	lab.registry.register = (request) => {
		lab.posts.push(request);
		return Promise.resolve({ ok: false, failure: { delivery: 'unknown', said: 'lost' } });
	};
	const batches = Array.from({ length: 60 }, (_, row) => makeBatch(`R${row}`, [barcode(row)], row));
	const result = await run(lab, batches, { stopAtFailure: false });
	expect(result.failures).toHaveLength(60);
	expect(lab.posts.length).toBeLessThan(60);
});

describe('what others registered meanwhile is looked for', () => {
	/** From when on the last look listed batches. */
	const lastSince = ({ lists }: Lab) => {
		const asked = lists.at(-1);
		return asked && 'since' in asked ? asked.since : undefined;
	};

	test('since the first batch that was registered, by the time that One Codex gives it', async () => {
		const lab = makeLab();
		lab.registry.register = (request) => {
			const createdAt = START + (request.batch_name === 'P' ? 5 : 3) * MINUTE;
			const batch = lab.add(request.batch_name, [a], { createdAt });
			return Promise.resolve({ ok: true, value: { batch, tubes: [answered(a)] } });
		};
		await run(lab, [makeBatch('P', [a]), makeBatch('Q', [a], 1)]);
		expect(lastSince(lab)).toBe(START + 3 * MINUTE - CLOCK_TOLERANCE_MS);
	});

	test('since the run began, where it gives none', async () => {
		const lab = makeLab();
		lab.registry.register = (request) => {
			lab.pass(MINUTE);
			const batch = lab.add(request.batch_name, [a], { createdAt: undefined });
			return Promise.resolve({ ok: true, value: { batch, tubes: [answered(a)] } });
		};
		await run(lab, [makeBatch('P', [a])]);
		expect(lastSince(lab)).toBe(START - CLOCK_TOLERANCE_MS);
	});

	test('unless all tubes were registered before', async () => {
		const lab = makeLab();
		lab.add('P', [a]);
		await run(lab, [makeBatch('P', [a])]);
		expect(lab.lists).toHaveLength(1);
	});
});
