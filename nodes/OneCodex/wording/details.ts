import type { ListFlaw, Received } from '../domain/failure';

const RECEIVED: Record<Exclude<Received['kind'], 'object'>, string> = {
	nothing: 'an empty response',
	'web page': 'a web page (HTML) instead of data',
	text: 'text that is not complete JSON',
	list: 'a list without the documented content',
};

/** What One Codex returned in place of the documented content. */
export const receivedText = (received: Received): string =>
	received.kind === 'object'
		? `Received JSON without the documented content (it has: ${received.keys || 'nothing'}).`
		: `Received ${RECEIVED[received.kind]}.`;

/** Why a list cannot be relied on. */
export function listText(flaw: ListFlaw): string {
	switch (flaw.code) {
		case 'incomplete':
			return 'The list has fewer entries than its count says.';
		case 'incomplete samples':
			return 'The list of samples in a batch has fewer entries than its count says.';
		case 'unsteady':
			return 'The list changes faster than it can be read.';
		case 'unreadable':
			return `Batch number ${flaw.batch} has a sample without a readable tube barcode, so it could be any tube.`;
		case 'empty':
			return `Batch number ${flaw.batch} is new and has no samples yet.`;
		case 'changing':
			return `Batch number ${flaw.batch} is one of many that another program is registering under the same name.`;
	}
}

/** What somebody said, as a sentence. */
export const saidBy = (who: string, said: string): string =>
	`${who} says: "${said}"${/[.!?]$/.test(said) ? '' : '.'}`;
