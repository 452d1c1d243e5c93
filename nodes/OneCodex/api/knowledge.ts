import { later } from './http/timing';

/**
 * What this process has seen of how One Codex answers an account, where its documents say nothing. It
 * decides what a look-up costs, and lets an empty answer count for something.
 */
export interface Knowledge {
	/**
	 * Whether a filter by the beginning of a name was seen to find a batch that is there. False if it was
	 * seen not to; undefined if it was not tried.
	 */
	findsByPrefix: boolean | undefined;
	/** Whether a batch with small letters in its name was seen, so that names are not stored in upper case. */
	keepsCase: boolean;
	/** Whether a request to sort the list of batches was refused. */
	refusesSort: boolean;
	/** How many pages the list of batches had when it was last begun to be read. */
	pages: number | undefined;
	/** Whether the list of a batch's samples was seen to come as a whole, whichever page is asked for. */
	samplesComeWhole: boolean;
}

// A server changes now and then.
const LIFETIME_MS = 60 * 60 * 1000;

const known = new Map<string, Knowledge>();

/**
 * What is known of an account.
 * @param account identifies the account
 */
export function knowledgeOf(account: string): Knowledge {
	const knowledge = known.get(account) ?? {
		findsByPrefix: undefined,
		keepsCase: false,
		refusesSort: false,
		pages: undefined,
		samplesComeWhole: false,
	};
	if (!known.has(account)) later(LIFETIME_MS, () => known.delete(account));
	known.set(account, knowledge);
	return knowledge;
}
