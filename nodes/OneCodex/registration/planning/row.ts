import type { Fault } from '../../domain/fault';
import type { TubeCells } from './schema';

/** One row of the run: a tube as the user gave it, with what applies to its batch. */
export interface Row {
	/** The input item that the row came with, counted from 0; undefined where it came with all of them. */
	item: number | undefined;
	/** The row's name as the user sees it, such as `17`, or `2, sample 4`. */
	name: string;
	cells: TubeCells;
	batchName: unknown;
	trackingNumbers: unknown;
	/** What takes the place of an empty cell. */
	defaults: Partial<TubeCells>;
	/** The row's own columns, to be given back beside the result. */
	columns: Record<string, unknown>;
	/** What was entered: `nothing` at all, or that the place has `no tube`. */
	holds: 'tube' | 'no tube' | 'nothing';
	/** What was wrong already when the row was fetched, such as an expression that failed. */
	faults: Fault[];
}
