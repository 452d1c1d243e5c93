import type { Row } from '../registration/planning/row';

/**
 * A row as its source returns it, without the parameters that all sources share. Its list of faults is its own:
 * more are added to it.
 */
export type SourceRow = Pick<Row, 'name' | 'cells' | 'columns' | 'faults'> & {
	/** The item whose parameters apply to the row. */
	item: number;
	/** Whether the row belongs to all items, because its list is the same for all. */
	ofAll?: boolean;
	/** Whether the source found any entry in the row. */
	filled: boolean;
};
