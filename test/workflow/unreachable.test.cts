import { now } from '../fake-timing.cts';
import { runNode, type NodeSettings } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';

const { sandbox, credential, posts } = useSandbox();

const racks = (count: number) =>
	Array.from({ length: count }, (_, rack) => ({ ...tube(rack), rack: `Rack ${rack}` }));

/** Registers a batch for each of some tubes, and goes on after failures. */
async function registerRacks(count: number, settings: NodeSettings = {}) {
	const begin = now();
	const run = await runNode(racks(count), {
		credential: credential(),
		onError: 'continueErrorOutput',
		...settings,
		parameters: { batchName: '={{ $json.rack }}', ...settings.parameters },
	});
	const errors = run.errorOutput.map(({ json }) => json.error as string);
	return { ...run, errors, waited: now() - begin };
}

describe.each(['reuse', 'register'])('If Already Registered = %s', (ifRegistered) => {
	const parameters = { options: { ifRegistered } };
	const NOT_DONE = ifRegistered === 'reuse' ? 'so none of them was sent.' : 'was not registered.';

	test('One Codex that cannot be reached is waited for once, not for each batch', async () => {
		const nowhere = { ...credential(), baseUrl: 'http://127.0.0.1:9' };
		const one = await registerRacks(1, { credential: nowhere, parameters });
		const many = await registerRacks(20, { credential: nowhere, parameters });
		expect(many.errors).toHaveLength(20);
		for (const [rack, error] of many.errors.entries()) {
			expect(error).toContain(`"Rack ${rack}" (1 sample)`);
			expect(error).toContain(NOT_DONE);
		}
		// By the clock of the tests, which moves on with the pauses of the node alone.
		expect(many.waited).toBeLessThan(2 * one.waited);
	});

	test('a key that is refused is sent once', async () => {
		const settings = { credential: { ...credential(), apiKey: 'wrong' }, parameters };
		const { errors } = await registerRacks(5, settings);
		expect(errors).toHaveLength(5);
		expect(sandbox().requests).toHaveLength(1);
	});
});

test('the parts of a batch are not sent one after the other where none arrives', async () => {
	const { errors } = await registerRacks(4, {
		credential: { ...credential(), apiKey: 'wrong' },
		parameters: {
			batchName: 'Rack',
			options: { ifRegistered: 'register', maxSamplesPerBatch: 1 },
		},
	});
	expect(errors).toHaveLength(4);
	expect(errors[3]).toContain('The batch "Rack (4 of 4)" (1 sample) was not registered.');
	expect(sandbox().requests).toHaveLength(1);
});

test('a batch that is refused for itself does not keep the others from being registered', async () => {
	sandbox().inject({
		match: { method: 'POST' },
		fault: { kind: 'status', status: 400, message: 'no such name' },
	});
	const { errors, output } = await registerRacks(3);
	expect(errors).toHaveLength(1);
	expect(output).toHaveLength(2);
	expect(posts()).toHaveLength(3);
});
