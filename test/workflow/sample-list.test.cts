import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { runNode } from './harness.cts';
import { barcode, useSandbox } from './with-sandbox.cts';
import { textOf, lineOf, nothingSent } from '../faults.cts';

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
	['spaces', ' ', ' ', 'list_empty'],
	['null', '={{ null }}', null, 'list_empty'],
	['text that is no JSON', '[1, 2', '[1, 2', 'list_not_json'],
	['JSON text of a text', '"[]"', '"[]"', 'list_not_json'],
	['a number', '={{ 7 }}', 7, 'not_a_list'],
	['JSON text of a number', '7', 7, 'not_a_list'],
] as const)('a list that is %s needs fixing', async (_, list, value, code) => {
	const { error } = await register(list);
	expect(error?.message).toBe(nothingSent(1, 1));
	expect(error?.description).toBe(lineOf(['1'], 'row', value, code));
	expect(sandbox().requests).toEqual([]);
});

test('a list whose expression fails is faulty, and the cure is another one', async () => {
	const { error } = await register(FAILING);
	expect(error?.description).toMatch(/^Row 1: .*'Sample List' failed \(.+\)\. /);
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
		textOf('row', 'tube', 'not_an_object'),
		textOf('row', null, 'not_an_object'),
		textOf('row', [sample(2)], 'not_an_object'),
	]);
});

test('entries without anything in them are blank rows', async () => {
	const list = JSON.stringify([sample(1), { tube_barcode: ' ', patient: null }, sample(2)]);
	const { output, hints } = await register(list);
	expect(output).toHaveLength(2);
	expect(hints).toEqual([HINTS.blankRows(1, false)]);
});

test('faulty entries are named by their place, and by their item where there are several', async () => {
	const list = '={{ $json.list }}';
	const faulty = { list: [sample(1), { ...sample(2), specimen_type: 'soil' }] };
	const alone = await register(list, {}, [faulty]);
	expect(alone.error?.description).toMatch(/^Row 2, Specimen Type soil: /);
	const both = await register(list, {}, [{ list: [sample(3)] }, faulty]);
	expect(both.error?.description).toMatch(/^Row 2, sample 2, Specimen Type soil: /);
});

test('a list that is the same for all items is taken once', async () => {
	const { output } = await register(JSON.stringify([sample(1), sample(2)]), {}, [{}, {}, {}]);
	expect(output.map(({ json }) => json.tube_barcode)).toEqual([1, 2].map(barcode));
	// n8n says so where somebody asks for the item of a sample.
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([[], []]);
});

test.each([
	['batchName', 'batch_name'],
	['returnTrackingNumbers', 'return_tracking_numbers'],
] as const)(
	'a list for all items with a %s for each: nobody can tell whose it is',
	async (name, field) => {
		const list = '={{ $("Start").all().map(item => item.json) }}';
		const rows = [1, 2].map((number) => ({ ...sample(number), cell: `R${number}` }));
		const parameters = { samplesFrom: 'list', list, [name]: '={{ $json.cell }}' };
		const { error } = await register(list, { parameters }, rows);
		expect(error?.description).toBe(lineOf(['1', '2'], field, '', 'varies_by_item'));
		expect(sandbox().requests).toEqual([]);
		const same = rows.map((row) => ({ ...row, cell: 'R' }));
		const { output } = await register(list, { parameters }, same);
		expect(output).toHaveLength(2);
	},
);

test('lists that are too long together are told, and not read to their end', async () => {
	const rows = Array.from({ length: 3 }, (_, row) => ({
		list: Array.from({ length: 90_000 }, () => (row === 0 ? { a: '' } : {})),
	}));
	const { error } = await register('={{ $json.list }}', {}, rows);
	expect(error?.description).toContain(
		lineOf(['3'], 'row', '', 'lists_too_long', { most: 200_000 }),
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
		expect(error?.description).toMatch(/^Row 1: .*'Samples' failed \(.+\)\. /);
		expect(sandbox().requests).toEqual([]);
	});

	test('are named by their item where there are several', async () => {
		const entries = [{ tubeBarcode: '={{ $json.id }}' }, { tubeBarcode: '={{ $json.id + "x" }}' }];
		const { error } = await manual(entries, [{ id: barcode(1) }, { id: barcode(2) }]);
		expect(error?.description?.match(/^Row .*?, .*?,/gm)).toEqual([
			'Row 1, sample 2,',
			'Row 2, sample 2,',
		]);
	});
});
