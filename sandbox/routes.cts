import type { Express, Request, Response } from 'express';
import { readSort, readWhere } from './filter.cts';
import { cutPage } from './paging.cts';
import { refusal } from './refusal.cts';
import type { Account, Batch, State } from './state.cts';
import { batchesPath, toUserReference, toWireBatch, toWireTube } from './wire.cts';
import type { RegisterRequest, Reply } from './wire.cts';

/** Writes a reply, after whatever fault is due. */
export type Deliver = (response: Response, reply: Reply) => Promise<void>;

/** Adds the endpoints of the description. Requests that arrive here have been checked by it. */
export function addRoutes(app: Express, state: State, deliver: Deliver): void {
	const answer =
		(handle: (account: Account, request: Request) => Omit<Reply, 'status'>) =>
		(request: Request, response: Response) => {
			const account = state.accountFor(request.get('x-api-key'));
			if (!account) throw refusal(401, 'The API key is not known');
			return deliver(response, { status: 200, ...handle(account, request) });
		};

	app.get(
		'/api/v1/account',
		answer((account) => ({ body: describe(account) })),
	);

	app.post(
		`${batchesPath}/register`,
		answer((account, request) => {
			// The description has vouched for the body's shape.
			const batch = state.register(account, request.body as RegisterRequest);
			return { body: { batch: toWireBatch(batch), samples: showTubes(batch) } };
		}),
	);

	app.get(
		batchesPath,
		answer((account, request) => {
			const url = new URL(request.originalUrl, `http://${request.headers.host}`);
			const isMeant = readWhere(url.searchParams.get('where') ?? undefined);
			const order = readSort(url.searchParams.get('sort') ?? undefined);
			const matching = state.visible(account).map(toWireBatch).filter(isMeant).sort(order);
			const { items, headers } = cutPage(matching, url);
			return { body: items, headers };
		}),
	);

	// To the description this is a batch called "register"; a server would know its own routes.
	app.get(`${batchesPath}/register`, () => {
		throw refusal(405, 'GET method not allowed', { Allow: 'POST' });
	});

	app.get(
		`${batchesPath}/:id`,
		answer((account, request) => ({ body: toWireBatch(state.find(account, idOf(request))) })),
	);

	app.get(
		`${batchesPath}/:id/samples`,
		answer((account, request) => ({ body: showTubes(state.find(account, idOf(request))) })),
	);
}

function showTubes(batch: Batch) {
	return batch.tubes.filter((tube) => !tube.withheld).map(toWireTube);
}

function idOf(request: Request): string {
	return String(request.params.id);
}

function describe({ user, email }: Account) {
	const opened = '2024-01-01T00:00:00.000Z';
	return { confirmed_at: opened, created_at: opened, email, user: toUserReference(user) };
}
