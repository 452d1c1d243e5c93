import { pageOf, range, type Asked, type Scripted } from './client.cts';
import { look, numberIn, pathsIn, serving } from './look.cts';

describe('what a list lacks', () => {
	/** A server whose lists show none of the numbers that are hidden. */
	const hiding =
		(limit: number, isHidden: (number: number) => boolean) =>
		(query: Asked): Scripted => {
			const paths = pathsIn(query);
			if (!paths) return serving(limit)(query);
			const listed = paths.map(numberIn).filter((number) => number < limit && !isHidden(number));
			return pageOf(listed, query);
		};
	const isSingle = (query: Asked) => pathsIn(query) === undefined;

	test.each<[string, (number: number) => boolean]>([
		['one', (number) => number === 60],
		['every second one', (number) => number % 2 === 0],
		['all', () => true],
	])('%s of what is there: it is asked for by itself', async (_, isHidden) => {
		const { values, asked } = await look(hiding(1000, isHidden), range(120));
		expect(values).toEqual(range(120));
		expect(asked.filter(isSingle)).toHaveLength(range(120).filter(isHidden).length);
	});

	test('is asked for by itself, however much of it there is, where some of it is there', async () => {
		const isHidden = (number: number) => number % 20 === 7;
		const { values } = await look(hiding(2_000, isHidden), range(4_000));
		expect(values).toEqual(range(4_000).map((number) => (number < 2_000 ? number : undefined)));
	});

	test.each([
		[100, 100],
		[102, 100],
		[5_000, 100],
	])('%i ids of which none is there: %i are asked for', async (count, most) => {
		const { values, asked } = await look(serving(0), range(count));
		expect(values).toEqual(range(count).map(() => undefined));
		expect(asked.filter(isSingle)).toHaveLength(most);
	});

	test('where one of those that are asked for fails, the others are asked for, too', async () => {
		const serve = (query: Asked): Scripted =>
			query.path.endsWith('/t0') ? { status: 500 } : serving(0)(query);
		const { values, asked } = await look(serve, range(150));
		expect(values).toEqual([500, ...range(149).map(() => undefined)]);
		expect(asked.filter(isSingle)).toHaveLength(150);
	});

	test('where the key is refused meanwhile, nothing is said not to be there', async () => {
		const serve = (query: Asked): Scripted =>
			isSingle(query) ? { status: 401 } : serving(0)(query);
		const { values } = await look(serve, range(500));
		expect(values).toEqual(range(500).map(() => 401));
	});
});
