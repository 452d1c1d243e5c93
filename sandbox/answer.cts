import type { Request, Response } from 'express';
import { refusal } from './refusal.cts';
import type { Account, State } from './state.cts';
import type { Reply } from './wire.cts';

/** Writes a reply, after whatever fault is due. */
export type Deliver = (response: Response, reply: Reply) => Promise<void>;

/** What a route has done; the status is 200 unless it says otherwise. */
export type Handled = Omit<Reply, 'status'> & Partial<Reply>;

/** What a route does for an account. Requests that arrive have been checked by the description. */
type Handle = (account: Account, request: Request) => Handled;

/** Turns what a route does into its handler; see `createAnswer`. */
export type Answer = ReturnType<typeof createAnswer>;

/** Makes handlers that find the account of a request's key, or refuse with a 401. */
export function createAnswer(state: State, deliver: Deliver) {
	return (handle: Handle) => (request: Request, response: Response) => {
		const account = state.accountFor(request.get('x-api-key'));
		if (!account) throw refusal(401, 'The API key is not known');
		return deliver(response, { status: 200, ...handle(account, request) });
	};
}

/** The id in a request's path. */
export function idOf(request: Request): string {
	return String(request.params.id);
}

/** The address that a request came to. */
export function originOf(request: Request): string {
	return `${request.protocol}://${request.get('host') ?? ''}`;
}
