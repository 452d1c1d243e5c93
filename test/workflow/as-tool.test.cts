import type { IDataObject } from 'n8n-workflow';

import { callAsTool } from './agent.cts';
import { RESOURCES } from '../../nodes/OneCodex/resources';
import { SPECIMEN_TYPES } from '../../nodes/OneCodex/registration/planning/schema';
import { runNode } from './harness.cts';
import { barcode, tube, useSandbox } from './with-sandbox.cts';
import { lineOf, nothingSent } from '../faults.cts';

const { sandbox, credential } = useSandbox();

const ask = (rows: object[], more: object = {}) =>
	runNode(rows, { credential: credential(), asTool: true, ...more });

// n8n gives a model the message of an error and nothing else.
test('a model gets what is wrong with which row in the message, as plain text', async () => {
	const { error } = await ask([tube(1), tube(2, { 'Specimen Type': '<b>`a` & "b"</b>' })]);
	expect(error?.message).toBe(
		`${nothingSent(1, 2)}\n${lineOf(['2'], 'specimen_type', '<b>`a` & "b"</b>', 'not_a_choice', { choices: SPECIMEN_TYPES })}`,
	);
	expect(error?.description).toBeNull();
	expect(sandbox().requests).toEqual([]);
});

test('what merely looks escaped stays as it is', async () => {
	const { error } = await ask([tube(1, { 'Specimen Type': '&eacute; &amp;' })]);
	expect(error?.message).toContain('"&eacute; &amp;"');
});

test('a failed request says what One Codex said', async () => {
	const fault = { kind: 'status', status: 403, message: 'No' } as const;
	sandbox().inject({ times: 'always', fault });
	const { error } = await ask([tube(1)]);
	expect(error?.message).toMatch(/\(403\)\n(.|\n)*One Codex says: "No"/);
});

test('an error that n8n describes itself stays as it is', async () => {
	const { error } = await ask([tube(1)], { credential: undefined });
	expect(error?.message).toContain('credentials');
});

test('where nothing is wrong, a model gets the items', async () => {
	const { output } = await ask([tube(1)]);
	expect(output.map(({ json }) => json.tube_barcode)).toEqual([barcode(1)]);
});

describe('an agent that calls the tool once for each of its items', () => {
	/** What each call takes for the name of its batch. */
	const namesBy = async (batchName: string) => {
		const items = [1, 2, 3].map((number) => ({
			rack: `Rack ${number}`,
			call: { name: `Named ${number}`, samples: [tube(number)] },
		}));
		const parameters = {
			...{ resource: 'sequencingBatch', operation: 'validate', samplesFrom: 'list', batchName },
			...{ list: "={{ $fromAI('samples') }}", returnTrackingNumbers: 'T1' },
		};
		const calls = await callAsTool(items, parameters, credential());
		expect(calls.map(([one]) => (one?.sample as IDataObject).tube_barcode)).toEqual(
			[1, 2, 3].map(barcode),
		);
		return calls.map(([one]) => one?.batch_name);
	};

	test.each([
		['what the model gives', "={{ $fromAI('name') }}", 'Named'],
		['its own item', '={{ $json.rack }}', 'Rack'],
		['its own item, in an expression', '={{ $json.rack.trim() }}', 'Rack'],
	])('gets %s', async (_, batchName, word) => {
		expect(await namesBy(batchName)).toEqual([1, 2, 3].map((number) => `${word} ${number}`));
	});

	// n8n links each call to the number of the run that the items came from, which is 0.
	test('gets the first item, whichever is its own, where it names the node before the agent', async () => {
		const names = await namesBy('={{ $("Source").item.json.rack }}');
		expect(names).toEqual(['Rack 1', 'Rack 1', 'Rack 1']);
	});
});

// n8n describes a tool to a model by the action of its operation, unless the user writes something else.
test('no two operations have the same action', () => {
	const actions = RESOURCES.flatMap(({ operations }) => operations.map(({ action }) => action));
	expect(actions.length).toBeGreaterThan(10);
	expect(actions.filter((one, place) => actions.indexOf(one) !== place)).toEqual([]);
});
