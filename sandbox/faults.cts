/** What goes wrong. */
export type Fault =
	/** Answers `{message, status}`, with a documented status or any other. */
	| { kind: 'status'; status: number; message?: string; headers?: Record<string, string> }
	/** Answers like a gateway, with a page of HTML. */
	| { kind: 'html'; status: number }
	/**
	 * Answers 200 with the first half of the JSON. With `drop` the headers promise all of it and
	 * the connection breaks in the middle; without, the half is all that was promised.
	 */
	| { kind: 'cutJson'; drop?: boolean }
	/** Answers 200 (or `status`) with any text. */
	| { kind: 'body'; body: string; contentType: string; status?: number }
	/** Waits so many milliseconds, then goes on as if nothing had happened. */
	| { kind: 'delay'; ms: number }
	/** Never answers; the connection stays open until the sandbox closes. */
	| { kind: 'hang' }
	/** Resets the connection. */
	| { kind: 'reset' }
	/** Answers 302 (or `status`) with this Location. */
	| { kind: 'redirect'; to: string; status?: number }
	/**
	 * Leaves tubes out of an answer that lists them: those named, or that many from the end.
	 * With `everywhere`, they are missing from every later answer as well.
	 */
	| { kind: 'dropSamples'; barcodes: string[] | number; everywhere?: boolean }
	/** Sends that many bytes of a file, and closes the connection then, or holds it open. */
	| { kind: 'stopFile'; after: number; then: 'close' | 'hold' }
	/** Lists the tubes of an answer backwards. */
	| { kind: 'reorderSamples' }
	/** Answers 400 to a list request that has a `where`; others pass and do not count. */
	| { kind: 'refuseWhere' };

/** A fault and the requests it happens to. */
export type Injection = {
	/**
	 * Requests are picked by method, by path (an exact one, or a pattern to find in it), and by a text that
	 * is in their `where`.
	 */
	match?: { method?: string; path?: string | RegExp; where?: string };
	/** How many requests it happens to; 1 if not given. */
	times?: number | 'always';
	/** How many matching requests pass unharmed first; 0 if not given. */
	after?: number;
	/**
	 * Whether the request is carried out first (`after`) or not at all (`before`, the default).
	 * Not asked for dropSamples, reorderSamples and stopFile, which are always after, and refuseWhere.
	 */
	when?: 'before' | 'after';
	fault: Fault;
};

/** The parts of a request that decide whether a fault happens to it. */
export type FaultTarget = { method: string; path: string; query: Record<string, string> };

/** Makes the list of faults still to happen; see `Injection`. */
export function createFaults() {
	let waiting: Array<{ injection: Injection; toSkip: number; left: number }> = [];
	return {
		inject: (injection: Injection) => {
			const { times = 1, after = 0 } = injection;
			const left = times === 'always' ? Infinity : times;
			waiting.push({ injection, toSkip: after, left });
		},
		/** The first fault due to this request at this stage, which is used up by that. */
		take: (stage: 'before' | 'after', target: FaultTarget): Fault | undefined => {
			for (const entry of waiting) {
				if (stageOf(entry.injection) !== stage || !happensTo(entry.injection, target)) continue;
				if (entry.toSkip > 0) {
					entry.toSkip -= 1;
				} else if (entry.left > 0) {
					entry.left -= 1;
					return entry.injection.fault;
				}
			}
			return undefined;
		},
		clear: () => {
			waiting = [];
		},
	};
}

function stageOf({ fault, when = 'before' }: Injection): 'before' | 'after' {
	if (fault.kind === 'refuseWhere') return 'before';
	const { kind } = fault;
	if (kind === 'dropSamples' || kind === 'reorderSamples' || kind === 'stopFile') return 'after';
	return when;
}

function happensTo({ match, fault }: Injection, target: FaultTarget): boolean {
	if (match?.method !== undefined && match.method.toUpperCase() !== target.method) return false;
	if (typeof match?.path === 'string' && match.path !== target.path) return false;
	// `search` ignores the position that a pattern with the g flag remembers.
	if (match?.path instanceof RegExp && target.path.search(match.path) === -1) return false;
	if (match?.where !== undefined && !target.query.where?.includes(match.where)) return false;
	return fault.kind !== 'refuseWhere' || 'where' in target.query;
}
