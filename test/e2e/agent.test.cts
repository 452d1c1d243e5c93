import { z } from 'zod/v4';
import { pressButton, waitingAt } from './asked.cts';
import { startModel, type Move } from './model.cts';
import { useN8n } from './use-n8n.cts';
import { HITL, testSinceN8n2 } from './versions.cts';
import { barcode } from './workflows.cts';
import { nothingSent } from '../faults.cts';

const { client, importExample, posts, sandbox } = useN8n();

const VALIDATE = 'Validate_Tubes';
const REGISTER = 'Register_Tubes';
const ASK = 'Ask in Chat';

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

/** What the person in the chat answers when the workflow asks; nothing if it should not ask. */
type Answer = 'approved' | 'declined' | undefined;

/** The values of a call of the tool that asks first, as n8n wants them. */
const registration = (samples: object[]) => ({
	toolParameters: valuesFor(samples),
	hitlParameters: {},
});

/**
 * Chats with the agent of the example, whose model plays these moves; gives its reply, what was asked of the
 * model, and what the person was asked.
 */
async function chat(play: (answers: string[]) => Move, answer?: Answer) {
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
		expect(body).toMatchObject({ executionStarted: true });
		const asked = answer && (await answerIn(id, answer));
		const { runs } = await waitingAt(client(), id, 'Reply');
		const [reply] = runs['AI Agent']?.at(-1)?.data?.main?.[0] ?? [];
		return { output: String(reply?.json.output), asked, conversations: model.conversations };
	} finally {
		await client().deactivate(id);
		await client().request('DELETE', `/credentials/${openAi}`);
		await model.close();
	}
}

/** Answers the question in the chat by one of its buttons, and gives its text. */
async function answerIn(id: string, answer: 'approved' | 'declined'): Promise<string> {
	const { raw } = await waitingAt(client(), id, ASK);
	expect(posts()).toEqual([]);
	const texts = z.array(z.unknown()).parse(JSON.parse(raw)).map(String);
	const button = texts.find((text) => text.includes(`approved=${String(answer === 'approved')}`));
	await pressButton(button ?? '');
	return texts.find((text) => text.startsWith('Register these tubes at')) ?? '';
}

const play =
	(samples: object[]) =>
	([check, registered]: string[]): Move => {
		if (check === undefined) return { call: VALIDATE, with: valuesFor(samples) };
		if (registered === undefined) {
			const isGood = checked.parse(JSON.parse(check)).every(({ valid }) => valid);
			return isGood ? { call: REGISTER, with: registration(samples) } : { say: check };
		}
		return { say: registered };
	};

const good = [sample(barcode(1)), sample(barcode(2), { sequencing_depth: 'deep' })];

testSinceN8n2(
	'an agent checks tubes, asks, registers them, and is told their samples',
	HITL,
	async () => {
		const { output, asked, conversations } = await chat(play(good), 'approved');

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
		const samples = batch?.tubes.map((tube) => ({
			tube_barcode: tube.barcode,
			sample_id: tube.sampleId,
		}));
		expect(registered.parse(JSON.parse(output))).toEqual(samples);
		expect(asked).toContain(
			`Batch: Rack 12\nTracking numbers: 7946 1234 5678, 7946 1234 5679\n\n- ${barcode(1)}, Human stool, Standard\n- ${barcode(2)}, Human stool, deep`,
		);

		const [{ tools } = { tools: [] }] = conversations;
		const needs = (tool: string) =>
			tools.find(({ function: { name } }) => name === tool)?.function.parameters;
		expect(tools).toHaveLength(2);
		const required = Object.keys(valuesFor([]));
		expect(needs(VALIDATE)).toMatchObject({ required });
		expect(needs(REGISTER)).toMatchObject({ properties: { toolParameters: { required } } });
	},
);

testSinceN8n2('nothing is registered if the person declines', HITL, async () => {
	const { output } = await chat(play(good), 'declined');
	expect(output).toContain('rejected the tool call');
	expect(posts()).toEqual([]);
});

const bad = [sample(barcode(1)), sample('12345', { specimen_type: '<b>Blood</b>' })];

testSinceN8n2(
	'an agent that checks faulty tubes is told what is wrong with which',
	HITL,
	async () => {
		const { output } = await chat(play(bad));
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
	},
);

testSinceN8n2(
	'an agent that registers faulty tubes without a check is told the same, and nothing is sent',
	HITL,
	async () => {
		const { output } = await chat(
			([answer]) =>
				answer === undefined ? { call: REGISTER, with: registration(bad) } : { say: answer },
			'approved',
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
