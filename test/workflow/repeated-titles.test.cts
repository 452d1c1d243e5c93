import { lineOf, nothingChanged, nothingSent } from '../faults.cts';
import { patchesIn, useNode } from './use-node.cts';
import { barcode, tube } from './with-sandbox.cts';

const { sandbox, run, addSamples } = useNode();

const BATCH = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };

/** A row of a sheet that has a title twice, as Extract From File gives it. */
const twice = (first: number, second: unknown) => tube(first, { 'Tube Barcode_1': second });

/** What a user reads of a field whose title is there twice. */
const ambiguous = (rows: string[], field: 'tube_barcode' | 'name', title: string, canMap = true) =>
	lineOf(rows, field, '', 'ambiguous_columns', {
		titles: [title, `${title}_1`],
		canMap,
		twice: true,
	});

describe('Register', () => {
	test.each<[source: string, parameters: object, canMap: boolean]>([
		['items', {}, true],
		['a list', { samplesFrom: 'list', list: '={{ [$json] }}' }, false],
	])('sends nothing where both columns of %s have tubes', async (_, parameters, canMap) => {
		const rows = [twice(1, barcode(2))];
		const { error } = await run('sequencingBatch: register', rows, { ...BATCH, ...parameters });
		expect(error?.message).toBe(nothingSent(1, 1));
		expect(error?.description).toBe(ambiguous(['1'], 'tube_barcode', 'Tube Barcode', canMap));
		expect(sandbox().requests).toEqual([]);
	});

	test('reads the first column where the other has nothing else', async () => {
		const rows = [twice(1, ` ${barcode(1)}`), twice(2, '')];
		const { json } = await run('sequencingBatch: register', rows, BATCH);
		expect(json.map(({ tube_barcode }) => tube_barcode)).toEqual([1, 2].map(barcode));
	});
});

test('Metadata: Update changes nothing where a field is there twice', async () => {
	const [sample_id] = addSamples(1);
	const row = { sample_id, Name: 'A', Name_1: 'B' };
	const { error, requests } = await run('metadata: update', [row]);
	expect(error?.message).toBe(nothingChanged(1, 1));
	expect(error?.description).toBe(ambiguous(['1'], 'name', 'Name'));
	expect(patchesIn(requests)).toEqual([]);
});
