import type { Fault } from '../domain/fault';

/** One input item, read for an operation, with its faults. */
export interface ReadRow<T> {
	value: T;
	faults: Fault[];
	/**
	 * Whether it names no object, so that it can be skipped if the row of the sheet is blank; `no tube` if it
	 * says that there is none, and is skipped whatever else the row holds.
	 */
	nameless: boolean | 'no tube';
}
