import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { filteredLists, type ListFilter, type ListTraits } from '../../api/lists/filters';
import type { Kind } from '../../api/kinds';
import { lookUp } from '../../api/lists/lookUp';
import { connect, type Client } from '../../api/http/request';
import type { IdKind } from '../../domain/ids';
import type { Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { notFound } from './findRows';
import { groupBy, type NonEmpty } from './groupBy';
import type { ListSettings } from '../descriptions/listSettings';
import { startRows, type ItemRow, type RowRun } from './rowRun';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { LABELS } from '../../wording/labels';

/** How an operation lists objects. */
interface Listing<T extends { id: string }, S extends ListSettings> {
	kind: Kind<T>;
	idKind: IdKind;
	/** What is listed, as in "sequencing batches". */
	nouns: string;
	traits: ListTraits<T>;
	/** What an item asks for. */
	read(item: number): ReadRow<S>;
	/** The ids of the only objects that are asked for; undefined if all are. */
	idsOf?(settings: S): string[] | undefined;
	filterOf(settings: S): ListFilter<T>;
	/** An object as an item. */
	toJson(entry: T, simple: boolean): IDataObject;
}

/**
 * Lists objects, once for all input items that ask for the same; the items that come out belong to the
 * first of those. Objects that input items name by their ids belong to the item that names them first, and
 * are given all, in the order of the items.
 */
export async function readMany<T extends { id: string }, S extends ListSettings>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	parameters: Parameters,
	listing: Listing<T, S>,
): Promise<INodeExecutionData[]> {
	const { kind, traits, idsOf = () => undefined } = listing;
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, listing.read);
	run.settle();
	const client = await connect(context);
	const list = filteredLists(client, kind, traits);
	// What is named by ids comes without a limit, in the order of the items.
	const wishOf = ({ value }: ItemRow<S>) => {
		const listed = idsOf(value) ? { limit: undefined, ascending: undefined } : {};
		return JSON.stringify({ ...value, ...listed, ids: undefined });
	};
	let unreadable = 0;
	for (const group of groupBy(run.rows(), wishOf).values()) {
		if (run.isOver()) break;
		const byIds = idsOf(group[0].value) !== undefined;
		if (byIds) await pickByIds(run, client, group, listing, simple);
		else unreadable = Math.max(unreadable, await listOnce(run, list, group, listing, simple));
	}
	if (unreadable > 0) showHint(context, HINTS.unreadableEntries(unreadable), 'warning');
	run.settle();
	return await run.output();
}

/** Gives what the rows of a group ask for, and how many entries had to be left out. */
async function listOnce<T extends { id: string }, S extends ListSettings>(
	run: RowRun<S>,
	list: ReturnType<typeof filteredLists<T>>,
	group: NonEmpty<ItemRow<S>>,
	{ nouns, filterOf, toJson }: Listing<T, S>,
	simple: boolean,
): Promise<number> {
	const [first] = group;
	const found = await list(filterOf(first.value));
	if (!found.ok) {
		for (const row of group) run.fail(row, found.failure, [OBJECT_TEXTS.notListed(nouns)]);
		return 0;
	}
	const { entries, unreadable } = found.value;
	run.finish(
		first,
		entries.map((entry) => toJson(entry, simple)),
	);
	return unreadable;
}

async function pickByIds<T extends { id: string }, S extends ListSettings>(
	run: RowRun<S>,
	client: Client,
	group: NonEmpty<ItemRow<S>>,
	{ kind, idKind, idsOf, filterOf, toJson }: Listing<T, S>,
	simple: boolean,
): Promise<void> {
	const idsIn = (row: ItemRow<S>) => idsOf?.(row.value) ?? [];
	const found = await lookUp(client, kind, group.flatMap(idsIn));
	const { keeps } = filterOf(group[0].value);
	const given = new Set<string>();
	for (const row of group) {
		const entries: T[] = [];
		let isGood = true;
		for (const id of idsIn(row)) {
			const one = found.get(id);
			if (one?.ok && one.value) entries.push(one.value);
			else isGood = false;
			if (one && !one.ok) run.fail(row, one.failure, [OBJECT_TEXTS.notRead(idKind, id)]);
			else if (!one?.value) run.blame(row, notFound(idKind, id));
		}
		// A row that went wrong gives nothing, so that another may still give what it names.
		if (!isGood) continue;
		const output: IDataObject[] = [];
		for (const entry of entries) {
			if (given.has(entry.id) || !keeps(entry)) continue;
			given.add(entry.id);
			output.push(toJson(entry, simple));
		}
		run.finish(row, output);
	}
}
