import { barcode, batches, call, idOf, register, registration, withSandbox } from './client.cts';
import type { Refused } from './client.cts';

function tryAgain(sandbox: Parameters<typeof call>[0], name: string, barcodes: string[]) {
	const json = registration(name, barcodes);
	return call<Refused>(sandbox, 'POST', `${batches}/register`, { json });
}

describe('a barcode that already stands in a live batch', () => {
	it('is refused, with the barcode and the batch named, and nothing is registered', () =>
		withSandbox({}, async (sandbox) => {
			const first = (await register(sandbox, 'Monday', [barcode(1), barcode(2)])).body.batch;
			const refused = await tryAgain(sandbox, 'Tuesday', [barcode(3), barcode(2)]);
			expect(refused.status).toBe(400);
			expect(refused.body.message).toContain(barcode(2));
			expect(refused.body.message).toContain(idOf(first));
			expect(refused.body.message).toContain('Monday');
			expect(sandbox.batches()).toHaveLength(1);
			expect((await register(sandbox, 'Tuesday', [barcode(3)])).status).toBe(200);
		}));

	it('is registered again where repeats are accepted', () =>
		withSandbox({ world: { repeatedBarcodes: 'accepted' } }, async (sandbox) => {
			await register(sandbox, 'Monday', [barcode(1)]);
			expect((await register(sandbox, 'Tuesday', [barcode(1)])).status).toBe(200);
			expect(sandbox.batches().map((batch) => batch.tubes[0]?.barcode)).toEqual([
				barcode(1),
				barcode(1),
			]);
		}));

	it('is free again once the batch is canceled', () =>
		withSandbox({}, async (sandbox) => {
			const first = (await register(sandbox, 'Monday', [barcode(1)])).body.batch;
			sandbox.setBatchStatus(idOf(first), 'canceled');
			expect((await register(sandbox, 'Tuesday', [barcode(1)])).status).toBe(200);
			expect((await tryAgain(sandbox, 'Wednesday', [barcode(1)])).status).toBe(400);
		}));
});

it.each(['refused', 'accepted'] as const)(
	'a barcode twice in one request is refused where repeats are %s',
	(repeatedBarcodes) =>
		withSandbox({ world: { repeatedBarcodes } }, async (sandbox) => {
			const refused = await tryAgain(sandbox, 'Twice', [barcode(1), barcode(2), barcode(1)]);
			expect(refused.status).toBe(400);
			expect(refused.body.message).toContain(barcode(1));
			expect(sandbox.batches()).toEqual([]);
		}),
);
