import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ApiFailure } from '../api/failure';
import { refusesFilter } from '../api/filters';
import type { Kind } from '../api/kinds';
import { page, pages } from '../api/pages';
import { connect, type Client } from '../api/request';
import type { Result } from '../registration/registry';
import { apiError } from './errorItems';

const PAGE_SIZE = 50;
// How far a list is read that One Codex cannot search itself.
const MOST_PAGES = 10;

type Entries = INodeListSearchItems[];

/** How a list of the editor is made of a list of the API. */
export interface Search<T extends { id: string }> {
	kind: Kind<T>;
	order?: IDataObject;
	/** The fields in which a text is searched for. */
	fields: string[];
	toEntry(found: T): INodeListSearchItems;
}

/** Reads one page of the list itself, where nothing was typed. */
export async function browse<T extends { id: string }>(
	client: Client,
	{ kind, order }: Search<T>,
	token = '1',
): Promise<Result<{ entries: T[]; paginationToken: string | undefined }, ApiFailure>> {
	const number = Number(token);
	const answer = await page(client, kind, { ...order, page: number, per_page: PAGE_SIZE });
	if (!answer.ok) return answer;
	const { entries, count, total = Infinity } = answer.value;
	const isMore = count === PAGE_SIZE && number * PAGE_SIZE < total;
	const paginationToken = isMore ? String(number + 1) : undefined;
	return { ok: true, value: { entries, paginationToken } };
}

/** Finds what has a text in one of its fields, up to a page for each field. */
export async function find<T extends { id: string }>(
	client: Client,
	search: Search<T>,
	text: string,
): Promise<Result<Entries, ApiFailure>> {
	const { kind, order, fields, toEntry } = search;
	const found: Entries = [];
	for (const field of fields) {
		const where = JSON.stringify({ [field]: { $icontains: text } });
		const answer = await page(client, kind, { ...order, where, page: 1, per_page: PAGE_SIZE });
		// Which fields can be searched is not known for all lists.
		if (!answer.ok && refusesFilter(answer.failure)) {
			const sifted = await sift(client, search, text);
			return sifted.ok ? { ok: true, value: eachOnce([...found, ...sifted.value]) } : sifted;
		}
		if (!answer.ok) return answer;
		found.push(...answer.value.entries.map(toEntry));
	}
	return { ok: true, value: eachOnce(found) };
}

const eachOnce = (entries: Entries): Entries => [
	...new Map(entries.map((entry) => [entry.value, entry])).values(),
];

/** Goes through the list itself, by the names that it shows. */
async function sift<T extends { id: string }>(
	client: Client,
	{ kind, order = {}, toEntry }: Search<T>,
	text: string,
): Promise<Result<Entries, ApiFailure>> {
	const found: Entries = [];
	let read = 0;
	for await (const answer of pages(client, kind, order)) {
		if (!answer.ok) return answer;
		const shown = answer.value.map(toEntry);
		found.push(...shown.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())));
		if (++read >= MOST_PAGES || found.length >= PAGE_SIZE) break;
	}
	return { ok: true, value: found };
}

/** An error is shown in the list itself. */
export function must<T>(context: ILoadOptionsFunctions, result: Result<T, ApiFailure>): T {
	if (result.ok) return result.value;
	throw apiError(context.getNode(), result.failure, ['The list could not be read.']);
}

/** A method of the node that lists objects, or those that have a text in one of their fields. */
export function listMethod<T extends { id: string }>(search: Search<T>) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		token?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const text = filter?.trim() ?? '';
		if (text !== '') return { results: must(this, await find(client, search, text)) };
		const { entries, paginationToken } = must(this, await browse(client, search, token));
		return { results: entries.map(search.toEntry), paginationToken };
	};
}
