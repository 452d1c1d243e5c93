import { atOnce } from '../../nodes/OneCodex/domain/atOnce';
import { range } from '../api/client.cts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Work that takes some turns, and keeps how many were at it at a time. */
function worker(work: (thing: number) => void = () => {}) {
	const seen = { atWork: 0, most: 0, begun: [] as number[], ended: [] as number[] };
	const run = async (thing: number) => {
		seen.begun.push(thing);
		seen.atWork += 1;
		seen.most = Math.max(seen.most, seen.atWork);
		await turn();
		if (thing % 3 === 0) await turn();
		seen.atWork -= 1;
		work(thing);
		seen.ended.push(thing);
	};
	return { seen, run };
}

test.each([0, 1, 29, 30, 31, 200])('%i things are done once each, 30 at a time', async (count) => {
	const { seen, run } = worker();
	await atOnce(range(count), run);
	expect(seen.begun).toEqual(range(count));
	expect(seen.ended.toSorted((a, b) => a - b)).toEqual(range(count));
	expect(seen.most).toBe(Math.min(count, 30));
});

test('after an error, what is at work ends and nothing else is begun', async () => {
	const { seen, run } = worker((thing) => {
		if (thing === 1 || thing === 40) throw new Error(`Thing ${thing}`);
	});
	await expect(atOnce(range(200), run)).rejects.toThrow('Thing 1');
	expect(seen.atWork).toBe(0);
	expect(seen.begun.length).toBeLessThan(40);
	expect(seen.ended).toHaveLength(seen.begun.length - 1);
});

test('when it is told to end, what is at work ends and nothing else is begun', async () => {
	const { seen, run } = worker();
	await atOnce(range(200), run, () => seen.ended.length >= 1);
	expect(seen.atWork).toBe(0);
	expect(seen.begun.length).toBeLessThan(40);
	expect(seen.ended).toHaveLength(seen.begun.length);
});

test('where it is over before it begins, nothing is begun', async () => {
	const { seen, run } = worker();
	await atOnce(range(5), run, () => true);
	expect(seen.begun).toEqual([]);
});
