import { lineOf, nothingSent } from '../faults.cts';
import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';

const { credential, posts } = useSandbox();

const rows = Array.from({ length: 60 }, (_, index) => tube(index, { Rack: index ? '' : 'A' }));
const register = async (batchName: string) =>
	await runNode(rows, { credential: credential(), parameters: { batchName } });

test.each([
	'=Run {{ $now.toISO() }}',
	'={{ "Run " + new Date().toISOString() }}',
	'={{ DateTime.now().toISO() }}',
	'=Run of {{ Date.now() }}',
	'={{ $json["Specimen Type"] }} of {{ $now.toFormat("yyyy") }}',
])('%s names one batch for all rows', async (batchName) => {
	const { status } = await register(batchName);
	expect(status).toBe('success');
	expect(posts()).toHaveLength(1);
});

test.each([
	'={{ $json["Specimen Type"] + " " + $now.toISO() }}',
	'={{ $json["Specimen Type"] }} {{ new Date().toISOString() }}',
	'={{ $json.Rack || "Run " + $now.toISO() }}',
	'={{ $json.Rack }} {{ $json.Rack ? "" : $now.toISO() }}',
])('%s would name a batch for each row, and nothing is sent', async (batchName) => {
	const { error } = await register(batchName);
	expect(posts()).toEqual([]);
	expect(error?.message).toBe(nothingSent(60, 60));
	const all = rows.map((_, row) => String(row + 1));
	expect(error?.description).toBe(lineOf(all, 'batch_name', '', 'moves_on'));
});
