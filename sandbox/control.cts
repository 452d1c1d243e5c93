import express from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { batchStatuses } from './batches.cts';
import { isFindable } from './findings.cts';
import type { RequestRecord } from './request-log.cts';
import type { State } from './state.cts';
import { worldSchema } from './worlds.cts';

const batchStatusJson = z.strictObject({ id: z.string(), status: z.enum(batchStatuses) });
const finishSampleJson = z.strictObject({ id: z.string() });
const addJobJson = z.strictObject({ name: z.string(), type: z.string().refine(isFindable) });
const finishAnalysisJson = z.strictObject({ id: z.string(), error_msg: z.string().optional() });

/**
 * Makes the endpoints that steer a sandbox running in another process. They take no key, are not
 * logged, and are no part of the API:
 *
 * - `POST /batch-status` takes `{id, status}` and moves a batch on
 * - `POST /finish-sample` takes `{id}` and brings a sample's data in, with the taxa of a gut
 * - `POST /add-job` takes `{name, type}` and adds a job that makes analyses of the type, which is one of `findings`
 * - `POST /finish-analysis` takes `{id}`, and `error_msg` if it is to fail
 * - `GET /state` gives `{batches, analyses, requests: {total, byStatus, byRoute}}`; the tubes of the
 *   batches hold the ids of their samples
 * - `POST /world` takes some settings of the world and changes them, see `World`
 */
export function createControl(state: State, requests: readonly RequestRecord[]): express.Router {
	const router = express.Router();
	router.use(express.json());

	router.post(
		'/batch-status',
		steer(batchStatusJson, ({ id, status }) => state.batches.setStatus(id, status)),
	);

	router.post(
		'/finish-sample',
		steer(finishSampleJson, ({ id }) => state.samples.finish(id)),
	);

	const { analyses } = state.samples;
	router.post(
		'/add-job',
		steer(addJobJson, (job) => analyses.addJob(job)),
	);

	router.post(
		'/finish-analysis',
		steer(finishAnalysisJson, ({ id, error_msg = null }) =>
			analyses.change(id, { complete: true, success: error_msg === null, error_msg }),
		),
	);

	router.post('/world', steer(worldSchema.partial(), state.setWorld));

	router.get('/state', (_request, response) => {
		response.json({
			batches: state.batches.all(),
			analyses: analyses.analyses(() => true),
			requests: {
				total: requests.length,
				byStatus: count(requests.map(({ status }) => String(status ?? 'none'))),
				byRoute: count(requests.map(({ method, path }) => `${method} ${path}`)),
			},
		});
	});

	return router;
}

/** Does what a body asks for: a body that is not understood is a 400, an unknown id a 404. */
function steer<Body>(
	schema: z.ZodType<Body, z.ZodTypeDef, unknown>,
	act: (body: Body) => void,
): RequestHandler {
	return (request, response) => {
		const refuse = (status: number, error: Error) =>
			response.status(status).json({ message: error.message, status });
		const parsed = schema.safeParse(request.body);
		if (!parsed.success) return void refuse(400, parsed.error);
		try {
			act(parsed.data);
		} catch (error) {
			if (error instanceof Error) return void refuse(404, error);
			throw error;
		}
		response.status(204).end();
	};
}

function count(names: string[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return Object.fromEntries(counts);
}
