import '../user-folder.cts';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';
import {
	doneBy,
	everythingDone,
	savedCredential,
	savedNodes,
	unknownSettings,
	VERSIONS,
} from './saved.cts';

// What saved nodes give is asked in a file for each version.

test('workflows of released versions are kept', () => {
	expect(VERSIONS).toContain('0.1.0');
});

describe.each(VERSIONS)('saved by version %s', (version) => {
	test.each(savedNodes(version).map((node) => ({ ...node, does: doneBy(node) })))(
		'$name has only what the node still offers',
		async (node) => {
			expect(node.typeVersion).toBe(1);
			expect(everythingDone()).toContain(node.does);
			expect(await unknownSettings(node)).toEqual([]);
		},
	);

	test('the credential has only fields that there still are', () => {
		const fields = new OneCodexApi().properties.map(({ name }) => name);
		const saved = Object.keys(savedCredential(version, {}));
		expect(saved.filter((name) => !fields.includes(name))).toEqual([]);
	});
});

test('there is nothing that no saved node does', () => {
	const saved = new Set(VERSIONS.flatMap((version) => savedNodes(version).map(doneBy)));
	expect(everythingDone().filter((one) => !saved.has(one))).toEqual([]);
});

describe('what is gone is noticed', () => {
	const node = (name: string, change: object) => {
		const saved = savedNodes('0.1.0').find((one) => one.name === name);
		if (!saved) throw new Error(`There is no node ${name}`);
		return { ...saved, parameters: { ...saved.parameters, ...change } };
	};

	test.each<[string, string, object, string[]]>([
		['a parameter', 'Get Sample', { volume: 1 }, ['volume']],
		['a parameter that is not shown', 'Get Samples', { limit: 5, returnAll: true }, ['limit']],
		['an operation', 'Get Sample', { operation: 'freeze' }, ['operation: freeze']],
		['a choice', 'Get Samples', { filters: { status: ['lost'] } }, ['filters.status: lost']],
		['an option', 'Register', { options: { speed: 1 } }, ['options.speed']],
		[
			'a field',
			'Update Metadata',
			{ metadataFields: { mappingMode: 'defineBelow', value: { mood: 1 } } },
			['metadataFields: mood'],
		],
		[
			'a field of a tube',
			'Register by Hand',
			{ samples: { sample: [{ colour: 'red' }] } },
			['samples.colour'],
		],
		[
			'a way to pick',
			'Get Sample',
			{ sampleId: { __rl: true, mode: 'name', value: 'a' } },
			['sampleId: name'],
		],
	])('%s', async (_, name, change, expected) => {
		expect(await unknownSettings(node(name, change))).toEqual(expect.arrayContaining(expected));
	});
});
