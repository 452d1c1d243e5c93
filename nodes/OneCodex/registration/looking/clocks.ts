import type { Registry } from '../registry';

/** How far One Codex's clock and this computer's may be apart, in milliseconds, where answers have no date. */
export const CLOCK_TOLERANCE_MS = 60_000;

/**
 * A time of the registry by One Codex's clock, in milliseconds since 1970. It is to be asked for when it is
 * needed: the first answer has the time of that clock.
 */
export const onClock = ({ clock, now }: Registry, time: number): number => clock() - (now() - time);
