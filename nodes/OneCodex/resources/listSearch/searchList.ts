import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { Kind } from '../../api/kinds';
import { page, type Page } from '../../api/lists/pages';
import { connect, type Client } from '../../api/http/request';
import { filterThereOrHere } from '../../api/lists/serverFilter';
import { wholeList } from '../../api/lists/wholeList';
import type { Result } from '../../domain/result';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { containsText } from './containsText';
import { apiError } from '../rows/errorItems';

/** How many choices a drop-down list shows with each page. */
export const CHOICES_PER_PAGE = 50;
// How much of a list is read that One Codex cannot search itself. Its pages may be small.
const MOST_ENTRIES = 1_000;
const MOST_PAGES = 50;

type Choices = INodeListSearchItems[];

/** How a drop-down list of the editor is made from a list of the API. */
export interface Search<T extends { id: string }> {
	kind: Kind<T>;
	order?: IDataObject;
	/** The fields to search for a text. */
	fields: string[];
	fieldOf(found: T, field: string): unknown;
	/** Whether it is documented that the list can be searched. If not, its beginning is searched here as well. */
	canBeSearched: boolean;
	toEntry(found: T): INodeListSearchItems;
}

/** Reads one page of the whole list, if nothing was typed. */
export async function browse<T extends { id: string }>(
	client: Client,
	search: Search<T>,
	token = '1',
): Promise<Result<{ entries: T[]; paginationToken: string | undefined }>> {
	const [number = 1, size = CHOICES_PER_PAGE] = token.split('/').map(Number);
	const answer = await pageOf(client, search, { page: number, per_page: CHOICES_PER_PAGE });
	if (!answer.ok) return answer;
	const { entries, count, total, hasNext } = answer.value;
	// The first page shows whether the server grants less.
	const granted = number === 1 && count < (total ?? 0) ? count : size;
	const isTold = total === undefined ? count === granted : number * granted < total;
	const next = granted === CHOICES_PER_PAGE ? `${number + 1}` : `${number + 1}/${granted}`;
	const paginationToken = count > 0 && (hasNext ?? isTold) ? next : undefined;
	return { ok: true, value: { entries, paginationToken } };
}

/**
 * Finds objects with a text in one of their fields, up to a page for each field. If the server finds
 * nothing, or its search is not documented, the beginning of the list is searched here.
 */
export async function find<T extends { id: string }>(
	client: Client,
	search: Search<T>,
	text: string,
): Promise<Result<Choices>> {
	const found: T[] = [];
	const there = async (): Promise<Result<T[]>> => {
		for (const field of search.fields) {
			const where = JSON.stringify({ [field]: { $icontains: text } });
			const answer = await pageOf(client, search, { where, page: 1, per_page: CHOICES_PER_PAGE });
			if (!answer.ok) return answer;
			found.push(...answer.value.entries);
		}
		return { ok: true, value: found };
	};
	const { canBeSearched } = search;
	const all = await filterThereOrHere({
		there,
		isReliable: () => canBeSearched && found.length > 0,
		here: async (): Promise<Result<T[]>> => {
			const sifted = await sift(client, search, text);
			if (!sifted.ok) return sifted;
			// Which fields can be searched is not known for all lists, and some of them may have been.
			const meant = canBeSearched ? found : found.filter((one) => hasText(search, one, text));
			return { ok: true, value: [...meant, ...sifted.value] };
		},
	});
	return all.ok ? { ok: true, value: eachOnce(search, all.value) } : all;
}

const eachOnce = <T extends { id: string }>({ toEntry }: Search<T>, found: T[]): Choices => [
	...new Map(found.map(toEntry).map((entry) => [entry.value, entry])).values(),
];

function hasText<T extends { id: string }>(
	{ fields, fieldOf }: Search<T>,
	found: T,
	text: string,
): boolean {
	return fields.some((field) => {
		const value = fieldOf(found, field);
		const isShown = typeof value === 'string' || typeof value === 'number';
		return isShown && containsText(String(value), text);
	});
}

/** Searches the beginning of the list here. */
async function sift<T extends { id: string }>(
	client: Client,
	search: Search<T>,
	text: string,
): Promise<Result<T[]>> {
	const found: T[] = [];
	let [pages, read] = [0, 0];
	for await (const some of wholeList((numbers) => pageOf(client, search, numbers))) {
		if (!some.ok) return some;
		found.push(...some.value.filter((one) => hasText(search, one, text)));
		read += some.value.length;
		if (read >= MOST_ENTRIES || ++pages >= MOST_PAGES || found.length >= CHOICES_PER_PAGE) break;
	}
	return { ok: true, value: found };
}

/** Reads a page in the order of the list, or in any order if the server refuses to sort. */
async function pageOf<T extends { id: string }>(
	client: Client,
	{ kind, order }: Search<T>,
	query: Parameters<typeof page>[2],
): Promise<Result<Page<T>>> {
	const answer = await page(client, kind, { ...order, ...query });
	const mayBeTheOrder = !answer.ok && answer.failure.status === 400 && order !== undefined;
	return mayBeTheOrder ? await page(client, kind, query) : answer;
}

/** The value of a result. A failure is thrown, which the editor shows in the list. */
export function must<T>(context: ILoadOptionsFunctions, result: Result<T>): T {
	if (result.ok) return result.value;
	throw apiError(context.getNode(), result.failure, [OBJECT_TEXTS.noChoices()]);
}

/** What a method of the node that lists choices shows. */
interface Shown {
	/** A page of the whole list, if nothing was typed. */
	all(
		context: ILoadOptionsFunctions,
		client: Client,
		token?: string,
	): Promise<INodeListSearchResult>;
	/** What goes with the text that was typed. */
	matching(context: ILoadOptionsFunctions, client: Client, text: string): Promise<Choices>;
}

/** Makes a method of the node that lists choices. */
export function choicesMethod({ all, matching }: Shown) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		token?: string,
	): Promise<INodeListSearchResult> {
		const client = await connect(this);
		const text = filter?.trim() ?? '';
		if (text === '') return await all(this, client, token);
		return { results: await matching(this, client, text) };
	};
}

/** Makes a method of the node that lists objects, or those with a text in one of their fields. */
export const listMethod = <T extends { id: string }>(search: Search<T>) =>
	choicesMethod({
		all: async (context, client, token) => {
			const browsed = must(context, await browse(client, search, token));
			const { entries, paginationToken } = browsed;
			return { results: entries.map(search.toEntry), paginationToken };
		},
		matching: async (context, client, text) => must(context, await find(client, search, text)),
	});
