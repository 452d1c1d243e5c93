/**
 * The event types that One Codex has today.
 * Source: https://developer.onecodex.com/api-reference/using-webhooks
 */
export const EVENT_TYPES = {
	sampleUploaded: 'sample.uploaded',
	analysisSucceeded: 'analysis.succeeded',
	analysisFailed: 'analysis.failed',
} as const;

const DOTTED = /^[a-z][a-z_]*(?:\.[a-z][a-z_]*)+$/i;
const SEPARATORS = /[\s._:/-]+/g;
const WORDS = /(?<=[a-z])(?=[A-Z])/g;

// One Codex's description shows no body, so a type may be written in another way there.
const folded = (text: string) => text.replace(WORDS, '.').toLowerCase().replace(SEPARATORS, '.');

const known = new Map<string, string>(Object.values(EVENT_TYPES).map((type) => [type, type]));

/** The type of today that a text is, however it is written, such as `ANALYSIS_FAILED`. */
export const knownType = (text: string): string | undefined => known.get(folded(text));

/**
 * The event type that a text is: one of today, or one of the future that has the form of those.
 * @returns undefined for a name without a dot such as `event` or `analysis`, which leaves open what
 * happened
 */
export const typeIn = (text: string): string | undefined =>
	knownType(text) ?? (DOTTED.test(text) ? text : undefined);
