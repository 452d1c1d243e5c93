import type { QueueLab } from './lab/lab.cts';

/** The lab that environment.cts passes on. */
export const { queueLab } = globalThis as unknown as { queueLab: QueueLab };
