import { atOnce } from '../../domain/atOnce';
import { takingTurns } from '../turns/turns';

// As many as one request reads.
const CHUNK = 50;
// A chunk is asked for while so many of the one before still have to be begun: that takes the rate limit
// 1.5 seconds, in which the answer comes, so that no time is lost.
const AHEAD = 15;

/** How things are worked on chunk by chunk. */
interface InChunks<T, R> {
	/** What this and other executions of the process take turns for while a chunk is at work. */
	keysOf(chunk: T[]): string[];
	/** Reads what the work on a chunk needs, when it is the turn of the chunk. */
	read(chunk: T[]): Promise<R>;
	work(thing: T, read: R): Promise<void>;
	isOver(): boolean;
	signal: AbortSignal | undefined;
}

/**
 * Works on many things in their order, 50 at a time: a chunk is read shortly before the work on it begins,
 * and its turn ends when all of it is done. The work on a chunk never waits for a later chunk, so that two
 * executions cannot wait for each other.
 * @throws the first error of the reading or the work, or the reason of a cancelled execution
 */
export async function inChunks<T, R>(things: T[], how: InChunks<T, R>): Promise<void> {
	const chunks = Array.from({ length: Math.ceil(things.length / CHUNK) }, (_, index) =>
		makeChunk(things.slice(index * CHUNK, (index + 1) * CHUNK), how),
	);
	let begun = 0;
	const workOn = async (thing: T) => {
		const place = begun++;
		const chunk = chunks[Math.floor(place / CHUNK)] as Chunk<R>;
		const ready = chunk.open();
		chunks[Math.floor((place + AHEAD) / CHUNK)]?.open();
		await how.work(thing, await ready);
		chunk.finishOne();
	};
	try {
		await atOnce(things, workOn, how.isOver);
	} finally {
		chunks.forEach((chunk) => chunk.close());
	}
}

type Chunk<R> = ReturnType<typeof makeChunk<unknown, R>>;

function makeChunk<T, R>(things: T[], { keysOf, read, signal }: InChunks<T, R>) {
	let opened: Promise<R> | undefined;
	let left = things.length;
	let isClosed = false;
	let end = () => {};
	const isDone = new Promise<void>((resolve) => {
		end = resolve;
	});
	const begin = () =>
		new Promise<R>((resolve, reject) => {
			const work = async () => {
				if (isClosed) return;
				resolve(await read(things));
				await isDone;
			};
			takingTurns(keysOf(things), signal, work).catch(reject);
		});
	const close = () => {
		isClosed = true;
		end();
	};
	return {
		/** Waits for the turn of the chunk and reads it, once. */
		open: (): Promise<R> => {
			if (!opened) {
				opened = begin();
				// It may be begun and then not be needed.
				opened.catch(() => {});
			}
			return opened;
		},
		/** One of its things is done; after the last one, others may have their turn. */
		finishOne: () => {
			left -= 1;
			if (left === 0) close();
		},
		/** Ends its turn. */
		close,
	};
}
