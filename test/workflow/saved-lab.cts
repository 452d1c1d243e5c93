import type { IDataObject } from 'n8n-workflow';

import { runNode } from './harness.cts';
import { savedCredential, savedNodes } from './saved.cts';
import { barcode, useSandbox } from './with-sandbox.cts';

/** What a saved node gave. */
export interface Given {
	status: string;
	/** The JSON of its items. */
	items: IDataObject[];
	/** The bodies of the requests that change something. */
	sent: unknown[];
}

/** What the sandbox holds for one saved node. */
export interface SavedLab {
	/** For the words that begin with $ in what was saved. */
	ids: Record<string, string>;
	/** The samples of the tubes of Rack 1. */
	samples: [string, string];
	/** Their records of metadata. */
	records: [string, string];
	/** The items that come in. */
	rows: IDataObject[];
	/** Runs a saved node on them. */
	run: (name: string) => Promise<Given>;
	credential: { apiKey: string; baseUrl: string };
}

/** A sandbox in which a rack of two tubes is registered, and their samples are analyzed. */
export function useSavedLab(version: string) {
	const { sandbox } = useSandbox({ rateLimit: false });

	return {
		sandbox,
		open: (): SavedLab => {
			const { id, tubes } = sandbox().addBatch('Rack 1', [barcode(1), barcode(2)]);
			const samples = tubes.map(({ sampleId }) => sampleId) as [string, string];
			const analyses = samples.map((sample) =>
				sandbox().finishSample(sample, undefined, { size: 1_000 }),
			);
			// An analysis that never changed has no time for a filter to go by.
			analyses.forEach((analysis) => sandbox().setAnalysis(analysis, {}));
			const recordOf = (sample: string) => {
				const record = sandbox()
					.metadata()
					.find((one) => one.sample.$ref.endsWith(sample));
				return record?.$uri.split('/').at(-1) ?? '';
			};
			const records = samples.map(recordOf) as [string, string];
			const { apiKey, url } = sandbox();
			const ids = {
				PROJECT: sandbox().addProject('Pilot'),
				JOB: sandbox().addJob({ name: 'Resistance genes' }),
				BATCH: id,
				KEY: apiKey,
				URL: url,
				SECRET: 'the secret',
			};
			const credential = savedCredential(version, ids) as SavedLab['credential'];
			const rows = samples.map((sample_id, index) => ({
				Barcode: barcode(10 + index),
				Specimen: 'human stool',
				'Sequencing Depth': 'standard',
				sample_id,
				analysis_id: analyses[index],
				metadata_id: records[index],
				record: records[index],
				batch_id: id,
				patient: `P-${index + 1}`,
				rack: 'Rack 3',
				code: barcode(20 + index),
				level: 'deep',
				tubes: [{ Barcode: barcode(30 + index) }],
			}));
			const run = async (name: string): Promise<Given> => {
				const node = savedNodes(version, ids).find((one) => one.name === name);
				const before = sandbox().requests.length;
				const { status, output } = await runNode(rows, {
					credential,
					parameters: node?.parameters,
					isWhole: true,
					timezone: 'Europe/Zurich',
				});
				const sent = sandbox()
					.requests.slice(before)
					.filter(({ method }) => method !== 'GET')
					.map(({ body }) => body);
				return { status, items: output.map(({ json }) => json), sent };
			};
			return { ids, samples, records, rows, run, credential };
		},
	};
}
