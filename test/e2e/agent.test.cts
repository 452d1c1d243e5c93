import { z } from 'zod/v4';
import { startModel, type Move } from './model.cts';
import { useN8n } from './use-n8n.cts';
import { testSinceN8n2 } from './versions.cts';
import { barcode } from './workflows.cts';
import { nothingSent } from '../faults.cts';

const { client, importExample, posts, sandbox } = useN8n();

const VALIDATE = 'Validate_Tubes';
const REGISTER = 'Register_Tubes';

const checked = z.array(z.object({ valid: z.boolean(), problems: z.array(z.string()) }));
const failed = z.array(z.object({ error: z.string() }));
const registered = z.array(z.object({ tube_barcode: z.string(), sample_id: z.string() }));

const sample = (tube_barcode: string, more: object = {}) => ({
	tube_barcode,
	specimen_type: 'Human stool',
	sequencing_depth: 'Standard',
	...more,
});
const valuesFor = (samples: object[]) => ({
	batch_name: 'Rack 12',
	tracking_numbers: '7946 1234 5678, 7946 1234 5679',
	samples,
});

/** Chats with the agent of the example, whose model plays these moves; gives its answer and what was asked. */
async function chat(play: (answers: string[]) => Move) {
	const model = await startModel(play);
	const data = { apiKey: 'none', url: model.url };
	const openAi = await client().createCredential('Model', 'openAiApi', data);
	const id = await importExample('agent-registers-tubes', {
		openaiaccount: openAi,
		// The chat in the editor is a matter of the editor; this one is a request.
		'"public":false': '"public":true',
	});
	await client().activate(id);
	try {
		const { body } = await client().callWebhook('90000000-0000-4000-8000-00000000000a/chat', {
			body: { action: 'sendMessage', sessionId: id, chatInput: 'Register these tubes: …' },
		});
		return { ...z.object({ output: z.string() }).parse(body), conversations: model.conversations };
	} finally {
		await client().deactivate(id);
		await client().request('DELETE', `/credentials/${openAi}`);
		await model.close();
	}
}

test('an agent checks tubes, registers them, and is told their samples', async () => {
	const values = valuesFor([sample(barcode(1)), sample(barcode(2), { sequencing_depth: 'deep' })]);
	const { output, conversations } = await chat(([check, registration]) => {
		if (check === undefined) return { call: VALIDATE, with: values };
		if (registration === undefined) {
			const isGood = checked.parse(JSON.parse(check)).every(({ valid }) => valid);
			return isGood ? { call: REGISTER, with: values } : { say: check };
		}
		const tubes = registered.parse(JSON.parse(registration));
		return { say: tubes.map((tube) => `${tube.tube_barcode}: ${tube.sample_id}`).join('\n') };
	});

	const [batch, ...more] = sandbox().batches();
	expect(more).toEqual([]);
	expect(batch).toMatchObject({
		name: 'Rack 12',
		trackingNumbers: ['7946 1234 5678', '7946 1234 5679'],
		tubes: [
			{ barcode: barcode(1), depth: 'Standard' },
			{ barcode: barcode(2), depth: 'Deep' },
		],
	});
	const lines = batch?.tubes.map((tube) => `${tube.barcode}: ${tube.sampleId}`);
	expect(output).toBe(lines?.join('\n'));

	const [{ tools } = { tools: [] }] = conversations;
	expect(tools.map(({ function: { name } }) => name).sort()).toEqual([REGISTER, VALIDATE]);
	for (const { function: tool } of tools) {
		expect(tool.parameters).toMatchObject({ required: Object.keys(valuesFor([])) });
	}
});

const faulty = valuesFor([sample(barcode(1)), sample('12345', { specimen_type: '<b>Blood</b>' })]);

test('an agent that checks faulty tubes is told what is wrong with which', async () => {
	const { output } = await chat(([check]) =>
		check === undefined ? { call: VALIDATE, with: faulty } : { say: check },
	);
	expect(checked.parse(JSON.parse(output))).toEqual([
		{ valid: true, problems: [] },
		{
			valid: false,
			problems: [
				expect.stringContaining('Tube Barcode 12345: '),
				expect.stringContaining('Specimen Type "<b>Blood</b>": '),
			],
		},
	]);
	expect(posts()).toEqual([]);
});

testSinceN8n2(
	'an agent that registers faulty tubes without a check is told the same, and nothing is sent',
	'a tool that fails ends the chat with its message',
	async () => {
		const { output } = await chat(([registration]) =>
			registration === undefined ? { call: REGISTER, with: faulty } : { say: registration },
		);
		const [{ error } = { error: '' }] = failed.parse(JSON.parse(output));
		expect(error.split('\n')).toEqual([
			nothingSent(1, 2),
			expect.stringMatching(/^Row 2, Tube Barcode 12345: /),
			expect.stringMatching(/^Row 2, Specimen Type "<b>Blood<\/b>": /),
		]);
		expect(posts()).toEqual([]);
	},
);
