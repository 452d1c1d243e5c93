import { parsePure } from '../../nodes/OneCodex/parameters/pureExpression';
import { FAILING, NOT_PURE, PURE } from './pure-cases.cts';

test.each<[string, string[][]]>([
	['={{ $json.a.trim() }}', [['a']]],
	['={{ $json.a?.trim() }}', [['a']]],
	['={{ $json?.["Tube Barcode"] ?? $json.b.c }}', [['Tube Barcode'], ['b', 'c']]],
	["={{ $json['it is'].b.c.trim().x }}", [['it is', 'b', 'c']]],
	['={{ $json.a.b[0] }}', [['a', 'b']]],
	['={{ $json.a["b"]() }}', [['a']]],
	['={{ [1].map((one) => `${one}${$json.a}`) }}', [['a']]],
	['={{ "$json.b" + /$json.c/.test($json.a) }}', [['a']]],
])('%s reads the columns %j', (expression, paths) => {
	expect(parsePure(expression)?.paths).toEqual(paths);
});

test('the code is what is between the braces', () => {
	expect(parsePure('={{ $json.a + 1}}')?.code).toBe(' $json.a + 1');
});

test.each([...PURE, ...FAILING])('%j is pure', (expression) => {
	expect(parsePure(expression)).toBeDefined();
});

test.each(NOT_PURE)('%j is left to n8n', (expression) => {
	expect(parsePure(expression)).toBeUndefined();
});

test('a long expression is read in no time', () => {
	const long = `={{ ${'($json.a + "x") + '.repeat(20_000)} 1 }}`;
	const begun = performance.now();
	expect(parsePure(long)?.paths).toHaveLength(20_000);
	expect(performance.now() - begun).toBeLessThan(2_000);
});
