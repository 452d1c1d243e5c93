import { findTubes, placesOf } from '../../nodes/OneCodex/registration/looking/findTubes';
import type { Index } from '../../nodes/OneCodex/registration/looking/everywhere';
import { SETTLING_MS } from '../../nodes/OneCodex/registration/looking/memory';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import { makeLab, START, UNREAD, type Lab } from './lab.cts';
import { answered } from './registry.cts';
import { barcode, makeTube } from './rows.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const find = async ({ registry }: Lab, barcodes: string[]) =>
	await findTubes(registry, barcodes, DAY);
const idsIn = (index: Index, tube: string) => placesOf(index, tube).map(({ batch }) => batch.id);

/** Remembers that this process registered a batch. */
const remember = (lab: Lab, batch: AnsweredBatch, shown: string[], missing: string[] = []) =>
	lab.memory.registrations.push({
		batch,
		sentName: batch.name ?? '',
		tubes: shown.map(answered),
		missing: missing.map((one, row) => ({ row, tube: makeTube(one) })),
		at: lab.registry.now(),
	});

test('without barcodes, nothing is looked at', async () => {
	const lab = makeLab();
	lab.add('Rack', [a]);
	const { live, canceled } = await find(lab, []);
	expect([live.size, canceled.size]).toEqual([0, 0]);
	expect([lab.lists, lab.looked]).toEqual([[], []]);
});

test('a tube is found in its batch, the newest first, and no other is kept', async () => {
	const lab = makeLab();
	lab.add('Old', [a]);
	lab.pass(HOUR);
	lab.add('New', [a, b]);
	const { live, canceled, failure } = await find(lab, [a]);
	expect(idsIn(live, a)).toEqual(['b2', 'b1']);
	expect([live.size, canceled.size, failure]).toEqual([1, 0, undefined]);
	expect(idsIn(live, b)).toEqual([]);
});

test('the search ends where each tube is found', async () => {
	const lab = makeLab();
	for (let batch = 0; batch < 20; batch++) {
		lab.add(`Rack ${batch}`, [barcode(100 + batch)]);
		lab.pass(60_000);
	}
	await find(lab, [barcode(119), barcode(118)]);
	expect(lab.looked.length).toBeLessThan(10);
	expect(lab.looked.slice(0, 2)).toEqual(['b20', 'b19']);
	const { live } = await find(lab, [barcode(119), barcode(100)]);
	expect(idsIn(live, barcode(100))).toEqual(['b1']);
});

test('batches before that time are left out, and those without a time are not', async () => {
	const lab = makeLab();
	lab.add('Before', [a], { createdAt: START - DAY - 1 });
	lab.add('Just in time', [b], { createdAt: START - DAY });
	lab.add('Without', [c], { createdAt: undefined });
	const { live } = await find(lab, [a, b, c]);
	expect([a, b, c].map((one) => idsIn(live, one))).toEqual([[], ['b2'], ['b3']]);
	expect(lab.lists).toEqual([{ since: START - DAY }]);
});

test('a canceled batch is kept apart, and the search goes on', async () => {
	const lab = makeLab();
	lab.add('Rack', [a]);
	lab.pass(HOUR);
	lab.add('Rack', [a], { canceled: true });
	const { live, canceled } = await find(lab, [a]);
	expect([idsIn(live, a), idsIn(canceled, a)]).toEqual([['b1'], ['b2']]);
});

test('the exact spelling is taken, or else any', async () => {
	const lab = makeLab();
	lab.add('Rack', ['ABC1234567', 'abc1234567']);
	const exact = await find(lab, ['abc1234567']);
	expect(placesOf(exact.live, 'abc1234567').map((one) => one.answered.barcode)).toEqual([
		'abc1234567',
	]);
	const other = await find(lab, ['Abc1234567']);
	expect(idsIn(other.live, 'Abc1234567')).not.toEqual([]);
});

describe('what cannot be read', () => {
	test('of the batches: the others are searched, and the failure is given', async () => {
		const lab = makeLab();
		for (const tube of [a, b, c]) lab.add('Rack', [tube]);
		lab.outcomes.lists = ['answer', UNREAD];
		const { live, failure } = await find(lab, [a, c]);
		expect([idsIn(live, a), idsIn(live, c)]).toEqual([[], ['b3']]);
		expect(failure).toBe(UNREAD);
	});

	test('of the tubes of a batch: the others are searched, and the first failure is given', async () => {
		const lab = makeLab();
		for (const tube of [a, b, c]) lab.add('Rack', [tube]);
		lab.outcomes.samples = [UNREAD, { ...UNREAD, said: 'second' }];
		const { live, failure } = await find(lab, [a]);
		expect(idsIn(live, a)).toEqual(['b1']);
		expect(failure).toBe(UNREAD);
	});
});

describe('a batch may lack tubes', () => {
	const unsureOf = async (lab: Lab) => [...(await find(lab, [a])).unsure.keys()];

	test.each<[string, string[], Partial<AnsweredBatch>, number, string[]]>([
		['a new one', [b], {}, 0, ['b1']],
		['an older one', [b], {}, HOUR, []],
		['one without a time', [b], { createdAt: undefined }, HOUR, []],
		['an older one that is empty', [], {}, HOUR, ['b1']],
		['a new one that is canceled', [b], { canceled: true }, 0, []],
	])('%s', async (_, tubes, more, age, unsure) => {
		const lab = makeLab();
		lab.add('Rack', tubes, more);
		lab.pass(age);
		expect(await unsureOf(lab)).toEqual(unsure);
	});

	test('one with an entry that cannot be read', async () => {
		const lab = makeLab();
		lab.add('Rack', [b]);
		lab.pass(HOUR);
		lab.registry.samplesOf = () =>
			Promise.resolve({ ok: true, value: { tubes: [answered(b)], unreadable: 1 } });
		expect(await unsureOf(lab)).toEqual(['b1']);
	});

	test('not one that this process registered whole a moment ago', async () => {
		const lab = makeLab();
		remember(lab, lab.add('Whole', [b]), [b]);
		remember(lab, lab.add('Lacks one', [c]), [c], [barcode(9)]);
		expect(await unsureOf(lab)).toEqual(['b2']);
	});

	test('one with which a tube was sent a moment ago', async () => {
		const lab = makeLab();
		const batch = lab.add('Rack', [b], { createdAt: START - HOUR });
		remember(lab, batch, [b], [a]);
		expect(await unsureOf(lab)).toEqual(['b1']);
		lab.pass(SETTLING_MS);
		expect(await unsureOf(lab)).toEqual([]);
	});
});

describe('what this process registered a moment ago', () => {
	test('is found before One Codex lists it, and is forgotten later', async () => {
		const lab = makeLab();
		lab.setLag(DAY);
		remember(lab, lab.add('Rack', [a]), [a]);
		expect(idsIn((await find(lab, [a])).live, a)).toEqual(['b1']);
		expect(lab.looked).toEqual([]);
		lab.pass(SETTLING_MS);
		expect(idsIn((await find(lab, [a])).live, a)).toEqual([]);
	});

	test('is canceled, where One Codex lists it so', async () => {
		const lab = makeLab();
		const batch = lab.add('Rack', [a], { canceled: true });
		remember(lab, { ...batch, canceled: false }, [a]);
		const { live, canceled } = await find(lab, [a]);
		expect([idsIn(live, a), idsIn(canceled, a)]).toEqual([[], ['b1']]);
	});
});
