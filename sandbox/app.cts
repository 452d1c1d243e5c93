import { join } from 'node:path';
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler, Response } from 'express';
import { middleware as checkAgainst } from 'express-openapi-validator';
import type { Deliver } from './answer.cts';
import { createControl } from './control.cts';
import type { createFaults } from './faults.cts';
import { playFault } from './play-fault.cts';
import type { Stage } from './play-fault.cts';
import type { createRateLimit } from './rate-limit.cts';
import { refusal, toRefusal } from './refusal.cts';
import { recordOf, startRecord } from './request-log.cts';
import type { RequestRecord } from './request-log.cts';
import { addRoutes } from './routes.cts';
import { stamp } from './server-clock.cts';
import type { State } from './state.cts';
import { storePath } from './store.cts';
import type { Reply } from './wire.cts';

const description = join(__dirname, '..', 'openapi', 'onecodex.yaml');

/** What the application is put together from; `now` in milliseconds. */
export type Parts = {
	state: State;
	faults: ReturnType<typeof createFaults>;
	limit: ReturnType<typeof createRateLimit>;
	requests: RequestRecord[];
	now: () => number;
	validateAnswers: boolean;
	closing: AbortSignal;
};

/**
 * Puts the sandbox together. A request is recorded, counted, given to the faults due before it,
 * checked against the description, carried out, and its answer given to the faults due after it.
 */
export function createApp(parts: Parts): Express {
	const { state, faults, limit, requests, now, validateAnswers, closing } = parts;

	const stageFor = (record: RequestRecord): Stage => ({
		closing,
		note: (status) => {
			record.status = status;
		},
		withhold: state.batches.withhold,
	});

	// Again at the end, since a fault may have made the answer wait.
	const send = (response: Response, { status, body, headers = {} }: Reply): void => {
		recordOf(response).status = status;
		stamp(response, now(), state.world());
		response.status(status).set(headers);
		// What is written as JSON by `json` is checked against the description.
		if (state.isAsDescribed()) response.json(body);
		else response.type('json').send(JSON.stringify(state.dress(body)));
	};

	const record: RequestHandler = (request, response, next) => {
		requests.push(startRecord(request, response, now()));
		stamp(response, now(), state.world());
		next();
	};

	const recordBody: RequestHandler = (request, response, next) => {
		recordOf(response).body = request.body;
		next();
	};

	const countRequest: RequestHandler = (request, response, next) => {
		if (request.path.startsWith(storePath)) return next();
		const wait = limit.wait(request.get('x-api-key') ?? '');
		if (wait === 0) return next();
		const seconds = String(Math.ceil(wait / 1000));
		const error = refusal(429, 'Too many requests', { 'Retry-After': seconds });
		send(response, toReply(error));
	};

	const faultBefore: RequestHandler = async (_request, response, next) => {
		const entry = recordOf(response);
		const fault = faults.take('before', entry);
		const outcome = fault && (await playFault(fault, response, undefined, stageFor(entry)));
		if (outcome !== 'answered') next();
	};

	const serveFile: RequestHandler = async (request, response) => {
		const entry = recordOf(response);
		const fault = faults.take('after', entry);
		await state.store.serve(request, response, fault, closing);
		entry.status = response.statusCode;
	};

	const deliver: Deliver = async (response, reply) => {
		const entry = recordOf(response);
		const fault = faults.take('after', entry);
		const outcome = fault ? await playFault(fault, response, reply, stageFor(entry)) : reply;
		if (outcome !== 'answered') send(response, outcome ?? reply);
	};

	// An answer that breaks the description arrives here as a 500 that says so.
	const refuse: ErrorRequestHandler = async (thrown: unknown, _request, response, next) => {
		if (response.headersSent) return next(thrown);
		const error = toRefusal(thrown);
		if (error.status >= 500) console.error('Sandbox:', error.message);
		await deliver(response, toReply(error));
	};

	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.use('/sandbox', createControl(state, requests));
	app.use(record, express.json({ limit: '8mb' }), recordBody, countRequest, faultBefore);
	app.use(storePath, serveFile);
	app.use(
		checkAgainst({
			apiSpec: description,
			validateRequests: { allowUnknownQueryParameters: false, coerceTypes: false },
			validateResponses: validateAnswers,
			validateSecurity: {
				handlers: {
					apiKey: (request) => {
						if (state.accountFor(request.get('x-api-key'))) return true;
						throw refusal(401, 'The API key is not known');
					},
				},
			},
		}),
	);
	addRoutes(app, state, deliver);
	app.use(refuse);
	return app;
}

function toReply({ status, message, headers }: ReturnType<typeof toRefusal>): Reply {
	return { status, headers, body: { message, status } };
}
