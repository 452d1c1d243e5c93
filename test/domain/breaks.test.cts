import { mapWithBreaks } from '../../nodes/OneCodex/domain/breaks';

test('each thing is made something of, in order, with chances of a break on the way', async () => {
	const things = Array.from({ length: 35 }, (_, index) => `thing ${index}`);
	const made: string[] = [];
	const breaks: number[] = [];
	const takeBreak = () => Promise.resolve(void breaks.push(made.length));
	const make = (thing: string, index: number) => {
		made.push(thing);
		return index * 2;
	};
	expect(await mapWithBreaks(things, takeBreak, make)).toEqual(things.map((_, index) => index * 2));
	expect(made).toEqual(things);
	expect(breaks).toEqual([0, 10, 20, 30]);
});

test('what fails in a break, or with a thing, ends it', async () => {
	const made: number[] = [];
	const make = (thing: number) => made.push(thing);
	const ended = () => (made.length < 10 ? Promise.resolve() : Promise.reject(new Error('stopped')));
	await expect(mapWithBreaks(Array<number>(30).fill(1), ended, make)).rejects.toThrow('stopped');
	expect(made).toHaveLength(10);
	const fail = () => {
		throw new Error('broken');
	};
	await expect(mapWithBreaks([1], () => Promise.resolve(), fail)).rejects.toThrow('broken');
});
