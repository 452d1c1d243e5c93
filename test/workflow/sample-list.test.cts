import { runNode } from './harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { nothingSent } from '../faults.cts';

const { sandbox, credential } = useSandbox();

const FAILING = '={{ $("No such node").item.json.x }}';
const sample = (number: number) => ({
	tube_barcode: barcode(number),
	specimen_type: 'Human stool',
	sequencing_depth: 'Deep',
});
const register = (list: string, more: object = {}, rows: object[] = [{}]) =>
	runNode(rows, {
		credential: credential(),
		parameters: { samplesFrom: 'list', list },
		...more,
	});

test.each([
	['spaces', ' ', 'The Sample List is empty.'],
	['null', '={{ null }}', 'The Sample List is empty.'],
	['text that is no JSON', '[1, 2', '"[1, 2": The Sample List is not valid JSON.'],
	['JSON text of a text', '"[]"', 'The Sample List is not valid JSON.'],
	['a number', '={{ 7 }}', '"7": The Sample List is neither a list nor JSON text.'],
	['JSON text of a number', '7', 'The Sample List is neither a list nor JSON text.'],
])('a list that is %s is faulty', async (_, list, text) => {
	const { error } = await register(list);
	expect(error?.message).toBe(nothingSent(1, 1));
	expect(error?.description).toMatch(/^Row 1: /);
	expect(error?.description).toContain(text);
	expect(error?.description).toContain('Give a list of objects, such as [{ "tube_barcode"');
	expect(sandbox().requests).toEqual([]);
});

test('a list whose expression fails is faulty, and the cure is another one', async () => {
	const { error } = await register(FAILING);
	expect(error?.description).toMatch(
		/^Row 1: The Sample List failed \(.+\)\. Open the parameter and correct the expression\.$/,
	);
	expect(sandbox().requests).toEqual([]);
});

test('one sample alone is a list of it', async () => {
	const { output } = await register(`=${JSON.stringify(sample(1))}`);
	expect(output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
});

test('an entry that is no object is a faulty row, even if it is empty', async () => {
	const list = JSON.stringify([sample(1), 'tube', null, [sample(2)]]);
	const { output, errorOutput } = await register(list, { onError: 'continueErrorOutput' });
	expect(output).toHaveLength(1);
	expect(errorOutput.map(({ json }) => json.error)).toEqual([
		expect.stringMatching(/^"tube": The sample is not an object\. Give a list of objects/),
		expect.stringMatching(/^The sample is not an object\./),
		expect.stringMatching(/^"\[\{"tube_barcode".*: The sample is not an object\./),
	]);
});

test('entries without anything in them are blank rows', async () => {
	const list = JSON.stringify([sample(1), { tube_barcode: ' ', patient: null }, sample(2)]);
	const { output, hints } = await register(list);
	expect(output).toHaveLength(2);
	expect(hints).toEqual(['1 blank row was skipped.']);
});

test('faulty entries are named by their place, and by their item where there are several', async () => {
	const list = '={{ $json.list }}';
	const faulty = { list: [sample(1), { ...sample(2), specimen_type: 'soil' }] };
	const alone = await register(list, {}, [faulty]);
	expect(alone.error?.description).toMatch(/^Row 2: Specimen Type "soil"/);
	const both = await register(list, {}, [{ list: [sample(3)] }, faulty]);
	expect(both.error?.description).toMatch(/^Row 2, sample 2: Specimen Type "soil"/);
});

test('a list that is the same for all items is taken once', async () => {
	const { output } = await register(JSON.stringify([sample(1), sample(2)]), {}, [{}, {}, {}]);
	expect(output.map(({ json }) => json.tube_barcode)).toEqual([1, 2].map(barcode));
	// n8n says so where somebody asks for the item of a sample.
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([[], []]);
});

test.each([
	['batchName', 'Batch Name'],
	['returnTrackingNumbers', 'Return Tracking Numbers'],
])('a list for all items with a %s for each: nobody can tell whose it is', async (name, title) => {
	const list = '={{ $("Start").all().map(item => item.json) }}';
	const rows = [1, 2].map((number) => ({ ...sample(number), cell: `R${number}` }));
	const parameters = { samplesFrom: 'list', list, [name]: '={{ $json.cell }}' };
	const { error } = await register(list, { parameters }, rows);
	expect(error?.description).toContain(`Rows 1 to 2: ${title}: differs from item to item, while`);
	expect(sandbox().requests).toEqual([]);
	const same = rows.map((row) => ({ ...row, cell: 'R' }));
	const { output } = await register(list, { parameters }, same);
	expect(output).toHaveLength(2);
});

test('lists that are too long together are told, and not read to their end', async () => {
	const rows = Array.from({ length: 3 }, (_, row) => ({
		list: Array.from({ length: 90_000 }, () => (row === 0 ? { a: '' } : {})),
	}));
	const { error } = await register('={{ $json.list }}', {}, rows);
	expect(error?.description).toContain(
		'Row 3: The lists of all items together have more than 200000 entries.',
	);
});

describe('samples entered in the node', () => {
	const manual = (sampleEntries: object[], rows: object[]) =>
		runNode(rows, {
			credential: credential(),
			parameters: { samplesFrom: 'manual', samples: { sample: sampleEntries as [] } },
		});

	test('with an expression that fails are a faulty row', async () => {
		const { error } = await manual([{ tubeBarcode: FAILING }], [{}]);
		expect(error?.description).toMatch(
			/^Row 1: An expression in Samples failed \(.+\)\. Open the parameter and correct the expression\.$/,
		);
		expect(sandbox().requests).toEqual([]);
	});

	test('are named by their item where there are several', async () => {
		const entries = [{ tubeBarcode: '={{ $json.id }}' }, { tubeBarcode: '={{ $json.id + "x" }}' }];
		const { error } = await manual(entries, [{ id: barcode(1) }, { id: barcode(2) }]);
		expect(error?.description?.match(/^Row .*?:/gm)).toEqual([
			'Row 1, sample 2:',
			'Row 2, sample 2:',
		]);
	});
});
