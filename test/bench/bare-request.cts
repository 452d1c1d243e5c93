import type { Lab } from '../../scripts/lib/lab.cts';
import type { BenchRow } from './rows.cts';

/** Registers rows as one batch with nothing but one request, and gives the milliseconds to the end of its answer. */
export async function postRows({ sandbox }: Lab, rows: BenchRow[]): Promise<number> {
	const body = JSON.stringify({
		batch_name: rows[0]?.Batch,
		return_tracking_numbers: ['794612345678'],
		samples: rows.map((row) => ({
			tube_barcode: row['Tube Barcode'],
			specimen_type: row['Specimen Type'],
			sequencing_depth: row['Sequencing Depth'],
		})),
	});
	const headers = { 'content-type': 'application/json', 'x-api-key': sandbox.apiKey };
	const url = `${sandbox.url}/api/v1/sequencing/batches/register`;
	const begun = performance.now();
	const response = await fetch(url, { method: 'POST', headers, body });
	await response.json();
	const ms = performance.now() - begun;
	if (!response.ok) throw new Error(`The sandbox answered ${response.status}`);
	return ms;
}
