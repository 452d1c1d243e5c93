import type { openLab } from './lab/lab.cts';

type OpenLab = Awaited<ReturnType<typeof openLab>>;

// jest loads set-up, environment and teardown each with its own modules. They share only this process.
const place = globalThis as { openQueueLab?: OpenLab };

/** Keeps the lab for the tests and the teardown. */
export function keepLab(lab: OpenLab): void {
	place.openQueueLab = lab;
}

/** The lab that the set-up opened. */
export function keptLab(): OpenLab {
	if (place.openQueueLab === undefined) throw new Error('There is no lab: setup.cts did not run');
	return place.openQueueLab;
}
