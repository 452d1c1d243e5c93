import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod/v4';
import type { Lab } from '../../scripts/lib/lab.cts';
import type { createProbe } from './probe-log.cts';
import { latestRun } from './compare.cts';
import { median } from './statistics.cts';
import { listen, timeCall } from './webhook-call.cts';
import { downloadWorkflow } from './workflows.cts';

/** What downloading a file of one size took, as medians of milliseconds. */
export interface Downloads {
	bytes: number;
	/** With the node, which makes two requests to One Codex. */
	own: number;
	/** With n8n's HTTP Request node, which is given the link. */
	http: number;
	/** By a program that does nothing but write the same file from the same server to the same disk. */
	bare: number;
	/** The highest resident memory of n8n's process by then, in megabytes. */
	peakMb: number;
}

const WAYS = ['bare', 'own', 'http'] as const;
type Way = (typeof WAYS)[number];

/**
 * Downloads a file of each size, with the node, n8n's HTTP Request node and a bare program, in changing order. The first
 * round is not counted.
 */
export async function measureDownloads(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	{ folder, sizes, rounds }: { folder: string; sizes: number[]; rounds: number },
	progress: (line: string) => void,
): Promise<Downloads[]> {
	const [listening, listeningHttp] = [
		await listen(lab.client, 'download', downloadWorkflow('download')),
		await listen(lab.client, 'http-download', downloadWorkflow('http-download')),
	];
	const results: Downloads[] = [];
	for (const bytes of sizes) {
		const took: Record<Way, number[]> = { bare: [], own: [], http: [] };
		let peakMb = 0;
		for (let round = 0; round <= rounds; round++) {
			lab.sandbox.reset();
			const sample_id = lab.sandbox.addSample();
			lab.sandbox.finishSample(sample_id, undefined, { size: bytes });
			const measure: Record<Way, () => Promise<number>> = {
				bare: async () => await writeBare(await linkTo(lab, sample_id), folder),
				own: async () => {
					const { ms } = await timeCall(lab.client, listening, [{ sample_id }]);
					peakMb = (await latestRun(probe, 1)).peakKb / 1024;
					return ms;
				},
				http: async () => {
					const url = await linkTo(lab, sample_id);
					return (await timeCall(lab.client, listeningHttp, [{ url }])).ms;
				},
			};
			// The disk is still busy with the file before, so each comes first in turn.
			for (const way of [...WAYS, ...WAYS].slice(round % WAYS.length).slice(0, WAYS.length)) {
				const ms = await measure[way]();
				if (round > 0) took[way].push(ms);
			}
		}
		const [own, http, bare] = [median(took.own), median(took.http), median(took.bare)];
		results.push({ bytes, own, http, bare, peakMb });
		progress(`  ${bytes / 1e6} MB`);
	}
	return results;
}

const linkJson = z.object({ download_uri: z.string() });

async function linkTo({ sandbox }: Lab, sampleId: string): Promise<string> {
	const response = await fetch(`${sandbox.url}/api/v1/samples/${sampleId}/download_uri`, {
		method: 'POST',
		headers: { 'x-api-key': sandbox.apiKey },
	});
	return linkJson.parse(await response.json()).download_uri;
}

async function writeBare(link: string, folder: string): Promise<number> {
	const program = join(__dirname, 'bare-download.cjs');
	const { stdout } = await promisify(execFile)(process.execPath, [
		...[program, link, join(folder, 'bare')],
	]);
	return Number(stdout);
}
