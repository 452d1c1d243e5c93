import { takingTurns } from '../../nodes/OneCodex/resources/turns/turns';

/** Work that goes on until it is told to end, and what is at work. */
function workplace() {
	const atWork = new Set<string>();
	const ends = new Map<string, () => void>();
	const work = (name: string) => async () => {
		atWork.add(name);
		await new Promise<void>((resolve) => ends.set(name, resolve));
		atWork.delete(name);
		return name;
	};
	return { namesAtWork: () => [...atWork].sort(), work, end: (name: string) => ends.get(name)?.() };
}

/** Lets everything go on that can. */
const settle = async () => await new Promise((resolve) => setImmediate(resolve));

test('one who is stopped while waiting leaves the others in their line', async () => {
	const { namesAtWork, work, end } = workplace();
	const stop = new AbortController();
	const first = takingTurns(['stopped'], undefined, work('first'));
	const stopped = takingTurns(['stopped'], stop.signal, work('stopped'));
	await settle();
	stop.abort(new Error('stopped'));
	await expect(stopped).rejects.toThrow('stopped');

	const last = takingTurns(['stopped'], undefined, work('last'));
	await settle();
	expect(namesAtWork()).toEqual(['first']);
	end('first');
	await settle();
	expect(namesAtWork()).toEqual(['last']);
	end('last');
	expect(await Promise.all([first, last])).toEqual(['first', 'last']);
});

test('those of one key come one after the other, in any order of several keys', async () => {
	const { namesAtWork, work, end } = workplace();
	const both = takingTurns(['a', 'b'], undefined, work('both'));
	const alsoBoth = takingTurns(['b', 'a', 'b'], undefined, work('also both'));
	const other = takingTurns(['c'], undefined, work('other'));
	await settle();
	expect(namesAtWork()).toEqual(['both', 'other']);
	end('both');
	await settle();
	expect(namesAtWork()).toEqual(['also both', 'other']);
	end('other');
	end('also both');
	await Promise.all([both, alsoBoth, other]);
});

test('one whose work fails makes way for the next', async () => {
	const failed = takingTurns(['failing'], undefined, () => Promise.reject(new Error('failed')));
	const next = takingTurns(['failing'], undefined, () => Promise.resolve('next'));
	await expect(failed).rejects.toThrow('failed');
	expect(await next).toBe('next');
});
