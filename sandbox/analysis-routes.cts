import type { Express } from 'express';
import { analysesPath, jobsPath } from './analyses.cts';
import type { RunWanted } from './analyses.cts';
import { idOf, originOf } from './answer.cts';
import type { Answer } from './answer.cts';
import { addressColumns, analysisColumns, answerList } from './lists.cts';
import { answerOpenList } from './open-list.cts';
import type { State } from './state.cts';
import { classificationsPath } from './wire-samples.cts';

/** The types whose results can be read at an address of their own, and where. */
const resultLists = [
	['alignment', 'alignments'],
	['control', 'controls'],
	['mlst', 'mlsts'],
	['panel', 'panels'],
	['report', 'reports'],
	['workflow', 'workflows'],
] as const;

/** Adds the endpoints for analyses, what they found, and the jobs that they are runs of. */
export function addAnalysisRoutes(
	app: Express,
	{ samples, store, world }: State,
	answer: Answer,
): void {
	const { analyses, readableBy } = samples;

	app.get(
		classificationsPath,
		answer((account, request) =>
			answerList(request, addressColumns, analyses.classifications(readableBy(account)), world()),
		),
	);

	app.get(
		`${classificationsPath}/:id`,
		answer((account, request) => ({
			body: analyses.findClassification(idOf(request), readableBy(account)),
		})),
	);

	app.get(
		`${classificationsPath}/:id/results`,
		answer((account, request) => ({
			body: analyses.findResults('classification', idOf(request), readableBy(account)),
		})),
	);

	app.get(
		analysesPath,
		answer((account, request) => {
			const { analysisFilter: filter, analysisSort: sort } = world();
			const listed = analyses.analyses(readableBy(account));
			return answerOpenList(request, analysisColumns, listed, { filter, sort }, world());
		}),
	);

	app.get(
		`${analysesPath}/:id`,
		answer((account, request) => ({
			body: analyses.findAnalysis(idOf(request), readableBy(account)),
		})),
	);

	for (const path of [analysesPath, classificationsPath]) {
		app.get(
			`${path}/:id/file_details`,
			answer((account, request) => {
				const id = idOf(request);
				const files = analyses.findFiles(path, id, readableBy(account)).map((file) => ({
					filename: file.name,
					filepath: `/${id}/${file.name}`,
					size: file.size,
					url: store.link(originOf(request), file).download_uri,
				}));
				return { body: { files } };
			}),
		);
	}

	app.get(
		`${analysesPath}/:id/results`,
		answer((account, request) => ({
			body: analyses.findAnyResults(idOf(request), readableBy(account)),
		})),
	);

	for (const [type, list] of resultLists) {
		app.get(
			`/api/v1/${list}/:id/results`,
			answer((account, request) => ({
				body: analyses.findResults(type, idOf(request), readableBy(account)),
			})),
		);
	}

	app.get(
		'/api/v1/functional_profiles/:id/filtered_results',
		answer((account, request) => ({
			body: analyses.findResults('functional', idOf(request), readableBy(account)),
		})),
	);

	app.get(
		jobsPath,
		answer((_account, request) => answerList(request, addressColumns, analyses.jobs(), world())),
	);

	app.post(
		`${jobsPath}/:id/run`,
		answer((account, request) => ({
			body: samples.runJob(account, idOf(request), request.body as RunWanted),
		})),
	);

	app.get(
		`${jobsPath}/:id`,
		answer((_account, request) => ({ body: analyses.findJob(idOf(request)) })),
	);
}
