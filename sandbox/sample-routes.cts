import type { Express } from 'express';
import { idOf, originOf } from './answer.cts';
import type { Answer } from './answer.cts';
import { addAnalysisRoutes } from './analysis-routes.cts';
import {
	addressColumns,
	answerList,
	metadataColumns,
	projectColumns,
	sampleColumns,
} from './lists.cts';
import { projectsPath } from './projects.cts';
import type { ProjectToCreate } from './projects.cts';
import type { State } from './state.cts';
import { tagsPath } from './tags.cts';
import { metadataPath, samplesPath } from './wire-samples.cts';
import type { MetadataUpdate, SampleUpdate } from './wire-samples.cts';

/** Adds the endpoints for samples and what belongs to them. The description has vouched for bodies. */
export function addSampleRoutes(app: Express, state: State, answer: Answer): void {
	const { samples, projects, store, tags, world } = state;

	app.get(
		samplesPath,
		answer((account, request) =>
			answerList(request, sampleColumns, samples.listed(account), world()),
		),
	);

	app.get(
		`${samplesPath}/:id`,
		answer((account, request) => ({ body: samples.find(account, idOf(request)) })),
	);

	app.patch(
		`${samplesPath}/:id`,
		answer((account, request) => {
			const update = request.body as SampleUpdate;
			return { body: state.updateSample(account, idOf(request), update) };
		}),
	);

	app.post(
		`${samplesPath}/:id/download_uri`,
		answer((account, request) => {
			const file = samples.fileOf(account, idOf(request));
			return { body: store.link(originOf(request), file) };
		}),
	);

	app.get(
		metadataPath,
		answer((account, request) => {
			const records = samples.listedMetadata(account);
			return answerList(request, metadataColumns, records, world(), world().metadataFilter);
		}),
	);

	app.get(
		`${metadataPath}/:id`,
		answer((account, request) => ({ body: samples.findMetadata(account, idOf(request)) })),
	);

	app.patch(
		`${metadataPath}/:id`,
		answer((account, request) => {
			const update = request.body as MetadataUpdate;
			return { body: samples.updateMetadata(account, idOf(request), update) };
		}),
	);

	addAnalysisRoutes(app, state, answer);

	app.get(
		projectsPath,
		answer((account, request) =>
			answerList(request, projectColumns, projects.visible(account), world()),
		),
	);

	app.post(
		projectsPath,
		answer((account, request) => ({
			body: projects.create(account, request.body as ProjectToCreate),
		})),
	);

	app.get(
		`${projectsPath}/:id`,
		answer((account, request) => ({ body: projects.find(account, idOf(request)) })),
	);

	app.get(
		tagsPath,
		answer((account, request) =>
			answerList(request, addressColumns, tags.visible(account), world()),
		),
	);

	// One tag comes as a list of one.
	app.get(
		`${tagsPath}/:id`,
		answer((account, request) => ({ body: [tags.find(account, idOf(request))] })),
	);
}
