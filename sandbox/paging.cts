import { refusal } from './refusal.cts';
import type { World } from './worlds.cts';

const defaultPerPage = 50;
const mostPerPage = { asked: 100, small: 5 };

/**
 * Cuts one page out of a list and describes where it stands.
 *
 * @param all the whole list, in order
 * @param url the address that was asked for; `page` and `per_page` are read from it
 * @param world how pages are, see `World`
 * @returns the page's items, and the Link and X-Total-Count headers as far as they are sent; a page
 * that is not there may be thrown as a 404
 */
export function cutPage<T>(
	all: T[],
	url: URL,
	{ pageSize, beyondLastPage, counts }: World,
): { items: T[]; headers: Record<string, string> } {
	const page = Number(url.searchParams.get('page') ?? 1);
	const asked = Number(url.searchParams.get('per_page') ?? defaultPerPage);
	const perPage = Math.min(asked, mostPerPage[pageSize]);
	const last = Math.max(1, Math.ceil(all.length / perPage));
	if (page > last && beyondLastPage === 'notFound') throw refusal(404, `There is no page ${page}`);
	const link = (rel: string, number: number) => {
		const target = new URL(url);
		target.searchParams.set('page', String(number));
		target.searchParams.set('per_page', String(perPage));
		return `<${target.href}>; rel="${rel}"`;
	};
	const links = [link('self', page), link('first', 1), link('last', last)];
	if (page > 1) links.push(link('prev', Math.min(page - 1, last)));
	if (page < last) links.push(link('next', page + 1));
	return {
		items: all.slice((page - 1) * perPage, page * perPage),
		headers: {
			...((counts === 'sent' || counts === 'linkOnly') && { Link: links.join(', ') }),
			...((counts === 'sent' || counts === 'totalOnly') && {
				'X-Total-Count': String(all.length),
			}),
		},
	};
}
