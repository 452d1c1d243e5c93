import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../domain/failure';
import { pathOf, type Kind } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { now } from '../../api/http/timing';
import { untilLost } from '../../api/untilLost';
import type { IdKind } from '../../domain/ids';
import type { Fault } from '../../domain/fault';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { findForRows, notFound, saysNotFound } from './findRows';
import type { ItemRow, RowRun } from './rowRun';

/** How an operation changes an object of each row. */
export interface Updating<T extends { id: string }, V, Body extends object> {
	kind: Kind<T>;
	idKind: IdKind;
	/** What is changed, as in "metadata". */
	noun: string;
	/** Whether a row needs the object as it is, which is then read shortly before it is written. */
	buildsOn(row: ItemRow<V>): boolean;
	/** What of the object that was read makes a row's change impossible, as a fault of the row. */
	faultIn?(row: ItemRow<V>, current: T): Fault | undefined;
	/**
	 * The body of the PATCH that makes a row's change.
	 * @param current the object as it is; always known where the row builds on it
	 * @returns undefined if nothing is left to change, which a row that builds on nothing never says
	 */
	bodyOf(row: ItemRow<V>, current: T | undefined): Body | undefined | Promise<Body | undefined>;
	/** The object after a change, whose answer need not have all of it; the answer itself if not given. */
	after?(answered: T, sent: Body, before: T | undefined): T;
	/** Whether an answer has what other rows of the object build on; else it is read again for them. */
	tellsAll?(answered: T): boolean;
	/** What the answer of a change lacks of what was sent, as a fault of the row; undefined if nothing. */
	lossIn?(answered: T, sent: Body, before: T | undefined): Fault | undefined;
	toJson(object: T): IDataObject;
}

/** An object, and when it was asked for. */
export interface ReadObject<T> {
	object: T;
	at: number;
}

/** What became of a row, and the object as it is known by then. */
interface Done<T> {
	is: 'written' | 'unchanged' | 'failed';
	known: ReadObject<T> | undefined;
}

// Where the rate limit is shared, or calls are repeated, it can be long until an object is written that was
// read with others. This is a little more than it takes otherwise.
const OLD_MS = 10_000;

/**
 * Makes what reads the objects of rows and writes one of them. A failure that concerns all calls is the
 * last one that is sent.
 * @param idOf the id of the object of a row
 */
export function rowUpdater<T extends { id: string }, V, Body extends object>(
	run: RowRun<V>,
	client: Client,
	idOf: (row: ItemRow<V>) => string,
	updating: Updating<T, V, Body>,
) {
	const { kind, idKind, noun, buildsOn, bodyOf, lossIn = () => undefined } = updating;
	const {
		faultIn = () => undefined,
		after = (answered: T) => answered,
		tellsAll = () => true,
	} = updating;
	const asking = untilLost(client);

	const read = async (rows: Array<ItemRow<V>>): Promise<Map<string, ReadObject<T>>> => {
		const found = new Map<string, ReadObject<T>>();
		const at = now();
		await findForRows(run, asking, { kind, idKind, idOf, rows }, (row, object) => {
			const fault = faultIn(row, object);
			if (fault) run.blame(row, fault);
			else found.set(idOf(row), { object, at });
		});
		return found;
	};
	const readAgain = async (row: ItemRow<V>) => (await read([row])).get(idOf(row));
	const patch = async (id: string, body: Body) =>
		await asking.request({
			method: 'PATCH',
			path: pathOf(kind, id),
			body,
			read: (answer) => kind.read(answer),
		});
	const failed = (row: ItemRow<V>, failure: Failure, known: ReadObject<T> | undefined): Done<T> => {
		if (saysNotFound(failure)) run.blame(row, notFound(idKind, idOf(row)));
		else run.fail(row, failure, [OBJECT_TEXTS.notUpdated(noun, row.name, failure.delivery)]);
		// What may have been written has to be read before others build on it.
		const at = failure.delivery === 'unknown' ? -Infinity : known?.at;
		return { is: 'failed', known: known && { ...known, at: at ?? known.at } };
	};

	/** Writes a row, and once more where something of it was lost. */
	const write = async (row: ItemRow<V>, before: ReadObject<T> | undefined): Promise<Done<T>> => {
		const lost = asking.lost();
		if (lost) {
			run.fail(row, lost, [OBJECT_TEXTS.notUpdated(noun, row.name, 'not sent')]);
			return { is: 'failed', known: before };
		}
		const isOld = before !== undefined && buildsOn(row) && now() - before.at > OLD_MS;
		let known = isOld ? await readAgain(row) : before;
		let loss: Fault | undefined;
		for (let tries = 0; tries < 2; tries++) {
			if (tries > 0) known = await readAgain(row);
			// Its failure is that of the row by now.
			if (buildsOn(row) && !known) return { is: 'failed', known: undefined };
			const current = known?.object;
			const sent = await bodyOf(row, current);
			if (!sent) return { is: 'unchanged', known };
			const answer = await patch(idOf(row), sent);
			if (!answer.ok) return failed(row, answer.failure, known);
			// An answer need not show all of it, so it gets no younger.
			const object = after(answer.value, sent, known?.object);
			const at = tellsAll(answer.value) ? (known?.at ?? now()) : -Infinity;
			known = { object, at };
			loss = lossIn(answer.value, sent, current);
			if (!loss) return { is: 'written', known };
		}
		if (loss) run.blame(row, loss);
		return { is: 'failed', known };
	};
	return { read, write };
}
