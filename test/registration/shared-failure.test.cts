import { always, DOWN, makeLab, UNREAD } from './lab.cts';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, run, sentOf } from './runs.cts';

const batches = ['One', 'Two', 'Three', 'Four'].map((name, index) =>
	makeBatch(name, [barcode(index)], index),
);
const GO_ON = { stopAtFailure: false };

test('a failure that all calls share is that of all batches to come', async () => {
	const lab = makeLab();
	lab.outcomes.posts = ['answer', DOWN];
	const result = await run(lab, batches, GO_ON);
	expect(failuresOf(result)).toEqual([
		['Two', 'refused', 'down'],
		['Four', 'refused', 'down'],
	]);
	// The third was on its way already.
	expect(sentOf(lab)).toHaveLength(3);
});

test('and of all parts of a batch, where nobody looks', async () => {
	const lab = makeLab();
	lab.outcomes.posts = [DOWN];
	const large = makeBatch('Large', [barcode(1), barcode(2), barcode(3)]);
	const settings = { ...GO_ON, ifRegistered: 'register', maxSamplesPerBatch: 1 } as const;
	const result = await run(lab, [large], settings);
	expect(failuresOf(result)).toEqual(
		[1, 2, 3].map((part) => [`Large (${part} of 3)`, 'refused', 'down']),
	);
	expect(sentOf(lab)).toHaveLength(1);
});

test('a failure of one batch is not that of the others', async () => {
	const lab = makeLab();
	lab.add('Two', [barcode(9)]);
	lab.outcomes.samples = [UNREAD];
	const result = await run(lab, batches, GO_ON);
	expect(failuresOf(result)).toEqual([['Two', 'look-up', 'unread']]);
	expect(sentOf(lab).map(([name]) => name)).toEqual(['One', 'Three', 'Four']);
});

test('a list that cannot be read is the failure of all that were to be found in it', async () => {
	const lab = makeLab();
	lab.outcomes.lists = [UNREAD];
	const result = await run(lab, batches, GO_ON);
	expect(failuresOf(result)).toEqual(batches.map(({ name }) => [name, 'look-up', 'unread']));
	expect(lab.posts).toEqual([]);
});

test('where the run is to stop, nothing more is looked up after a failure', async () => {
	const lab = makeLab();
	lab.outcomes.lists = always(UNREAD);
	const result = await run(lab, batches, { ifRegistered: 'error' });
	expect(failuresOf(result)).toEqual([['One', 'look-up', 'unread']]);
	expect(lab.lists).toHaveLength(1);
});
