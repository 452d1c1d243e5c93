const defaultPerPage = 50;
const mostPerPage = 100;

/**
 * Cuts one page out of a list and describes where it stands.
 *
 * @param all the whole list, in order
 * @param url the address that was asked for; `page` and `per_page` are read from it
 * @returns the page's items, and the Link and X-Total-Count headers
 */
export function cutPage<T>(all: T[], url: URL): { items: T[]; headers: Record<string, string> } {
	const page = Number(url.searchParams.get('page') ?? 1);
	const asked = Number(url.searchParams.get('per_page') ?? defaultPerPage);
	const perPage = Math.min(asked, mostPerPage);
	const last = Math.max(1, Math.ceil(all.length / perPage));
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
		headers: { Link: links.join(', '), 'X-Total-Count': String(all.length) },
	};
}
