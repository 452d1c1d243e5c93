import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	filteredLists,
	type FilteredLists,
	type ListFilter,
	type ListTraits,
} from '../../api/lists/filters';
import type { Kind } from '../../api/kinds';
import { lookUp } from '../../api/lists/lookUp';
import { atOnce } from '../../domain/atOnce';
import { connect, type Client } from '../../api/http/request';
import type { IdKind } from '../../domain/ids';
import type { Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { notFound } from './findRows';
import { groupBy, type NonEmpty } from './groupBy';
import { readOwned, type Named } from './readOwned';
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
	/** The ids that the only objects that are asked for have, or belong to; undefined if all are. */
	idsOf?(settings: S): string[] | undefined;
	/** The id of what an entry belongs to; not given if the ids are the entries' own. */
	ownerOf?(entry: T): string | undefined;
	/** @param owners the ids of what the entries are to belong to; undefined for anything */
	filterOf(settings: S, owners?: string[]): ListFilter<T>;
	/** An object as an item. */
	toJson(entry: T, simple: boolean): IDataObject;
	/** As `nearEnd` of {@link ListFilter}. */
	nearEnd?(entries: T[], simple: boolean): Promise<void>;
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
	const note = (count: number) => (unreadable = Math.max(unreadable, count));
	const give = async (group: NonEmpty<ItemRow<S>>) => {
		const ids = group.flatMap(({ value }) => idsOf(value) ?? []);
		const { ownerOf } = listing;
		const [{ value }] = group;
		if (idsOf(value) === undefined) {
			note(await listOnce(run, list, group, listing, simple));
		} else if (ownerOf) {
			const filterOf = (owners: string[]) => listing.filterOf(value, owners);
			const owned = await readOwned(list, filterOf, ownerOf, ids);
			note(owned.unreadable);
			giveNamed(run, group, listing, owned.named, simple);
		} else {
			giveNamed(run, group, listing, await readNamed(client, listing, value, ids), simple);
		}
	};
	// The first shows whether lists can be filtered.
	const [first, ...others] = groupBy(run.rows(), wishOf).values();
	if (first) await give(first);
	await atOnce(others, give, run.isOver);
	if (unreadable > 0) showHint(context, HINTS.unreadableEntries(unreadable), 'warning');
	run.settle();
	return await run.output();
}

/** Gives what the rows of a group ask for, and how many entries had to be left out. */
async function listOnce<T extends { id: string }, S extends ListSettings>(
	run: RowRun<S>,
	list: FilteredLists<T>,
	group: NonEmpty<ItemRow<S>>,
	{ nouns, filterOf, toJson, nearEnd }: Listing<T, S>,
	simple: boolean,
): Promise<number> {
	const [first] = group;
	const found = await list({
		...filterOf(first.value),
		nearEnd: async (entries) => await nearEnd?.(entries, simple),
	});
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

/** Reads the objects that have some ids. Those that other conditions leave out are none. */
async function readNamed<T extends { id: string }, S extends ListSettings>(
	client: Client,
	{ kind, filterOf }: Listing<T, S>,
	settings: S,
	ids: string[],
): Promise<Named<T>> {
	const { keeps } = filterOf(settings);
	const named: Named<T> = new Map();
	for (const [id, one] of await lookUp(client, kind, ids)) {
		const value = one.ok && one.value ? [one.value].filter(keeps) : undefined;
		named.set(id, one.ok ? { ok: true, value } : one);
	}
	return named;
}

/** Gives each row what it names, unless a row before it has. */
function giveNamed<T extends { id: string }, S extends ListSettings>(
	run: RowRun<S>,
	group: NonEmpty<ItemRow<S>>,
	{ idKind, idsOf, ownerOf, nouns, toJson }: Listing<T, S>,
	named: Named<T>,
	simple: boolean,
): void {
	const given = new Set<string>();
	for (const row of group) {
		const entries: T[] = [];
		let isGood = true;
		for (const id of idsOf?.(row.value) ?? []) {
			const one = named.get(id);
			if (one?.ok && one.value) {
				entries.push(...one.value);
				continue;
			}
			isGood = false;
			const about = ownerOf ? OBJECT_TEXTS.notListed(nouns) : OBJECT_TEXTS.notRead(idKind, id);
			if (one && !one.ok) run.fail(row, one.failure, [about]);
			else run.blame(row, notFound(idKind, id));
		}
		// A row that went wrong gives nothing, so that another may still give what it names.
		if (!isGood) continue;
		const output: IDataObject[] = [];
		for (const entry of entries) {
			if (given.has(entry.id)) continue;
			given.add(entry.id);
			output.push(toJson(entry, simple));
		}
		run.finish(row, output);
	}
}
