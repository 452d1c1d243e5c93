import { z } from 'zod';

const status = z.number().int().min(200).max(599);

const faultSchema = z.discriminatedUnion('kind', [
	/** Answers `{message, status}`, with a documented status or any other. */
	z.strictObject({
		kind: z.literal('status'),
		status,
		message: z.string().optional(),
		headers: z.record(z.string(), z.string()).optional(),
	}),
	/** Answers like a gateway, with a page of HTML. */
	z.strictObject({ kind: z.literal('html'), status }),
	/**
	 * Answers 200 with the first half of the JSON. With `drop` the headers promise all of it and
	 * the connection breaks in the middle; without, the half is all that was promised.
	 */
	z.strictObject({ kind: z.literal('cutJson'), drop: z.boolean().optional() }),
	/** Answers 200 (or `status`) with any text. */
	z.strictObject({
		kind: z.literal('body'),
		body: z.string(),
		contentType: z.string(),
		status: status.optional(),
	}),
	/** Waits, then goes on as if nothing had been. */
	z.strictObject({ kind: z.literal('delay'), ms: z.number().nonnegative() }),
	/** Never answers; the connection stays open until the sandbox closes. */
	z.strictObject({ kind: z.literal('hang') }),
	/** Resets the connection. */
	z.strictObject({ kind: z.literal('reset') }),
	/** Answers 302 (or `status`) with this Location. */
	z.strictObject({ kind: z.literal('redirect'), to: z.string(), status: status.optional() }),
	/**
	 * Leaves tubes out of an answer that lists them: those named, or that many from the end.
	 * With `everywhere`, they are missing from every later answer as well.
	 */
	z.strictObject({
		kind: z.literal('dropSamples'),
		barcodes: z.union([z.array(z.string()), z.number().int().nonnegative()]),
		everywhere: z.boolean().optional(),
	}),
	/** Lists the tubes of an answer backwards. */
	z.strictObject({ kind: z.literal('reorderSamples') }),
	/** Answers 400 to a list request that has a `where`; others pass and do not count. */
	z.strictObject({ kind: z.literal('refuseWhere') }),
]);

const injectionFields = {
	times: z.union([z.number().int().positive(), z.literal('always')]).optional(),
	after: z.number().int().nonnegative().optional(),
	when: z.enum(['before', 'after']).optional(),
	fault: faultSchema,
};

/** What goes wrong. The comments at the schema above say what each kind does. */
export type Fault = z.infer<typeof faultSchema>;

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
	 * Not asked for dropSamples and reorderSamples, which are always after, and refuseWhere.
	 */
	when?: 'before' | 'after';
	fault: Fault;
};

/** A fault as it comes over HTTP, where a pattern is written as the text `pathPattern`. */
export const injectionJson = z
	.strictObject({
		match: z
			.strictObject({
				method: z.string().optional(),
				path: z.string().optional(),
				pathPattern: z.string().optional(),
				where: z.string().optional(),
			})
			.optional(),
		...injectionFields,
	})
	.transform(({ match = {}, ...rest }): Injection => {
		const { method, path, pathPattern, where } = match;
		const wanted = pathPattern === undefined ? path : new RegExp(pathPattern);
		return { ...rest, match: { method, path: wanted, where } };
	});

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
	if (fault.kind === 'dropSamples' || fault.kind === 'reorderSamples') return 'after';
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
