import { LOST, makeLab, UNREAD } from './lab.cts';
import { REJECTED } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, rowsOf, run, sentOf } from './runs.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;
const DAY = 86_400_000;

const RACKS = [makeBatch('One', [a]), makeBatch('Two', [b], 1), makeBatch('Three', [c], 2)];

describe('what stands already', () => {
	test('is used, and the rest is sent', async () => {
		const lab = makeLab();
		lab.add('Rack', [b]);
		const result = await run(lab, [makeBatch('Rack', [a, b, c])]);
		expect(sentOf(lab)).toEqual([['Rack', [a, c]]]);
		expect(rowsOf(result)).toEqual([
			[1, 'b1', true],
			[0, 'b2', false],
			[2, 'b2', false],
		]);
		expect(result.registered).toMatchObject([{ planned: { name: 'Rack' }, batch: { id: 'b2' } }]);
	});

	test('is not looked for where all is to be sent again', async () => {
		const lab = makeLab();
		lab.add('Rack', [a]);
		const result = await run(lab, [makeBatch('Rack', [a])], { ifRegistered: 'register' });
		expect(rowsOf(result)).toEqual([[0, 'b2', false]]);
		expect(lab.lists).toEqual([]);
	});

	test('all of it: nothing is sent', async () => {
		const lab = makeLab();
		lab.add('Other', [a, b]);
		const result = await run(lab, [makeBatch('Rack', [a, b])], { lookBackMs: DAY });
		expect(rowsOf(result)).toEqual([
			[0, 'b1', true],
			[1, 'b1', true],
		]);
		expect(lab.posts).toEqual([]);
	});

	test('does not count as the batch that was sent, when its answer is lost', async () => {
		const lab = makeLab();
		lab.add('Rack', [a]);
		lab.outcomes.posts = ['lost after'];
		const result = await run(lab, [makeBatch('Rack', [a, b])]);
		expect(rowsOf(result)).toEqual([
			[0, 'b1', true],
			[1, 'b2', false],
		]);
		expect(result.failures).toEqual([]);
	});
});

describe('a look that fails', () => {
	test('stops the run before anything is sent', async () => {
		const lab = makeLab();
		lab.outcomes.lists = [UNREAD];
		const result = await run(lab, RACKS);
		expect(failuresOf(result)).toEqual([['One', 'look-up', 'unread']]);
		expect(sentOf(lab)).toEqual([]);
	});

	test('leaves the other batches alone, with an error output', async () => {
		const lab = makeLab();
		lab.add('One', [barcode(9)]);
		lab.outcomes.samples = [UNREAD];
		const result = await run(lab, RACKS, { stopAtFailure: false });
		expect(failuresOf(result)).toEqual([['One', 'look-up', 'unread']]);
		expect(rowsOf(result).map(([row]) => row)).toEqual([1, 2]);
		expect(lab.pauses).toEqual([]);
	});
});

describe('registered tubes as faulty rows', () => {
	const settings = { ifRegistered: 'error' } as const;

	test('are all found before anything is sent, and stop the run', async () => {
		const lab = makeLab();
		lab.add('One', [a]);
		lab.add('Three', [c]);
		const result = await run(lab, RACKS, settings);
		expect(result.problems.map(({ row }) => row)).toEqual([0, 2]);
		expect(lab.posts).toEqual([]);
	});

	test('or a look that fails stop it likewise', async () => {
		const lab = makeLab();
		lab.add('Three', [barcode(9)]);
		lab.outcomes.samples = [UNREAD];
		const result = await run(lab, RACKS, settings);
		expect(failuresOf(result)).toEqual([['Three', 'look-up', 'unread']]);
		expect(lab.posts).toEqual([]);
	});

	test('if there are none, all is sent, and each batch was looked up once', async () => {
		const lab = makeLab();
		const result = await run(lab, RACKS, settings);
		expect(sentOf(lab).map(([name]) => name)).toEqual(['One', 'Two', 'Three']);
		expect(result.problems).toEqual([]);
		expect(lab.lists).toMatchObject([{ named: ['One', 'Two', 'Three'] }, {}]);
	});

	test('with an error output let the others through', async () => {
		const lab = makeLab();
		lab.add('Two', [b]);
		const result = await run(lab, RACKS, { ...settings, stopAtFailure: false });
		expect(result.problems.map(({ row }) => row)).toEqual([1]);
		expect(rowsOf(result)).toEqual([
			[0, 'b2', false],
			[2, 'b3', false],
		]);
	});
});

describe('a failure in the middle of a split batch', () => {
	const settings = { maxSamplesPerBatch: 1 };

	test('stops the run', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['answer', REJECTED];
		const result = await run(
			lab,
			[makeBatch('Rack', [a, b, c]), makeBatch('Next', [barcode(4)], 3)],
			settings,
		);
		expect(failuresOf(result)).toEqual([['Rack (2 of 3)', 'refused', 'rejected']]);
		// The third part was on its way already.
		expect(lab.posts).toHaveLength(3);
		expect(rowsOf(result).map(([row]) => row)).toEqual([0, 2]);
	});

	test('leaves the other parts alone, with an error output', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['answer', REJECTED];
		const batches = [makeBatch('Rack', [a, b, c])];
		const result = await run(lab, batches, { ...settings, stopAtFailure: false });
		expect(rowsOf(result).map(([row]) => row)).toEqual([0, 2]);
	});
});

test('a batch that may be the one that was sent is told with the failure', async () => {
	const lab = makeLab();
	lab.outcomes.posts = ['lost before'];
	const register = lab.registry.register.bind(lab.registry);
	lab.registry.register = (request) => {
		lab.add('Rack', [a]);
		return register(request);
	};
	const planned = makeBatch('Rack', [a, b]);
	const { failures } = await run(lab, [planned]);
	expect(failures).toMatchObject([{ planned, failure: LOST, step: 'unseen', batch: { id: 'b1' } }]);
});
