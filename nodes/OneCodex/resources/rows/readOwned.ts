import type { FilteredLists, ListFilter } from '../../api/lists/filters';
import { idChunks, OWNERS_AT_ONCE } from '../../api/lists/lookUp';
import { atOnce } from '../../domain/atOnce';
import type { Result } from '../../domain/result';
import { groupBy } from './groupBy';

/** What each of some ids names: objects, undefined if there are none with that id, or why they could not be read. */
export type Named<T> = Map<string, Result<T[] | undefined>>;

/** Lists the objects that belong to some others, of many with one request; and how many are unreadable. */
export async function readOwned<T extends { id: string }>(
	list: FilteredLists<T>,
	filterOf: (owners: string[]) => ListFilter<T>,
	ownerOf: (entry: T) => string | undefined,
	ids: string[],
): Promise<{ named: Named<T>; unreadable: number }> {
	const named: Named<T> = new Map();
	let unreadable = 0;
	let showsOthers = false;
	const readSome = async (owners: string[], filter: ListFilter<T>) => {
		const wanted = new Set<string | undefined>(owners);
		const found = await list({
			...filter,
			limit: Infinity,
			see: (entry) => {
				showsOthers ||= !wanted.has(ownerOf(entry));
			},
		});
		if (found.ok) unreadable = Math.max(unreadable, found.value.unreadable);
		const byOwner = groupBy(found.ok ? found.value.entries : [], (entry) => ownerOf(entry) ?? '');
		for (const id of owners) {
			named.set(id, found.ok ? { ok: true, value: byOwner.get(id) ?? [] } : found);
		}
	};
	// The first shows whether the list is filtered. If not, it is read once more, for all others.
	const [first = [], ...others] = idChunks(ids, OWNERS_AT_ONCE);
	await readSome(first, filterOf(first));
	if (showsOthers && others.length > 0) {
		const rest = others.flat();
		await readSome(rest, { ...filterOf(rest), server: undefined });
	} else {
		await atOnce(others, async (some) => await readSome(some, filterOf(some)));
	}
	return { named, unreadable };
}
