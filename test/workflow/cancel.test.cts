import { runNode } from './harness.cts';
import { pass } from '../fake-timing.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential, posts } = useSandbox({
	world: { repeatedBarcodes: 'accepted' },
});
const REGISTER = { method: 'POST', path: '/api/v1/sequencing/batches/register' };
const rows = [tube(1), tube(2)];

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test.each([0, 20_000])(
	'stopping an execution while it registers, and starting it again at once, registers once (lag %i ms)',
	async (lag) => {
		sandbox().setLag(lag);
		sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'hang' } });
		const registered = until(() => sandbox().batches().length === 1);
		const first = await runNode(rows, { credential: credential(), cancelled: registered });
		expect(first.output).toEqual([]);

		const second = await runNode(rows, { credential: credential() });
		expect(second.output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1), barcode(2)]);
		expect(posts()).toHaveLength(1);
	},
);

test('a request that hung for long before it was stopped is still waited for', async () => {
	sandbox().setLag(30_000);
	sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'hang' } });
	const registered = until(() => sandbox().batches().length === 1).then(() => pass(25_000));
	await runNode(rows, { credential: credential(), cancelled: registered });
	await runNode(rows, { credential: credential() });
	expect(posts()).toHaveLength(1);
});

test('a run under another name waits too, if it looks in all batches', async () => {
	sandbox().setLag(20_000);
	sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'hang' } });
	const registered = until(() => sandbox().batches().length === 1);
	await runNode(rows, { credential: credential(), cancelled: registered });
	const parameters = { batchName: 'Another', options: { lookBack: 'allBatches' } };
	const run = await runNode(rows, { credential: credential(), parameters });
	expect(run.output.map(({ json }) => json.batch_name)).toEqual(['Rack 1', 'Rack 1']);
	expect(posts()).toHaveLength(1);
});

test('an execution that is stopped while it waits in line leaves the line in order', async () => {
	sandbox().inject({ match: REGISTER, fault: { kind: 'delay', ms: 150 } });
	const first = runNode(rows, { credential: credential() });
	await until(() => posts().length === 1);
	const second = runNode(rows, { credential: credential(), cancelled: Promise.resolve() });
	const third = runNode(rows, { credential: credential() });
	expect((await second).output).toEqual([]);
	expect((await first).output).toHaveLength(2);
	expect((await third).output).toHaveLength(2);
	expect(posts()).toHaveLength(1);
});
