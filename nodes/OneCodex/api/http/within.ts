import { later } from './timing';

/**
 * Waits for something, but not for ever: what does not come in so many milliseconds is given up.
 * @throws an error with the code of a time-out
 */
export async function within<T>(ms: number, coming: Promise<T>): Promise<T> {
	const wait = startWait(Math.max(1, ms));
	try {
		return await new Promise<T>((resolve, reject) => {
			wait.giveUp = () => reject(Object.assign(new Error('Timed out'), { code: 'ETIMEDOUT' }));
			coming.then(resolve, reject);
		});
	} finally {
		delete wait.giveUp;
	}
}

/** A function of its own: the timer lasts longer than most answers, and must not hold them in memory. */
function startWait(ms: number): { giveUp?: () => void } {
	const wait: { giveUp?: () => void } = {};
	later(ms, () => wait.giveUp?.());
	return wait;
}
