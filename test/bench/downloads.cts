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
	/** In the node, with its two requests to One Codex. */
	own: number;
	/** By a program that does nothing but write the same file from the same server to the same disk. */
	bare: number;
	/** The highest resident memory of n8n's process by then, in megabytes. */
	peakMb: number;
}

/** Downloads a file of each size, with the node and by a bare program in turn. The first round is not counted. */
export async function measureDownloads(
	lab: Lab,
	probe: ReturnType<typeof createProbe>,
	{ folder, sizes, rounds }: { folder: string; sizes: number[]; rounds: number },
	progress: (line: string) => void,
): Promise<Downloads[]> {
	const listening = await listen(lab.client, 'download', downloadWorkflow());
	const results: Downloads[] = [];
	for (const bytes of sizes) {
		const own: number[] = [];
		const bare: number[] = [];
		let peakMb = 0;
		for (let round = 0; round <= rounds; round++) {
			lab.sandbox.reset();
			const sample_id = lab.sandbox.addSample();
			lab.sandbox.finishSample(sample_id, undefined, { size: bytes });
			const ofOthers = await writeBare(lab, sample_id, folder);
			await timeCall(lab.client, listening, [{ sample_id }]);
			const run = await latestRun(probe, 1);
			peakMb = run.peakKb / 1024;
			if (round === 0) continue;
			own.push(run.total);
			bare.push(ofOthers);
		}
		results.push({ bytes, own: median(own), bare: median(bare), peakMb });
		progress(`  ${bytes / 1e6} MB`);
	}
	return results;
}

const linkJson = z.object({ download_uri: z.string() });

async function writeBare({ sandbox }: Lab, sampleId: string, folder: string): Promise<number> {
	const response = await fetch(`${sandbox.url}/api/v1/samples/${sampleId}/download_uri`, {
		method: 'POST',
		headers: { 'x-api-key': sandbox.apiKey },
	});
	const { download_uri } = linkJson.parse(await response.json());
	const program = join(__dirname, 'bare-download.cjs');
	const { stdout } = await promisify(execFile)(process.execPath, [
		...[program, download_uri, join(folder, 'bare')],
	]);
	return Number(stdout);
}
