import type { Failure } from './failure';

/** The outcome of a call of the API: its checked value, or why there is none. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };
