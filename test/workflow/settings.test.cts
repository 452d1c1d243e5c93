import type { INodeParameters } from 'n8n-workflow';

import { useNode } from './use-node.cts';
import { tube } from './with-sandbox.cts';
import { SETTING_TEXTS } from '../../nodes/OneCodex/wording/settingTexts';
import { LABELS } from '../../nodes/OneCodex/wording/labels';

const { run, addSamples } = useNode();

const OPERATIONS = [
	'sequencingBatch: register',
	'sequencingBatch: findTubes',
	'sequencingBatch: get',
	'sequencingBatch: getAll',
	'sequencingBatch: getSamples',
	'sample: get',
	'sample: getAll',
	'sample: getResults',
	'sample: update',
	'metadata: get',
	'metadata: update',
];

/** The settings of the whole run that are on or off, and their names in the editor. */
const SWITCHES: Array<[operation: string, path: string, name: string]> = [
	...OPERATIONS.map((operation): [string, string, string] => [operation, 'simple', 'Simplify']),
	['sequencingBatch: register', 'options.includeInputFields', 'Include Input Fields'],
	['sequencingBatch: register', 'options.restoreLeadingZeros', 'Restore Leading Zeros'],
	['sequencingBatch: getSamples', 'includeStatus', 'Include Sample Status'],
	['sample: update', 'options.clearEmpty', 'Clear Empty'],
	['metadata: update', 'options.clearEmpty', 'Clear Empty'],
	['metadata: update', 'options.othersToCustom', 'Put Other Columns in Custom'],
];

/** Parameters that set one of them; without these, no operation lacks anything. */
const setting = (path: string, value: unknown): object => {
	const [outer = '', inner] = path.split('.');
	const updateFields = { tags: 'a' };
	return { updateFields, [outer]: inner === undefined ? value : { [inner]: value } };
};

describe.each(SWITCHES)('%s: %s', (operation, path, name) => {
	const BAD = [
		'={{ "yes" }}',
		'={{ "true" }}',
		'={{ 1 }}',
		'={{ 0 }}',
		'={{ {} }}',
		'={{ $json.on }}',
	];

	test.each(BAD)('%s is neither on nor off, which stops the run', async (value) => {
		const rows = addSamples(2).map((sample_id) => ({ sample_id, on: 'no' }));
		const parameters = { ...setting(path, value) };
		const { error, requests } = await run(operation, rows, parameters);
		expect(error?.message).toBe(SETTING_TEXTS.unusable(`'${name}'`));
		expect(error?.description).toBe(SETTING_TEXTS.correctIt(SETTING_TEXTS.notOnOrOff()));
		expect(requests).toEqual([]);
		const settings = { onError: 'continueErrorOutput' } as const;
		const done = await run(operation, rows, parameters, settings);
		expect(done.output).toEqual([]);
		expect(done.errorOutput.map(({ json }) => json.error)).toEqual(
			rows.map(() => expect.stringContaining(SETTING_TEXTS.unusable(`'${name}'`)) as string),
		);
		expect(done.requests).toEqual([]);
	});
});

describe('a switch that may be an expression', () => {
	/** Whether the column Note comes out of Register. */
	const isOn = async (includeInputFields: unknown) => {
		const rows = [tube(1, { Note: 'n', on: true, off: false }), tube(2, { on: 'no' })];
		const options = { includeInputFields };
		const { json } = await run('sequencingBatch: register', rows, {
			...{ options },
		} as INodeParameters);
		expect(json).toHaveLength(2);
		return json[0]?.Note === 'n';
	};

	test.each([true, '={{ true }}', '={{ 1 < 2 }}', '={{ $json.on }}'])(
		'is on with %j',
		async (value) => {
			expect(await isOn(value)).toBe(true);
		},
	);

	test.each([false, '={{ false }}', '={{ $json.off }}', '={{ $json.nothing }}', null])(
		'is off with %j',
		async (value) => {
			expect(await isOn(value)).toBe(false);
		},
	);
});

// n8n evaluates no expression there, and an earlier version of the workflow may have one.
test.each(
	SWITCHES.filter(([, path]) => !path.startsWith('options.i') && !path.startsWith('options.r')),
)('%s: %s takes no expression, not even one that gives true', async (operation, path, name) => {
	const rows = addSamples(1).map((sample_id) => ({ sample_id }));
	const { error, requests } = await run(operation, rows, { ...setting(path, '={{ true }}') });
	expect(error?.message).toBe(SETTING_TEXTS.unusable(`'${name}'`));
	expect(requests).toEqual([]);
});

const DROP_DOWNS: Array<[path: string, name: string, choices: string]> = [
	['options.ifRegistered', 'If Already Registered', 'reuse, error, register'],
	['options.lookBack', 'Look for Earlier Registrations', 'sameName, allBatches'],
	['samplesFrom', 'Samples From', 'inputItems, list, manual, plate'],
];

const NO_CHOICES = ['={{ "sky" }}', '={{ null }}', '={{ $json.nothing }}'];
const cases = DROP_DOWNS.flatMap((one) => NO_CHOICES.map((value) => [...one, value] as const));

test.each(cases)('%s with none of its choices names them', async (path, name, choices, value) => {
	const parameters = { ...setting(path, value) };
	const { error, requests } = await run('sequencingBatch: register', [tube(1)], parameters);
	expect(requests).toEqual([]);
	expect(error?.message).toBe(SETTING_TEXTS.unusable(`'${name}'`));
	expect(error?.description).toBe(SETTING_TEXTS.correctIt(SETTING_TEXTS.notAChoice([choices])));
});

test('an object is no number of samples, whatever it calls its own', async () => {
	const rows = [tube(1, { most: { toString: 1, valueOf: null } })];
	const options = { maxSamplesPerBatch: '={{ $json.most }}' };
	const { error } = await run('sequencingBatch: register', rows, { options });
	expect(error?.message).toBe(SETTING_TEXTS.unusable(LABELS.maxSamples));
});
