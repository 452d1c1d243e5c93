import { lookUp } from '../../nodes/OneCodex/api/lists/lookUp';
import { idOf, pageOf, scriptedClient, THINGS, type Asked, type Scripted } from './client.cts';

/** The paths that a list of ids is asked for; undefined if it is something else that is asked for. */
export const pathsIn = ({ where }: Asked) => (where?.$uri as { $in: string[] } | undefined)?.$in;
/** The number of the thing at a path. */
export const numberIn = (path: string) => Number(path.replace(/.*\/t/, ''));

/** A server that has the numbers below a limit. */
export function serving(limit: number, most = 100) {
	return (query: Asked): Scripted => {
		const paths = pathsIn(query);
		if (paths)
			return pageOf(
				paths.map(numberIn).filter((number) => number < limit),
				query,
				{ most },
			);
		const number = numberIn(query.path);
		return number < limit ? { body: { number } } : { status: 404 };
	};
}

/** Looks things up, and gives of each its number, or the status of its failure. */
export const look = async (serve: Parameters<typeof scriptedClient>[0], numbers: number[]) => {
	const { client, asked } = scriptedClient(serve);
	const found = await lookUp(client, THINGS, numbers.map(idOf));
	const valueOf = (number: number) => {
		const one = found.get(idOf(number));
		return one?.ok ? one.value?.number : one?.failure.status;
	};
	return { found, asked, values: numbers.map(valueOf) };
};
