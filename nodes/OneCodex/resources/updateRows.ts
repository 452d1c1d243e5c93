import type { IDataObject } from 'n8n-workflow';

import { atOnce } from '../registration/atOnce';
import { concernsAllCalls, type ApiFailure } from '../api/failure';
import { pathOf, type Kind } from '../api/kinds';
import type { Client } from '../api/request';
import type { IdKind } from '../checking/ids';
import { notFound, saysNotFound } from './findRows';
import { groupBy } from './groupBy';
import type { Row, RowRun } from './rowRun';

/** A row and the object that it changes. */
export interface RowTarget<T, V> {
	row: Row<V>;
	id: string;
	/** The object as it is, if it was read. */
	current: T | undefined;
}

/** How an operation changes an object of each row. */
interface Updating<T extends { id: string }, V, Body extends object> {
	kind: Kind<T>;
	idKind: IdKind;
	/** What is changed, as in "metadata". */
	noun: string;
	/** The body of the PATCH that makes a row's change. */
	bodyOf(row: Row<V>, current: T | undefined): Body;
	/** The object after a change, whose answer need not tell all of it; the answer itself if not given. */
	after?(answered: T, sent: Body, before: T | undefined): T;
	toJson(answered: T): IDataObject;
}

/**
 * Changes the object of each row. Rows are independent of each other, but for those of one object: they
 * are done one after the other, so that the last one stands. A call is tried again where it failed on
 * the way, since it sets the same values again.
 * @returns what to say of the rows that were done before something went wrong; nothing if there are none
 */
export async function updateRows<T extends { id: string }, V, Body extends object>(
	run: RowRun<V>,
	client: Client,
	targets: Array<RowTarget<T, V>>,
	{ kind, idKind, noun, bodyOf, after = (answered) => answered, toJson }: Updating<T, V, Body>,
): Promise<string[]> {
	let written = 0;
	let lost: ApiFailure | undefined;
	const update = async ({ row, id, current }: RowTarget<T, V>): Promise<T | undefined> => {
		if (lost) {
			run.fail(row, lost, [notUpdated(row, noun)]);
			return undefined;
		}
		const sent = bodyOf(row, current);
		const answer = await client.request({
			method: 'PATCH',
			path: pathOf(kind, id),
			body: sent,
			read: (body) => kind.read(body),
		});
		if (answer.ok) {
			written += 1;
			run.finish(row, [toJson(answer.value)]);
			return after(answer.value, sent, current);
		}
		const { failure } = answer;
		if (concernsAllCalls(failure)) lost = failure;
		if (saysNotFound(failure)) run.blame(row, notFound(idKind, id));
		else run.fail(row, failure, [whatIsKnown(row, failure, noun)]);
		return undefined;
	};
	await atOnce(
		[...groupBy(targets, ({ id }) => id).values()],
		async (group) => {
			let latest: T | undefined;
			for (const target of group) {
				if (run.isOver()) return;
				latest = (await update({ ...target, current: latest ?? target.current })) ?? latest;
			}
		},
		run.isOver,
	);
	if (written === 0) return [];
	const were = written === 1 ? '1 row was' : `${written} rows were`;
	return [`Before that, ${were} updated. Running the workflow again sets the same values again.`];
}

const notUpdated = ({ name }: { name: string }, noun: string) =>
	`The ${noun} of row ${name} was not updated.`;

function whatIsKnown<V>({ name }: Row<V>, { delivery }: ApiFailure, noun: string): string {
	return delivery === 'unknown'
		? `It is not known whether the ${noun} of row ${name} was updated.`
		: notUpdated({ name }, noun);
}
