import { findByPrefixes, proveFilter } from './batchFilter';
import { BATCHES } from '../kinds';
import { knowledgeOf, type Knowledge } from '../knowledge';
import type { Client } from '../http/request';
import { untilOlder } from '../lists/listSince';
import { sortedList } from '../lists/sortedList';
import { namePrefix } from '../../domain/batchNames';
import type { AnsweredBatch } from '../../domain/batch';
import type { Result } from '../../domain/result';

type Batches = Result<AnsweredBatch[]>;

/**
 * Looks at the batches of an account. The list without a filter is read at most once, and no further than
 * needed. Names are searched with a filter if that takes fewer requests and the filter is known to work: an
 * empty answer of any other filter proves nothing.
 */
export function lookAtBatches(client: Client) {
	const knowledge = knowledgeOf(client.account);
	const list = replay(() => sortedList(client, BATCHES, knowledge));

	async function readAll(): Promise<Batches> {
		const all: AnsweredBatch[] = [];
		for await (const some of list()) {
			if (!some.ok) return some;
			all.push(...some.value);
		}
		return { ok: true, value: all };
	}

	async function named(names: string[]): Promise<Batches> {
		let prefixes = prefixesOf(names, knowledge);
		// One request for each takes no more requests than the list did last time.
		const isCheap = prefixes.length <= (knowledge.pages ?? 1);
		if (knowledge.findsByPrefix && isCheap && !prefixes.includes('')) {
			return (await findByPrefixes(client, knowledge, prefixes)) ?? (await readAll());
		}
		for await (const first of list()) {
			if (!first.ok) return first;
			knowledge.keepsCase ||= first.value.some(({ name = '' }) => name !== name.toUpperCase());
			prefixes = prefixesOf(names, knowledge);
			// Continue with the list, unless as many requests find less.
			const left = (knowledge.pages ?? 1) - 1;
			const proof = knowledge.findsByPrefix ? 0 : 1;
			if (prefixes.includes('') || prefixes.length + proof >= left) break;
			if (!(await proveFilter(client, knowledge, first.value))) break;
			return (await findByPrefixes(client, knowledge, prefixes)) ?? (await readAll());
		}
		return await readAll();
	}

	return { named, since: (time: number) => untilOlder(list(), time) };
}

/** What the batches of some names begin with, in each form that One Codex may have stored a name in. */
function prefixesOf(names: string[], { keepsCase }: Knowledge): string[] {
	const prefixes = names.map(namePrefix);
	const inUpperCase = keepsCase ? [] : prefixes.map((one) => one.toUpperCase());
	return withoutLonger([...prefixes, ...inUpperCase]);
}

/** The beginnings without those that begin with another, which finds what they find. */
function withoutLonger(prefixes: string[]): string[] {
	const kept: string[] = [];
	for (const prefix of [...new Set(prefixes)].sort()) {
		const last = kept.at(-1);
		if (last === undefined || !prefix.startsWith(last)) kept.push(prefix);
	}
	return kept;
}

/** Makes a sequence that is fetched once and can be read many times, each time from its start. */
function replay<T extends { ok: boolean }>(start: () => AsyncGenerator<T, void>) {
	const fetched: T[] = [];
	let source: AsyncGenerator<T, void> | undefined;
	let isComplete = false;
	let fetching: Promise<void> | undefined;
	const fetchNext = async () => {
		source ??= start();
		const next = await source.next();
		if (next.done) isComplete = true;
		else fetched.push(next.value);
		fetching = undefined;
	};
	return async function* (): AsyncGenerator<T, void> {
		for (let index = 0; ; index++) {
			while (index >= fetched.length && !isComplete) await (fetching ??= fetchNext());
			if (index >= fetched.length) return;
			yield fetched[index] as T;
		}
	};
}
