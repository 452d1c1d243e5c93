import type { Sandbox } from '../sandbox/server.cts';

/** Registers a batch as another program would: without n8n. */
export async function registerElsewhere(
	{ url, apiKey }: Sandbox,
	name: string,
	barcodes: string[],
): Promise<void> {
	const samples = barcodes.map((tube_barcode) => ({
		tube_barcode,
		specimen_type: 'Human stool',
		sequencing_depth: 'Standard',
	}));
	const response = await fetch(`${url}/api/v1/sequencing/batches/register`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
		body: JSON.stringify({ batch_name: name, return_tracking_numbers: ['7946'], samples }),
	});
	if (!response.ok) throw new Error(await response.text());
}
