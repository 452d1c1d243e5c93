import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../sandbox/server.cts';

/**
 * Registers a batch as another program would: without n8n. It shares the rate limit with the node, and waits for as
 * long as the answer asks.
 */
export async function registerElsewhere(
	sandbox: Sandbox,
	name: string,
	barcodes: string[],
): Promise<void> {
	const samples = barcodes.map((tube_barcode) => ({
		tube_barcode,
		specimen_type: 'Human stool',
		sequencing_depth: 'Standard',
	}));
	const response = await fetch(`${sandbox.url}/api/v1/sequencing/batches/register`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': sandbox.apiKey },
		body: JSON.stringify({ batch_name: name, return_tracking_numbers: ['7946'], samples }),
	});
	if (response.status === 429) {
		await delay(Number(response.headers.get('retry-after')) * 1000);
		return await registerElsewhere(sandbox, name, barcodes);
	}
	if (!response.ok) throw new Error(await response.text());
}
