import { Worker } from 'node:worker_threads';

// Waits in a thread of its own, since what hangs leaves no turn to a timer of this one.
const WATCH = `
	const { workerData: { beats, ms, pid } } = require('node:worker_threads');
	for (let seen = 0; seen >= 0; seen = Atomics.load(beats, 0)) {
		if (Atomics.wait(beats, 0, seen, ms) !== 'timed-out') continue;
		require('node:fs').writeSync(2, 'A run of the node hangs: ' + ms + ' ms without an end\\n');
		process.kill(pid, 'SIGKILL');
	}
`;

/**
 * Ends the process of the tests of one file if a test hangs in code that never waits, which no
 * time-out of jest's would end.
 * @param ms how long a run may take; a guard against hanging, many times what it takes
 * @returns to be called before each run
 */
export function useWatchdog(ms: number): () => void {
	const beats = new Int32Array(new SharedArrayBuffer(4));
	const set = (value: number) => {
		Atomics.store(beats, 0, value);
		Atomics.notify(beats, 0);
	};
	let worker: Worker | undefined;
	beforeAll(() => {
		worker = new Worker(WATCH, { eval: true, workerData: { beats, ms, pid: process.pid } });
	});
	afterAll(async () => {
		set(-1);
		await worker?.terminate();
	});
	return () => set(Atomics.load(beats, 0) + 1);
}
