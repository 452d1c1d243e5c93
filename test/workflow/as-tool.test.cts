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
