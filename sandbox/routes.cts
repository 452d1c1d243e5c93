import type { Express } from 'express';
import { createAnswer, idOf } from './answer.cts';
import type { Deliver } from './answer.cts';
import { batchColumns } from './lists.cts';
import { answerOpenList } from './open-list.cts';
import { addSampleRoutes } from './sample-routes.cts';
import type { Account, State } from './state.cts';
import { answerTubeList } from './tube-list.cts';
import { batchesPath, toUserReference, toWireBatch, toWireTube } from './wire.cts';
import type { RegisterRequest } from './wire.cts';
import type { World } from './worlds.cts';

/** Adds the endpoints of the description. Requests that arrive here have been checked by it. */
export function addRoutes(app: Express, state: State, deliver: Deliver): void {
	const answer = createAnswer(state, deliver);

	app.get(
		'/api/v1/account',
		answer((account) => ({ body: describe(account) })),
	);

	app.post(
		`${batchesPath}/register`,
		answer((account, request) => {
			// The description has vouched for the body's shape.
			const batch = state.register(account, request.body as RegisterRequest);
			const world = state.world();
			const samples = state.batches.tubes(batch).map((tube) => toWireTube(tube, world));
			return { body: { batch: toWireBatch(batch), samples } };
		}),
	);

	app.get(
		batchesPath,
		answer((account, request) => {
			const world = state.world();
			const batches = state.batches.visible(account).map(toWireBatch);
			return answerOpenList(request, batchColumns, batches, openBatches(world), world);
		}),
	);

	app.get(
		`${batchesPath}/:id`,
		answer((account, request) => ({
			body: toWireBatch(state.batches.find(account, idOf(request))),
		})),
	);

	app.get(
		`${batchesPath}/:id/samples`,
		answer((account, request) => {
			const batch = state.batches.find(account, idOf(request));
			return answerTubeList(request, state.batches.listedTubes(batch), state.world());
		}),
	);

	addSampleRoutes(app, state, answer);
}

const openBatches = ({ batchFilter: filter, batchSort: sort }: World) => ({ filter, sort });

function describe({ user, email }: Account) {
	const opened = '2024-01-01T00:00:00.000Z';
	return { confirmed_at: opened, created_at: opened, email, user: toUserReference(user) };
}
