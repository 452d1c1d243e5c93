import { hexId } from './ids.cts';
import { refusal } from './refusal.cts';
import type { Account } from './state.cts';
import type { Described, Reference } from './wire.cts';

/** The address all tags are under. */
export const tagsPath = '/api/v1/tags';

/** A tag as the API writes it. */
export type WireTag = Described<'Tag'>;

/** A tag as a client names it. */
type TagWanted = Reference | Described<'TagByName'>;

/** Makes the memory for tags. They come to be when a sample is given one by name. */
export function createTags() {
	let byUser = new Map<string, WireTag[]>();

	const visible = ({ user }: Account): WireTag[] => byUser.get(user) ?? [];

	function findOrAddOne(account: Account, wanted: TagWanted): Reference {
		const known = visible(account).find((tag) =>
			'name' in wanted ? tag.name === wanted.name : tag.$uri === wanted.$ref,
		);
		if (known) return { $ref: known.$uri };
		if (!('name' in wanted)) throw refusal(400, `tags: there is no ${wanted.$ref}`);
		const tag = { $uri: `${tagsPath}/${hexId()}`, name: wanted.name };
		byUser.set(account.user, [...visible(account), tag]);
		return { $ref: tag.$uri };
	}

	return {
		/** Every tag of every account. */
		all: (): WireTag[] => [...byUser.values()].flat(),
		/** One of the account's tags, or a 404. */
		find: (account: Account, id: string): WireTag => {
			const found = visible(account).find(({ $uri }) => $uri === `${tagsPath}/${id}`);
			if (found) return found;
			throw refusal(404, `There is no tag ${id}`);
		},
		/**
		 * Finds the account's tags, each once, and makes those whose name is new. One that is wanted
		 * by an address there is not is thrown as a 400; the description keeps such lists free of names,
		 * so nothing has been made by then.
		 */
		findOrAdd: (account: Account, wanted: TagWanted[]): Reference[] => {
			const found = wanted.map((one) => findOrAddOne(account, one).$ref);
			return [...new Set(found)].map(($ref) => ({ $ref }));
		},
		/** Forgets every tag. */
		reset: () => {
			byUser = new Map();
		},
		/** The account's tags, oldest first. */
		visible,
	};
}
