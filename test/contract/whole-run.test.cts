import { parameter, parameterWithin } from './parameters.cts';

type Place = [resource: string, operation: string, ...path: [string] | [string, string]];

const at = ([resource, operation, outer, inner]: Place) =>
	inner === undefined
		? parameter(resource, operation, outer)
		: parameterWithin(resource, operation, outer, inner);

const SIMPLIFIED: Array<[string, string]> = [
	...['get', 'getAll', 'getSamples'].map((one): [string, string] => ['sequencingBatch', one]),
	...['get', 'getAll', 'getResults', 'update'].map((one): [string, string] => ['sample', one]),
	...['get', 'update'].map((one): [string, string] => ['metadata', one]),
];

// One value holds for all items, so an expression that gives another for each would mislead.
test.each<Place>([
	...SIMPLIFIED.map(([resource, operation]): Place => [resource, operation, 'simple']),
	['sequencingBatch', 'getSamples', 'includeStatus'],
	['sample', 'getResults', 'output'],
	['sample', 'update', 'options', 'clearEmpty'],
	['metadata', 'get', 'findBy'],
	['metadata', 'update', 'findBy'],
	['metadata', 'update', 'options', 'clearEmpty'],
	['metadata', 'update', 'options', 'othersToCustom'],
])('%s: %s has %s %s for the whole run, without an expression', (...place) => {
	expect(at(place).noDataExpression).toBe(true);
});

test.each<Place>([
	...['sequencingBatch', 'sample'].flatMap((resource): Place[] => [
		...['returnAll', 'limit', 'sort'].map((name): Place => [resource, 'getAll', name]),
		...['createdAfter', 'createdBefore', 'status'].map(
			(name): Place => [resource, 'getAll', 'filters', name],
		),
	]),
	['sequencingBatch', 'getAll', 'filters', 'name'],
	['sample', 'getAll', 'filters', 'sampleIds'],
	['sample', 'getResults', 'filters', 'ranks'],
	['sample', 'getResults', 'filters', 'minAbundance'],
	['sample', 'update', 'updateFields', 'tags'],
])('%s: %s takes an expression in %s %s, which is read for each item', (...place) => {
	expect(at(place).noDataExpression).toBeUndefined();
});
