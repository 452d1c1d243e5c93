import type { Failure } from '../../domain/failure';
import { refusesFilter } from '../lists/serverFilter';
import { BATCHES } from '../kinds';
import type { Knowledge } from '../knowledge';
import { PAGE_SIZE } from '../lists/pages';
import type { Client } from '../http/request';
import { sortedList, sortedPage } from '../lists/sortedList';
import { atOnce } from '../../domain/atOnce';
import { namePrefix } from '../../domain/batchNames';
import type { AnsweredBatch } from '../../domain/batch';
import type { Result } from '../../domain/result';

/**
 * Tries whether One Codex finds batches by the beginning of their names: it has to find one that is known
 * to be there, and nothing else.
 * @param known batches that came without a filter
 */
export async function proveFilter(
	client: Client,
	knowledge: Knowledge,
	known: AnsweredBatch[],
): Promise<boolean> {
	if (knowledge.findsByPrefix !== undefined) return knowledge.findsByPrefix;
	const ids = new Set(known.map(({ id }) => id));
	// The oldest of them, which is not on its way into any index; and less than its name, since that would
	// be found by equality as well.
	const prefix = known.map(beginningOf).findLast((one) => one !== '');
	if (prefix === undefined) return false;
	const numbers = { page: 1, per_page: PAGE_SIZE };
	const answer = await sortedPage(client, BATCHES, knowledge, {
		...numbers,
		where: whereOf(prefix),
	});
	if (!answer.ok && !refusesFilter(answer.failure)) return false;
	knowledge.findsByPrefix =
		answer.ok &&
		answer.value.entries.some(({ id, name }) => ids.has(id) && name !== prefix) &&
		answer.value.entries.every((batch) => beginsWith(batch, prefix));
	return knowledge.findsByPrefix;
}

/** The first half of what a name surely begins with. */
function beginningOf({ name = '' }: AnsweredBatch): string {
	const characters = [...namePrefix(name)];
	return characters
		.slice(0, Math.ceil(characters.length / 2))
		.join('')
		.trimEnd();
}

/**
 * Finds the batches whose names begin in one of some ways, each with a request of its own, beside each
 * other.
 * @returns undefined if One Codex does not filter after all
 */
export async function findByPrefixes(
	client: Client,
	knowledge: Knowledge,
	prefixes: string[],
): Promise<Result<AnsweredBatch[]> | undefined> {
	const found: AnsweredBatch[] = [];
	let failure: Failure | undefined;
	const isOver = () => failure !== undefined || !knowledge.findsByPrefix;
	await atOnce(
		prefixes,
		async (prefix) => {
			for await (const some of sortedList(client, BATCHES, knowledge, whereOf(prefix))) {
				if (!some.ok && refusesFilter(some.failure)) knowledge.findsByPrefix = false;
				else if (!some.ok) failure = some.failure;
				else if (some.value.every((batch) => beginsWith(batch, prefix))) found.push(...some.value);
				else knowledge.findsByPrefix = false;
				if (isOver()) return;
			}
		},
		isOver,
	);
	if (failure) return { ok: false, failure };
	return knowledge.findsByPrefix ? { ok: true, value: found } : undefined;
}

const whereOf = (prefix: string) => JSON.stringify({ name: { $startswith: prefix } });

/** Some servers compare without regard to letter case. */
const beginsWith = ({ name = '' }: AnsweredBatch, prefix: string) =>
	name.toLowerCase().startsWith(prefix.toLowerCase());
