import type { IDataObject } from 'n8n-workflow';

import { rowNames } from '../../nodes/OneCodex/mapping/rowNames';

const names = (...numbers: unknown[]) =>
	rowNames(numbers.map((row_number) => ({ json: { row_number } as IDataObject })));

test.each<[string, unknown[], string[]]>([
	['by the numbers of their sheet', [2, 3, 7], ['2', '3', '7']],
	['by those also where it is sorted', [7, 2], ['7', '2']],
	['by their places where two sheets were merged', [2, 3, 2], ['1', '2', '3']],
	['by their places where one has no number', [2, undefined, 17], ['1', '2', '3']],
	['by their places where a number is text', [2, '3'], ['1', '2']],
	['by their places where a number is none of a row', [2, 3.5, 0, -1], ['1', '2', '3', '4']],
	['by their places without numbers', [undefined, null], ['1', '2']],
	['not at all where there are none', [], []],
])('rows are named %s', (_, numbers, expected) => {
	expect(names(...numbers)).toEqual(expected);
});
