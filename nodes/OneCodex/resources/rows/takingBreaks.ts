import { now, pause } from '../../api/http/timing';
import type { TakeBreak } from '../../domain/breaks';

// Short enough for a webhook beside it, whose answer takes n8n several turns; long enough that the breaks, of a
// millisecond each, cost little.
const MOST_MS = 20;

/**
 * Makes the function that takes the breaks of an execution: n8n answers everybody with the one thread that
 * reads and checks the rows.
 * @param signal ends the execution at a break, if it is cancelled; without one, breaks never fail
 */
export function takingBreaks(signal?: AbortSignal): TakeBreak {
	let since = now();
	return async () => {
		// Many may take the same break. They go on one after the other, and some of them need another one by then.
		while (now() - since >= MOST_MS) {
			const before = since;
			await pause(0, signal);
			if (since === before) since = now();
		}
	};
}
