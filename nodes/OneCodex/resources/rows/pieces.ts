import { atOnce } from '../../domain/atOnce';
import { takingTurns } from '../turns/turns';

// As many as one request reads.
const PIECE = 50;
// A piece is asked for while so many of the one before still have to be begun: that takes the rate limit
// 1.5 seconds, in which the answer comes, so that no time is lost.
const AHEAD = 15;

/** How things are worked on piece by piece. */
interface InPieces<T, R> {
	/** What this and other executions of the process take turns for while a piece is at work. */
	keysOf(piece: T[]): string[];
	/** Reads what the work on a piece needs, when it is the turn of the piece. */
	read(piece: T[]): Promise<R>;
	work(thing: T, read: R): Promise<void>;
	isOver(): boolean;
	signal: AbortSignal | undefined;
}

/**
 * Works on many things in their order, 50 at a time: a piece is read shortly before the work on it begins,
 * and its turn ends when all of it is done. The work on a piece never waits for a later piece, so that two
 * executions cannot wait for each other.
 * @throws the first error of the reading or the work, or the reason of a cancelled execution
 */
export async function inPieces<T, R>(things: T[], how: InPieces<T, R>): Promise<void> {
	const pieces = Array.from({ length: Math.ceil(things.length / PIECE) }, (_, index) =>
		makePiece(things.slice(index * PIECE, (index + 1) * PIECE), how),
	);
	let begun = 0;
	const workOn = async (thing: T) => {
		const place = begun++;
		const piece = pieces[Math.floor(place / PIECE)] as Piece<R>;
		const ready = piece.open();
		pieces[Math.floor((place + AHEAD) / PIECE)]?.open();
		await how.work(thing, await ready);
		piece.finishOne();
	};
	try {
		await atOnce(things, workOn, how.isOver);
	} finally {
		pieces.forEach((piece) => piece.close());
	}
}

type Piece<R> = ReturnType<typeof makePiece<unknown, R>>;

function makePiece<T, R>(things: T[], { keysOf, read, signal }: InPieces<T, R>) {
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
		/** Waits for the turn of the piece and reads it, once. */
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
