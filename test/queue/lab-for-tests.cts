import type { QueueLab } from './lab/lab.cts';

/** The lab, which environment.cts hands over. */
export const { queueLab } = globalThis as unknown as { queueLab: QueueLab };
