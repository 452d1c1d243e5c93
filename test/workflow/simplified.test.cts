import { runOnTube, SIMPLIFIED_RUNS } from './simplified-runs.cts';
import { useNode } from './use-node.cts';
import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { simpleFields } from '../../nodes/OneCodex/resources/descriptions/simplify';

const lab = useNode();

/** The most fields of a simplified item, by n8n's guidelines for nodes. */
const MOST = 10;

test('every operation with Simplify is counted below', () => {
	const simplifying = new OneCodex().description.properties
		.filter(({ name }) => name === 'simple')
		.flatMap(({ displayOptions: { show } = {} }) => {
			const [resource, operations] = [show?.resource, show?.operation] as string[][];
			return operations?.map((operation) => `${resource?.join()}: ${operation}`);
		});
	expect(new Set(SIMPLIFIED_RUNS.map(([operation]) => operation))).toEqual(new Set(simplifying));
});

/** The fields that each operation was seen to return. */
const seen = new Map(SIMPLIFIED_RUNS.map(([operation]) => [operation, new Set<string>()]));

test.each(SIMPLIFIED_RUNS)(
	'%s returns %i fields, with %j',
	async (operation, fields, parameters) => {
		const json = await runOnTube(lab, operation, parameters);
		const taxa = json.flatMap(({ table }) => (table ?? []) as object[]);
		const counts = [...json, ...taxa].map((item) => Object.keys(item).length);
		expect(Math.max(...counts)).toBe(fields);
		expect(fields).toBeLessThanOrEqual(MOST);
		json.flatMap(Object.keys).forEach((field) => seen.get(operation)?.add(field));
	},
);

/** The operations whose items do not all have the same fields. */
const VARYING = ['analysis: getResults'];

test('an agent can be given each of the fields, in their order, and no others', () => {
	const returned = [...seen].filter(([operation]) => !VARYING.includes(operation));
	const offered = returned.map(([operation]) => [
		operation,
		simpleFields(...(operation.split(': ') as [string, string])),
	]);
	expect(offered).toEqual(returned.map(([operation, fields]) => [operation, [...fields]]));
});
