import type { Failure } from '../../domain/failure';
import type { Kind } from '../../api/kinds';
import { lookUp, type Found } from '../../api/lists/lookUp';
import type { Client } from '../../api/http/request';
import type { IdKind } from '../../domain/ids';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import type { ItemRow, RowRun } from './rowRun';

/** What an operation looks up for its rows. */
export interface Sought<T extends { id: string }, V> {
	kind: Kind<T>;
	idKind: IdKind;
	/** Reads the objects; among those of the kind, if not given. */
	lookUpAll?(client: Client, ids: string[]): Promise<Map<string, Found<T>>>;
	idOf(row: ItemRow<V>): string;
	/** The rows that name one; all that nothing went wrong with, if not given. */
	rows?: Array<ItemRow<V>>;
}

/**
 * Reads for each row the object that it names, many with one request, and hands them over. A row whose
 * object One Codex does not have is faulty.
 */
export async function findForRows<T extends { id: string }, V>(
	run: RowRun<V>,
	client: Client,
	{ kind, idKind, idOf, rows = run.rows(), lookUpAll }: Sought<T, V>,
	use: (row: ItemRow<V>, found: T) => void,
): Promise<void> {
	const ids = rows.map(idOf);
	const found = await (lookUpAll?.(client, ids) ?? lookUp(client, kind, ids));
	for (const row of rows) {
		const one = found.get(idOf(row));
		if (one && !one.ok) run.fail(row, one.failure, [OBJECT_TEXTS.notRead(idKind, idOf(row))]);
		else if (one?.value) use(row, one.value);
		else run.blame(row, notFound(idKind, idOf(row)));
	}
}

/** What to say of an id that One Codex has no object for. */
export const notFound = (kind: IdKind, id: string): Fault =>
	makeFault(kind, id, 'not_found', { kind });

/** Whether a call failed because there is no such object. */
export const saysNotFound = ({ status }: Failure) => status === 404;
