import { now } from '../../OneCodex/api/http/timing';

// So long it may take n8n to store what was given, and a poll to begin after it was told what is stored.
const STORING_MS = 2_000;

const polling = new Set<string>();
const gave = new Map<string, number>();
const waiting = new Map<string, Set<string>>();

/**
 * Does work unless the same is being done already: n8n polls again while a poll that has to wait for One
 * Codex is still at work, and both would give the same. What is left out is made up for by the next.
 * @param key which trigger of which workflow it is
 */
export async function onlyOne<T>(key: string, work: () => Promise<T>): Promise<T | null> {
	if (polling.has(key)) return null;
	polling.add(key);
	try {
		return await work();
	} finally {
		polling.delete(key);
	}
}

/** A poll that has found something. */
interface Finding {
	workflow: string;
	/** Which trigger of which workflow it is. */
	key: string;
	/** When the poll began, by `now()`. */
	begunAt: number;
	/** Whether it began with what n8n had stored then; else with what the poll before it had kept. */
	isFresh: boolean;
}

/**
 * Whether it is the turn of a poll to give what it found. n8n's durable scheduler begins each poll with
 * what was stored when it began, and stores all that the triggers of a workflow know as soon as one gives
 * items. So a poll that began before another one's was stored would give the same again, or make the other
 * trigger do so. It has to give nothing, and leave what it found to the next, which goes before the others.
 */
export function takeTurn({ workflow, key, begunAt, isFresh }: Finding): boolean {
	const others = waiting.get(workflow) ?? new Set();
	waiting.set(workflow, others);
	const isBehind = (gave.get(workflow) ?? -Infinity) > begunAt - STORING_MS;
	const isBeforeOther = [...others].some((other) => other !== key && polling.has(other));
	if (isFresh && (isBehind || isBeforeOther)) {
		others.add(key);
		return false;
	}
	others.delete(key);
	gave.set(workflow, now());
	return true;
}
