import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';
import { makeLab, START, UNREAD } from './lab.cts';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, rowsOf, run } from './runs.cts';

const [a, b] = [barcode(1), barcode(2)] as const;
const DAY = 86_400_000;

describe('after a request whose outcome nobody waited for', () => {
	const stopped = (name: string, shownAfter: number) => {
		const lab = makeLab();
		lab.memory.doubts.add({ name, at: START });
		lab.setLag(shownAfter);
		lab.add(name, [a, b]);
		lab.setLag(0);
		return lab;
	};
	const batches = [makeBatch('Rack', [a, b])];

	test('its batch is waited for and used', async () => {
		const lab = stopped('Rack', 10_000);
		const result = await run(lab, batches);
		expect(rowsOf(result).map(([, id, already]) => [id, already])).toEqual([
			['b1', true],
			['b1', true],
		]);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 4));
		expect(lab.posts).toEqual([]);
	});

	test('the wait ends after a minute, and the batch is sent', async () => {
		const lab = stopped('Rack', DAY);
		const result = await run(lab, batches);
		expect(rowsOf(result).map(([, id]) => id)).toEqual(['b2', 'b2']);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS);
	});

	test('nothing is waited for where all tubes are found at once', async () => {
		const lab = stopped('Rack', 0);
		await run(lab, batches);
		expect(lab.pauses).toEqual([]);
	});

	test('of another name nothing is waited for, unless all batches are looked at', async () => {
		const alone = stopped('Other', 10_000);
		expect(rowsOf(await run(alone, batches)).map(([, id]) => id)).toEqual(['b2', 'b2']);
		expect(alone.pauses).toEqual([]);
		const all = stopped('Other', 10_000);
		const result = await run(all, batches, { lookBackMs: DAY });
		expect(rowsOf(result).map(([, id]) => id)).toEqual(['b1', 'b1']);
		expect(all.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 4));
	});

	test('a look that fails meanwhile ends the wait', async () => {
		const lab = stopped('Rack', 10_000);
		lab.outcomes.lists = ['answer', UNREAD];
		expect(failuresOf(await run(lab, batches))).toEqual([['Rack', 'look-up', 'unread']]);
		expect(lab.pauses).toEqual(LOOK_PAUSES_MS.slice(0, 1));
	});
});
