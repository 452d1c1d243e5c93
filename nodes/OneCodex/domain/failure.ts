/**
 * What a call that gave no usable answer says about the request: `not sent` never reached One Codex,
 * `rejected` reached it and was not carried out, and of `unknown` neither can be said. Registering each
 * tube once rests on this distinction: only what was not carried out may be sent again.
 */
export type Delivery = 'not sent' | 'rejected' | 'unknown';

/** What on the way to One Codex stopped a request before it left, where an error of n8n shows it. */
export type Obstacle = 'authority' | 'validity' | 'host name' | 'proxy' | 'n8n';

/** Why a base URL cannot be used; `more` is a user name, a query or a fragment. */
export type AddressFlaw = 'no address' | 'unencrypted' | 'other protocol' | 'more';

/** Why a file is not requested from an address that an answer names. */
export type LinkFlaw = AddressFlaw | 'private';

/** Why a credential cannot be used. */
export type CredentialFlaw = AddressFlaw | 'bad key';

/** What was received under a status of success in place of the documented content. */
export type Received =
	| { kind: 'nothing' | 'web page' | 'text' | 'list' }
	/** @param keys the names that the object has, shortened */
	| { kind: 'object'; keys: string };

/**
 * Why the list of a batch's tubes cannot be used: it has an entry that cannot be read, or none at all, or
 * others register the same batch again and again.
 */
export type UselessList = 'unreadable' | 'empty' | 'changing';

/** Why a list in the documented form cannot be relied on. */
export type ListFlaw =
	| { code: 'incomplete' | 'incomplete samples' | 'unsteady' }
	/** @param batch the number of the batch whose tubes are listed */
	| { code: UselessList; batch: string };

/** Why a call gave no usable answer. */
export interface Failure {
	delivery: Delivery;
	/**
	 * Whether the call may have been refused because a tube is registered already: how One Codex says so,
	 * if it does, is not documented.
	 */
	conflict?: boolean;
	/** Whether the API says in so many words that a barcode is registered already. */
	repeated?: boolean;
	/** The HTTP status, if an answer came. */
	status?: number;
	/** The code of a network failure, such as ECONNREFUSED. */
	code?: string;
	/** What stopped the request on its way, if that is known. */
	obstacle?: Obstacle;
	/** Whether a web page was received instead of an answer of the API. */
	isPage?: boolean;
	/** The message in the answer, shortened and without the API key; empty if there is none. */
	said: string;
	received?: Received;
	list?: ListFlaw;
	/** How long the answer asks to wait before the next try, in milliseconds. */
	retryAfterMs?: number;
	/** The host of a file, if it failed there and not at One Codex. */
	store?: string;
	/** What is wrong with the link to a file. */
	link?: LinkFlaw;
	/** Whether n8n itself could not store a file; `said` is what it says. */
	disk?: boolean;
	/** What is wrong with the credential, if that stopped the call. */
	credential?: CredentialFlaw;
}
