import type { INodeExecutionData } from 'n8n-workflow';

import { MANY } from '../../nodes/OneCodex/parameters/manyItems';
import { openParameter } from '../../nodes/OneCodex/parameters/parameter';
import { contextOf } from './n8n.cts';

const EXPRESSION = '={{ $json.a.trim() + $json.b }}';

/** Reads an expression for rows, and counts how often n8n is asked for one item and for many. */
function readAll(
	rows: object[],
	{
		expression = EXPRESSION,
		name = 'Reader',
		change = undefined as ((items: INodeExecutionData[]) => void) | undefined,
	} = {},
) {
	const { context, items } = contextOf({ fields: expression }, rows, name);
	change?.(items);
	const getNodeParameter = jest.spyOn(context, 'getNodeParameter');
	const evaluateExpression = jest.spyOn(context, 'evaluateExpression');
	const parameter = openParameter(context, items, 'fields');
	getNodeParameter.mockClear();
	const values = items.map((_, item) => parameter.read(item));
	return {
		values: values.map((value) => (value.ok ? value.value : value.reason)),
		alone: getNodeParameter.mock.calls.map(([, item]) => item),
		calls: evaluateExpression.mock.calls.length,
		context,
	};
}

const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ a: ' x', b: index }));
const valuesOf = (count: number) => Array.from({ length: count }, (_, index) => `x${index}`);

// To find out whether the expression does without the items, n8n is asked for one that does not exist.
const NO_ITEM = Number.MAX_SAFE_INTEGER;

test('many items are evaluated in a few calls', () => {
	const { values, alone, calls, context } = readAll(rowsOf(6_000));
	expect(values).toEqual(valuesOf(6_000));
	expect(alone).toEqual([NO_ITEM, 0, 5_999]);
	expect(calls).toBe(1 + 4);
	expect(context.getContext('node')).toEqual({});
});

test('items whose columns are the same are evaluated once', () => {
	const rows = Array.from({ length: 500 }, (_, index) => ({ a: ' x', b: index % 2, c: index }));
	const { context, items } = contextOf({ fields: EXPRESSION }, rows);
	const sent: unknown[] = [];
	const evaluate = context.evaluateExpression.bind(context);
	jest.spyOn(context, 'evaluateExpression').mockImplementation((...parameters) => {
		sent.push(JSON.parse(String(context.getContext('node').columns)));
		return evaluate(...parameters);
	});
	const parameter = openParameter(context, items, 'fields');
	expect(items.map((_, item) => parameter.read(item))).toEqual(
		rows.map(({ b }) => ({ ok: true, value: `x${b}` })),
	);
	const both = [0, 1].map((b) => ({ a: ' x', b }));
	expect(sent).toEqual([both, both, both]);
});

test('few items are evaluated one by one', () => {
	const { values, alone, calls } = readAll(rowsOf(MANY - 1));
	expect(values).toEqual(valuesOf(MANY - 1));
	expect(alone).toHaveLength(MANY);
	expect(calls).toBe(0);
});

test('items that cannot be taken so are evaluated by n8n, and keep their own errors', () => {
	const rows: object[] = rowsOf(20);
	rows[3] = { a: ['list'], b: 3 };
	rows[5] = { a: new Date(0), b: 5 };
	rows[7] = { b: 7 };
	const { values, alone } = readAll(rows, {
		expression: '={{ $json.a.toTitleCase() + $json.b }}',
		change: (items) => Object.assign(items[9] ?? {}, { error: { message: 'of another node' } }),
	});
	expect(alone).toEqual([NO_ITEM, 0, 19, 3, 5, 7, 9]);
	expect(values[2]).toBe(' X2');
	expect(values[7]).toBe("toTitleCase can't be used on undefined value");
	expect(values[9]).toBe(' X9');
});

test('an expression that fails as a whole is evaluated one by one', () => {
	const { values, alone, calls } = readAll(rowsOf(20), { expression: '={{ $json.a ? 1 }}' });
	expect(new Set(values)).toEqual(new Set(['invalid syntax']));
	expect(alone).toHaveLength(1 + 20);
	expect(calls).toBe(1);
});

test('an expression whose values are not those of n8n is evaluated one by one', () => {
	const { context, items } = contextOf({ fields: EXPRESSION }, rowsOf(20));
	jest.spyOn(context, 'evaluateExpression').mockReturnValue(['x0', 'x18']);
	const parameter = openParameter(context, items, 'fields');
	expect(items.map((_, item) => parameter.read(item))).toEqual(
		valuesOf(20).map((value) => ({ ok: true, value })),
	);
});

test.each([['too few'], 'no list', [], undefined, [['x0'], ['x19'], 1]])(
	'an answer that is not one value for each item is not used: %j',
	(answer) => {
		const { context, items } = contextOf({ fields: EXPRESSION }, rowsOf(20));
		jest.spyOn(context, 'evaluateExpression').mockReturnValue(answer as never);
		const parameter = openParameter(context, items, 'fields');
		expect(items.map((_, item) => parameter.read(item))).toEqual(
			valuesOf(20).map((value) => ({ ok: true, value })),
		);
	},
);

test('the columns of one call are limited, and so is what it returns', () => {
	const long = 'y'.repeat(900_000);
	const rows = Array.from({ length: 12 }, (_, index) => ({ a: ` ${long}`, b: index }));
	const { values, alone, calls } = readAll(rows);
	expect(values).toEqual(rows.map(({ b }) => `${long}${b}`));
	expect(alone).toEqual([NO_ITEM, 0]);
	expect(calls).toBe(1 + 12);
	const repeated = readAll(rowsOf(20), { expression: '={{ $json.a.repeat(400000) + $json.b }}' });
	expect(repeated.alone.length).toBeGreaterThan(10);
	expect(repeated.values.map(String).map(({ length }) => length)).toEqual(
		rowsOf(20).map(({ b }) => 800_000 + String(b).length),
	);
});

test.each([
	['One Codex (2) "quoted" \\', [NO_ITEM, 0, 19].length],
	['Tubes }} of {{ today', 1 + 20],
	['Tubes.isEmpty()', 1 + 20],
	['Tubes.isEmpty ?.(', 1 + 20],
	['$if(', 1 + 20],
	['two\u2028lines', 1 + 20],
])('a node may be called %j', (name, alone) => {
	const read = readAll(rowsOf(20), { name });
	expect(read.values).toEqual(valuesOf(20));
	expect(read.alone).toHaveLength(alone);
});

test('items may be read in any order and again', () => {
	const { context, items } = contextOf({ fields: EXPRESSION }, rowsOf(3_000));
	const parameter = openParameter(context, items, 'fields');
	for (const item of [2_999, 0, 1_500, 2_999, 3]) {
		expect(parameter.read(item)).toEqual({ ok: true, value: `x${item}` });
	}
});
