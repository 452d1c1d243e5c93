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

/** Validates the rows with a specimen type that is given in some way. */
const validate = async (specimen_type: string) =>
	await runNode(rows, {
		credential: credential(),
		parameters: {
			operation: 'validate',
			sampleFields: {
				mappingMode: 'defineBelow',
				value: {
					tube_barcode: '={{ $json["Tube Barcode"] }}',
					specimen_type,
					sequencing_depth: '={{ "Deep" }}',
				},
			},
		},
	});

test.each([
	['a fixed choice', 'Human stool'],
	['a column', '={{ $json.Type }}'],
	['a column, otherwise a choice', '={{ $json.Type || "Human stool" }}'],
	['an expression that is the same for all', "={{ $('Start').first().json.Type }}"],
	['one that reads the workflow', '={{ $workflow.name ? "Human stool" : "Human stool" }}'],
])('a blank row is skipped where the specimen type is %s', async (_, specimenType) => {
	const { output, hints } = await validate(specimenType);
	expect(output.map(({ json }) => json.valid)).toEqual([true, true]);
	expect(hints).toEqual([HINTS.blankRows(1, false)]);
});

test('a row is not blank for which another node has something entered', async () => {
	const { output, hints } = await validate(
		'={{ $("Start").all()[$itemIndex % 2].json.Type || "x" }}',
	);
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
