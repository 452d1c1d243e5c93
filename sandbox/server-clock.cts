import type { Response } from 'express';
import type { World } from './worlds.cts';

const offsetMs = { same: 0, behind: -3 * 3_600_000, ahead: 3 * 3_600_000 };

/**
 * The time that the server takes it to be.
 *
 * @param time what the sandbox's own clock shows, in milliseconds since 1970
 * @param world see `World`
 */
export function serverTime(time: number, { clock }: World): number {
	return time + offsetMs[clock];
}

/**
 * Gives an answer its Date header, or takes care that it gets none. Left alone, Node would write
 * the computer's time there, and tests go by a clock of their own.
 *
 * @param response the answer, nothing of it written yet
 * @param time as for `serverTime`
 * @param world see `World`
 */
export function stamp(response: Response, time: number, world: World): void {
	response.sendDate = false;
	if (world.dateHeader === 'none') {
		response.removeHeader('Date');
	} else {
		response.setHeader('Date', new Date(serverTime(time, world)).toUTCString());
	}
}
