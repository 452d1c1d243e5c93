import { lookUpBatches } from '../../nodes/OneCodex/registration/looking/earlier';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import { makeLab, START, UNREAD, type Lab } from './lab.cts';
import { answered } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;
const planned = makeBatch('Rack', [a, b]);
const DAY = 86_400_000;

async function lookUp(lab: Lab, lookBackMs = 0, batch = planned) {
	const look = await lookUpBatches(lab.registry, lookBackMs, [batch]);
	return look.ok ? await look.value.find(batch) : look;
}

/** What is found, by the ids of the batches. */
async function found(lab: Lab, lookBackMs = 0, batch = planned) {
	const earlier = await lookUp(lab, lookBackMs, batch);
	if (!earlier.ok) return earlier.failure;
	const { registeredIn, seen } = earlier.value;
	return {
		registeredIn: Object.fromEntries(
			[...registeredIn].map(([key, all]) => [key, all.map((one) => one.batch.id)]),
		),
		seen: [...seen].sort(),
	};
}

describe('in batches of the same name', () => {
	test('tubes are found under any number of it, each with its sample', async () => {
		const lab = makeLab();
		lab.add('Rack', [a, c]);
		const batch = lab.add('Rack (2 of 3)', [b]);
		lab.add('Rack 1', [a]);
		expect(await found(lab)).toEqual({
			registeredIn: { [a]: ['b1'], [b]: ['b2'] },
			seen: ['b1', 'b2'],
		});
		expect(lab.looked.sort()).toEqual(['b1', 'b2']);
		const earlier = await lookUp(lab);
		expect(earlier.ok && earlier.value.registeredIn.get(b)).toEqual([
			{ batch, answered: answered(b) },
		]);
	});

	test('all names of a run are asked for at once', async () => {
		const lab = makeLab();
		const batches = [makeBatch('Rack', [a]), makeBatch('Other', [b])];
		await lookUpBatches(lab.registry, 0, batches);
		expect(lab.lists).toEqual([{ named: ['Rack', 'Other'] }]);
	});

	test('under names that nobody can tell from it', async () => {
		const lab = makeLab();
		lab.add('Rack\u00a0', [a]);
		lab.add('Ra\u200bck', [b]);
		expect(await found(lab)).toMatchObject({ registeredIn: { [a]: ['b1'], [b]: ['b2'] } });
	});

	test('a tube in two of them is found in both', async () => {
		const lab = makeLab();
		for (const name of ['Rack', 'Rack', 'Rack']) lab.add(name, [a, b]);
		expect(await found(lab)).toMatchObject({ registeredIn: { [a]: ['b3', 'b2', 'b1'] } });
	});

	test('a tube in other letter case is the same', async () => {
		const lab = makeLab();
		lab.add('Rack', ['abc1234567']);
		const batch = makeBatch('Rack', ['ABC1234567']);
		expect(await found(lab, 0, batch)).toMatchObject({ registeredIn: { ABC1234567: ['b1'] } });
	});

	test('canceled ones are seen, and their tubes do not count', async () => {
		const lab = makeLab();
		lab.add('Rack', [a], { canceled: true });
		expect(await found(lab)).toEqual({ registeredIn: {}, seen: ['b1'] });
		expect(lab.looked).toEqual([]);
	});

	test('one without a name is not read', async () => {
		const lab = makeLab();
		lab.add('Rack', [a], { name: undefined });
		expect(await found(lab)).toEqual({ registeredIn: {}, seen: [] });
	});
});

describe('in batches of any name', () => {
	test('those since the time given are read, newest first, until every tube is accounted for', async () => {
		const lab = makeLab();
		lab.add('Too old', [a, b], { createdAt: START - DAY - 1 });
		lab.add('Old', [a, b], { createdAt: START - DAY });
		lab.add('B', [b]);
		lab.add('A', [a]);
		expect(await found(lab, DAY)).toEqual({
			registeredIn: { [a]: ['b4'], [b]: ['b3'] },
			seen: ['b3', 'b4'],
		});
		expect(lab.lists).toEqual([{ named: ['Rack'] }, { since: START - DAY }]);
		expect(lab.looked).toEqual(['b4', 'b3']);
	});

	test('no more samples are asked for than are needed', async () => {
		const lab = makeLab();
		lab.add('Old', [c]);
		lab.add('Both', [a, b]);
		expect(await found(lab, DAY)).toMatchObject({ registeredIn: { [a]: ['b2'], [b]: ['b2'] } });
		expect(lab.looked).toEqual(['b2']);
	});

	test('older ones on the page of a new one do not count', async () => {
		const lab = makeLab();
		lab.add('Too old', [a], { createdAt: START - DAY - 1 });
		lab.add('Of no known age', [b], { createdAt: undefined });
		expect(await found(lab, DAY)).toEqual({ registeredIn: { [b]: ['b2'] }, seen: ['b2'] });
	});

	test('canceled ones are seen, and their tubes do not count', async () => {
		const lab = makeLab();
		lab.add('Other', [a], { canceled: true });
		expect(await found(lab, DAY)).toEqual({ registeredIn: {}, seen: ['b1'] });
		expect(lab.looked).toEqual([]);
	});

	test('a tube is found in each of its spellings', async () => {
		const lab = makeLab();
		const spellings = ['ABC1234567', 'abc1234567', 'ABC1234567'];
		lab.add('Other', spellings);
		const earlier = await lookUp(lab, DAY, makeBatch('Rack', ['ABC1234567']));
		const all = earlier.ok && earlier.value.registeredIn.get('ABC1234567');
		expect(all && all.map((one) => one.answered.barcode)).toEqual(spellings.slice(0, 2));
	});

	test('no more pages are asked for than are needed', async () => {
		const lab = makeLab();
		lab.add('Old', [c]);
		lab.add('Older', [c]);
		lab.add('B', [b]);
		lab.add('A', [a]);
		// The page that follows would fail.
		lab.outcomes.lists = ['answer', 'answer', 'answer', UNREAD];
		expect(await found(lab, DAY)).toMatchObject({ seen: ['b3', 'b4'] });
	});

	test('the last page is read, too, and a batch of the name only once', async () => {
		const lab = makeLab();
		lab.add('Old', [b]);
		lab.add('Rack', [a]);
		lab.add('New', [c]);
		expect(await found(lab, DAY)).toEqual({
			registeredIn: { [b]: ['b1'], [a]: ['b2'] },
			seen: ['b1', 'b2', 'b3'],
		});
		expect(lab.looked).toEqual(['b2', 'b3', 'b1']);
	});

	test('without a look-back they are left alone', async () => {
		const lab = makeLab();
		lab.add('A', [a]);
		expect(await found(lab)).toEqual({ registeredIn: {}, seen: [] });
		expect(lab.lists).toHaveLength(1);
	});

	test('the lists and samples are read once for all batches of a run', async () => {
		const lab = makeLab();
		for (const [index, one] of [a, b, c].entries()) lab.add(`Old ${index}`, [one]);
		const batches = [makeBatch('X', [c]), makeBatch('Y', [a]), makeBatch('Z', [b])];
		const look = await lookUpBatches(lab.registry, DAY, batches);
		const sizes = [];
		for (const batch of batches) {
			const earlier = look.ok && (await look.value.find(batch));
			sizes.push(earlier && earlier.ok && earlier.value.registeredIn.size);
		}
		expect(sizes).toEqual([1, 1, 1]);
		expect(lab.lists).toHaveLength(2);
		expect(lab.looked.toSorted()).toEqual(['b1', 'b2', 'b3']);
	});
});

describe('a list that cannot be read', () => {
	test.each<[string, number, Partial<Lab['outcomes']>]>([
		['of the name', 0, { lists: [UNREAD] }],
		['of the samples in a batch of the name', 0, { samples: [UNREAD] }],
		['of all batches', DAY, { lists: ['answer', 'answer', 'answer', UNREAD] }],
		['of the samples in another batch', DAY, { samples: ['answer', UNREAD] }],
	])('%s fails the look-up', async (_, lookBack, outcomes) => {
		const lab = makeLab();
		lab.add('Old', [b]);
		lab.add('Older', [c]);
		lab.add('Rack', [a]);
		Object.assign(lab.outcomes, outcomes);
		expect(await lookUp(lab, lookBack)).toEqual({ ok: false, failure: UNREAD });
	});

	test('to its end, since nobody can tell which tube an entry is, fails the look-up', async () => {
		const lab = makeLab();
		lab.add('Rack', [a, b]);
		lab.registry.samplesOf = () =>
			Promise.resolve({ ok: true, value: { tubes: [answered(a)], unreadable: 1 } });
		expect(await lookUp(lab)).toMatchObject({ failure: { said: 'unreadable' } });
	});
});

describe('a batch of the name', () => {
	const MINUTE = 60_000;
	const unsettledOf = async (lab: Lab) => {
		const earlier = await lookUp(lab);
		return earlier.ok && earlier.value.unsettled;
	};

	test.each<[string, string[], number | undefined, boolean]>([
		['new and empty', [], 0, true],
		['new, with other tubes', [c], 0, true],
		['new, with some of the tubes', [a], 2 * MINUTE - 1, true],
		['new, with all of the tubes', [a, b, c], 0, false],
		['old, with some of the tubes', [a], 2 * MINUTE, false],
		['old and empty', [], 1440 * MINUTE - 1, true],
		['very old and empty', [], 1440 * MINUTE, false],
		['of no known age', [a], undefined, true],
	])('that is %s: %j, %j ms old, may get tubes yet: %j', async (_, tubes, age, is) => {
		const lab = makeLab();
		const createdAt = age === undefined ? undefined : START - age;
		const batch = lab.add('Rack', tubes, { createdAt });
		const isEmpty = tubes.length === 0;
		expect(await unsettledOf(lab)).toEqual(is ? { batch, isEmpty } : undefined);
	});

	test('gets none if it is canceled, or if this process sent it and knows all of it', async () => {
		const lab = makeLab();
		lab.add('Rack', [], { canceled: true });
		const batch = lab.add('Rack', [c]);
		const at = START;
		const sent = { batch, sentName: 'Rack', tubes: [answered(c)], missing: [], at };
		lab.memory.registrations.push(sent);
		expect(await unsettledOf(lab)).toBeUndefined();
		expect(lab.looked).toEqual([]);
	});

	test.each<[string, (lab: Lab) => void, boolean]>([
		['nothing', () => {}, true],
		['one of another name', (lab) => lab.add('Other', [a]), true],
		['one of the name', (lab) => lab.add('Rack (1 of 2)', [c]), false],
		['a canceled one', (lab) => lab.add('Rack', [c], { canceled: true }), false],
		[
			'a request on its way',
			(lab) => lab.memory.doubts.add({ name: 'Rack (1 of 2)', at: START }),
			false,
		],
	])('is new where there is %s: %j', async (_, prepare, is) => {
		const lab = makeLab();
		prepare(lab);
		const look = await lookUpBatches(lab.registry, 0, [planned]);
		expect(look.ok && look.value.isNew(planned)).toBe(is);
	});
});

test.each([
	['new', 0, true],
	['a day old', DAY, false],
])('a batch without a list of tubes (404) that is %s may get one: %j', async (_, age, mayGrow) => {
	const lab = makeLab();
	lab.add('Rack', [a]);
	lab.pass(age);
	const failure = { delivery: 'rejected', status: 404, said: 'Not found' } as const;
	lab.outcomes.samples = [failure];
	const earlier = await lookUp(lab);
	if (mayGrow) expect(earlier).toMatchObject({ ok: true, value: { unsettled: { isEmpty: true } } });
	else expect(earlier).toEqual({ ok: false, failure });
});

describe('what this process sent a moment ago', () => {
	const remember = (lab: Lab, name: string, tubes: string[], missing: string[] = []) => {
		lab.setLag(DAY);
		const batch = lab.add(name, tubes, name === '' ? { name: undefined } : {});
		lab.memory.registrations.push({
			batch,
			sentName: name,
			tubes: tubes.map(answered),
			missing: makeBatch(name, missing).tubes,
			at: START,
		});
	};

	test.each([
		['of the name', 'Rack (1 of 2)', 0, true],
		['of another name', 'Other', 0, false],
		['without a name', '', 0, false],
		['of any name where all are looked at', 'Other', DAY, true],
	])('%s is known before the lists show it', async (_, name, lookBack, known) => {
		const lab = makeLab();
		remember(lab, name, [a, c]);
		expect(await found(lab, lookBack)).toEqual({
			registeredIn: known ? { [a]: ['b1'] } : {},
			seen: [],
		});
	});

	test('counts once where the lists show it as well', async () => {
		const lab = makeLab();
		remember(lab, 'Rack', [a]);
		lab.pass(DAY);
		lab.memory.registrations.forEach((one) => (one.at = START + DAY));
		expect(await found(lab)).toEqual({ registeredIn: { [a]: ['b1'] }, seen: ['b1'] });
	});

	test.each([
		['none', [], 'Rack', 0],
		['some', [a], 'Rack', 0],
		['none', [], 'Other', 2 * DAY],
	])(
		'is known where the lists show %s of its tubes: %j, in %s',
		async (_, shown, name, lookBack) => {
			const lab = makeLab();
			remember(lab, name, [a, b], [c]);
			lab.setLag(0);
			lab.pass(DAY);
			lab.memory.registrations.forEach((one) => (one.at = START + DAY));
			lab.registry.samplesOf = () =>
				Promise.resolve({ ok: true, value: { tubes: shown.map(answered), unreadable: 0 } });
			expect(await found(lab, lookBack)).toEqual({
				registeredIn: { [a]: ['b1'], [b]: ['b1'] },
				seen: ['b1'],
			});
		},
	);

	test.each([
		['of the name', 'Rack', 0],
		['of any name where all are looked at', 'Other', DAY],
	])('%s does not count once a list shows that it was canceled', async (_, name, lookBack) => {
		const lab = makeLab();
		remember(lab, name, [a, b]);
		const [remembered] = lab.memory.registrations;
		const canceled = { ...(remembered?.batch as AnsweredBatch), canceled: true };
		lab.registry.look = () => ({
			named: () => Promise.resolve({ ok: true, value: name === 'Rack' ? [canceled] : [] }),
			async *since() {
				yield await Promise.resolve({ ok: true, value: [canceled] });
			},
		});
		expect(await found(lab, lookBack)).toEqual({ registeredIn: {}, seen: ['b1'] });
	});

	test.each(['Rack', 'Other'])(
		'does not count beside a batch %s in which its tubes were found, since it may be canceled',
		async (name) => {
			const lab = makeLab();
			remember(lab, 'Wrong name', [a, b]);
			lab.setLag(0);
			lab.add(name, [a, b]);
			expect(await found(lab, DAY)).toEqual({
				registeredIn: { [a]: ['b2'], [b]: ['b2'] },
				seen: ['b2'],
			});
		},
	);

	test('counts beside another batch of the name, though the lists do not show it yet', async () => {
		const lab = makeLab();
		lab.add('Rack', [a]);
		remember(lab, 'Rack', [a]);
		expect(await found(lab)).toEqual({ registeredIn: { [a]: ['b1', 'b2'] }, seen: ['b1'] });
		expect((await found(lab, DAY)) as object).toMatchObject({
			registeredIn: { [a]: ['b1', 'b2'] },
		});
	});

	test('is forgotten after a minute', async () => {
		const lab = makeLab();
		remember(lab, 'Rack', [a]);
		lab.pass(60_000);
		expect(await found(lab)).toEqual({ registeredIn: {}, seen: [] });
		expect(lab.memory.registrations).toEqual([]);
	});

	test('and did not show up is told with its batch', async () => {
		const lab = makeLab();
		remember(lab, 'Rack', [a], [b]);
		const earlier = await lookUp(lab);
		expect(earlier.ok && [...earlier.value.unconfirmed]).toMatchObject([[b, { id: 'b1' }]]);
	});
});
