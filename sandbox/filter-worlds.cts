import { readEqualityOnly, readLike } from './dialects.cts';
import { readWhere } from './filter.cts';
import type { Columns } from './filter.cts';
import { refusal } from './refusal.cts';
import type { World } from './worlds.cts';

/**
 * Reads the `where` parameter the way it is done in a world.
 *
 * @param columns the fields of the list
 * @param where the parameter; undefined for all entries
 * @param way see `World.batchFilter`
 * @returns whether an entry is meant; a filter that is not understood is thrown as a refusal
 */
export function readFilter<Entry>(
	columns: Columns<Entry>,
	where: string | undefined,
	way: World['batchFilter'],
): (entry: Entry) => boolean {
	if (where === undefined) return () => true;
	switch (way) {
		case 'prefix':
		case 'crashing':
			return readWhere(columns, where);
		case 'like':
			return readWhere(columns, where, readLike);
		case 'equality':
			return readWhere(columns, where, readEqualityOnly);
		case 'nothing':
			return () => false;
		case 'ignored':
			return () => true;
		case 'refused':
			throw refusal(400, 'where: this list cannot be filtered');
	}
}
