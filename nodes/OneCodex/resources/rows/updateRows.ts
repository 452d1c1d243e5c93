import { pathOf } from '../../api/kinds';
import type { Client } from '../../api/http/request';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { groupBy, type NonEmpty } from './groupBy';
import { inChunks } from './chunks';
import type { ItemRow, RowRun } from './rowRun';
import { rowUpdater, type ReadObject, type Updating } from './rowUpdater';

/** A row and the id of the object that it changes. */
export interface RowTarget<V> {
	row: ItemRow<V>;
	id: string;
}

/**
 * Changes the object of each row. Rows are independent of each other, but for those of one object: they
 * are done one after the other, so that the last one wins. Objects that rows build on are read and
 * written in chunks, and executions in this process take turns for them. What another program writes
 * between the two may be lost: they are 7 seconds apart at most, and 10 to 20 where other executions use
 * the rate limit as well, unless One Codex is busy. A call is tried again where it failed on the way, since
 * it sets the same values again.
 * @returns what to say of the rows that were done before something went wrong; nothing if there are none
 */
export async function updateRows<T extends { id: string }, V, Body extends object>(
	run: RowRun<V>,
	client: Client,
	targets: Array<RowTarget<V>>,
	updating: Updating<T, V, Body>,
): Promise<string[]> {
	const { kind, buildsOn } = updating;
	const ids = new Map(targets.map(({ row, id }) => [row, id]));
	const { read, write } = rowUpdater(run, client, (row) => ids.get(row) ?? '', updating);
	let written = 0;

	const finish = (row: ItemRow<V>, known: ReadObject<T> | undefined) => {
		if (known) run.finish(row, [updating.toJson(known.object)]);
	};
	const updateObject = async (rows: NonEmpty<RowTarget<V>>, found: Map<string, ReadObject<T>>) => {
		let known = found.get(rows[0].id);
		const unchanged: Array<ItemRow<V>> = [];
		for (const { row } of rows) {
			if (run.isOver()) return;
			// As one whose object could not be read.
			if (run.hasFailed(row)) continue;
			const done = await write(row, known);
			known = done.known ?? known;
			if (done.is === 'unchanged') unchanged.push(row);
			if (done.is !== 'written') continue;
			written += 1;
			finish(row, known);
		}
		// Another row may have changed the object of one that changes nothing.
		for (const row of unchanged) finish(row, known);
	};
	const building = (chunk: Array<NonEmpty<RowTarget<V>>>) =>
		chunk.flat().filter(({ row }) => buildsOn(row));
	await inChunks([...groupBy(targets, ({ id }) => id).values()], {
		keysOf: (chunk) => building(chunk).map(({ id }) => `${client.account}\n${pathOf(kind, id)}`),
		read: async (chunk) => await read(run.isOver() ? [] : building(chunk).map(({ row }) => row)),
		work: updateObject,
		isOver: run.isOver,
		signal: client.signal,
	});
	return written === 0 ? [] : [OBJECT_TEXTS.updatedBefore(written)];
}
