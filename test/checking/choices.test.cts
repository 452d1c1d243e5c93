import { readChoice } from '../../nodes/OneCodex/checking/choices';
import { SPECIMEN_TYPES } from '../../nodes/OneCodex/registration/planning/schema';

describe('a choice', () => {
	const read = (cell: unknown) => readChoice('specimen_type', cell, SPECIMEN_TYPES);

	test.each([
		['Human stool', 'Human stool'],
		['HUMAN STOOL', 'Human stool'],
		[' human_stool ', 'Human stool'],
		['human-stool', 'Human stool'],
		['HumanStool', 'Human stool'],
		["'Human\u00a0stool", 'Human stool'],
		['microbial CELL culture', 'Microbial cell culture'],
	])('%j is %s', (cell, value) => {
		expect(read(cell)).toEqual({ kind: 'value', value });
	});

	test.each([undefined, null, '', ' \u200b'])('%j is empty', (cell) => {
		expect(read(cell)).toEqual({ kind: 'empty' });
	});

	test.each(['stool', 'Human stools', 'Нuman stool', 0, false, ['Human stool'], {}])(
		'%j is none of the choices',
		(cell) => {
			expect(read(cell)).toMatchObject({
				kind: 'fault',
				faults: [
					{ field: 'specimen_type', code: 'not_a_choice', params: { choices: SPECIMEN_TYPES } },
				],
			});
		},
	);
});
