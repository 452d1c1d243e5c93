import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { SPECIMEN_TYPES } from '../../nodes/OneCodex/registration/planning/schema';
import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { textOf } from '../faults.cts';

const { credential } = useSandbox();

const rows = [
	tube(1, { Type: 'Human stool', row_number: 2 }),
	{ 'Tube Barcode': '', Type: '', row_number: 3 },
	tube(2, { Type: 'Human stool', row_number: 4 }),
];

const MAPPED = {
	tube_barcode: '={{ $json["Tube Barcode"] }}',
	specimen_type: 'Human stool',
	sequencing_depth: '={{ "Deep" }}',
};

/** Validates rows with some fields that are mapped in another way. */
const validate = async (mapped: Partial<typeof MAPPED>, of: object[] = rows) =>
	await runNode(of, {
		credential: credential(),
		parameters: {
			operation: 'validate',
			sampleFields: { mappingMode: 'defineBelow', value: { ...MAPPED, ...mapped } },
		},
	});

test.each([
	['a fixed choice', 'Human stool'],
	['a column', '={{ $json.Type }}'],
	['a column, otherwise a choice', '={{ $json.Type || "Human stool" }}'],
	['an expression that is the same for all', "={{ $('Start').first().json.Type }}"],
	['one that reads the workflow', '={{ $workflow.name ? "Human stool" : "Human stool" }}'],
	['one with a function of n8n', '={{ $ifEmpty($json.Type, "Human stool") }}'],
	['one that fails where it is empty', '={{ $json.Type || "".toDateTime() }}'],
])('a blank row is skipped where the specimen type is %s', async (_, specimen_type) => {
	const { output, hints } = await validate({ specimen_type });
	expect(output.map(({ json }) => json.valid)).toEqual([true, true]);
	expect(hints).toEqual([HINTS.blankRows(1, false)]);
});

test('a row is not blank for which another node has something entered', async () => {
	const specimen_type = '={{ $("Start").all()[$itemIndex % 2].json.Type || "x" }}';
	const { output, hints } = await validate({ specimen_type });
	expect(output.map(({ json }) => json.problems)).toEqual([
		[],
		[
			textOf('tube_barcode', '', 'empty'),
			textOf('specimen_type', 'x', 'not_a_choice', { choices: SPECIMEN_TYPES }),
		],
		[],
	]);
	expect(hints).toEqual([]);
});

const CODE = '["Tube Barcode"]';

test.each([
	`={{ ($json${CODE} || "").padStart(14, "0") }}`,
	`={{ $json${CODE} || "ABC1234567" }}`,
	`=ABC123456{{ $json${CODE} ? "7" : "8" }}`,
	`={{ $json${CODE} || $json["$Code"] || "ABC1234567" }}`,
	`={{ $ifEmpty($input.item.json${CODE}, \`ABC123456\${$itemIndex}\`) }}`,
	`={{ $json${CODE} === undefined ? $json.x.toDateTime() : "00" + $json${CODE} }}`,
])(
	'a blank row is skipped although its barcode would be one of nothing: %s',
	async (tube_barcode) => {
		const { output, hints } = await validate({ tube_barcode }, [...rows, {}]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(hints).toEqual([HINTS.blankRows(2, false)]);
	},
);

test('a row with other entries is not blank: a hint names it where its barcode is zeros of nothing', async () => {
	const filled = { 'Tube Barcode': '', Type: 'Human stool' };
	const { output, hints } = await validate(
		{ tube_barcode: `={{ ($json${CODE} || "").padStart(14, "0") }}` },
		[...rows, filled, tube(3)],
	);
	expect(output.map(({ json }) => json.valid)).toEqual([true, true, true, true]);
	expect(hints).toEqual([HINTS.blankRows(1, false), HINTS.onlyZeros(['4'])]);
});

test('a hint names the rows whose barcode may be a word', async () => {
	const words = ['NotPresent', 'Unassigned', 'ABCDEFGHI1'].map((barcode) => ({
		...tube(3),
		'Tube Barcode': barcode,
	}));
	const { output, hints } = await validate({}, [tube(1), ...words]);
	expect(output.map(({ json }) => json.valid)).toEqual([true, true, true, true]);
	expect(hints).toEqual([HINTS.noDigits(['2', '3'])]);
});

test.each([
	['entered by hand', 'ABC1234567'],
	['the same for all items', '={{ "ABC" + 1234567 }}'],
	['counted', '={{ "ABC123456" + $itemIndex }}'],
	['of a node that has one item', '={{ $("Start").first().json.Other || "ABC1234567" }}'],
	['of the item of another node', '={{ $("Start").item.json.Other || "ABC1234567" }}'],
	['of another node or the item', '={{ $json.x || $("Start").all()[0].json.x || "ABC1234567" }}'],
])('an item without columns is not blank where its barcode is %s', async (_, tube_barcode) => {
	const { output, hints } = await validate({ tube_barcode }, [{}]);
	expect(output.map(({ json }) => json.valid)).toEqual([true]);
	expect(hints).toEqual([]);
});

test('nor where the expression for another node fails: that is reported', async () => {
	const { output } = await validate({ tube_barcode: '={{ $("Form").item.json.x }}' }, [{}]);
	expect(output.map(({ json }) => json.valid)).toEqual([false]);
});
