import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod/v4';
import { WEBHOOK_WARNINGS, WEBHOOKS } from '../../nodes/OneCodex/wording/webhookTexts';
import { KEY_LENGTH } from '../../nodes/OneCodexEventTrigger/repeats';
import { makeSignatureHeader } from '../eventTrigger/signature-header.cts';
import { n8nLog } from './addresses.cts';
import {
	accepted,
	bodyOf,
	eventOf,
	listenTo,
	TRIGGER,
	type ListenOptions,
} from './event-listener.cts';
import { useN8n } from './use-n8n.cts';
import { testInOwnN8n } from './versions.cts';

const { client, credential, sandbox } = useN8n();

const listen = (options: Partial<ListenOptions> = {}) =>
	listenTo(client(), { oneCodexApi: credential(), secret: sandbox().apiKey, ...options });

const refused = (message: string) => ({
	status: 401,
	body: { message },
});
const ignored = { status: 200, body: { message: expect.stringMatching(/^Ignored: /) as unknown } };

test('a signed event starts the workflow with its item', async () => {
	const { post, started } = await listen();
	const event = eventOf({
		payload: {
			$uri: '/api/v1/analyses/a1b2c3d4e5f67890',
			sample: { $ref: '/api/v1/samples/0ee172af60e84f61' },
		},
	});
	expect(await post(JSON.stringify(event))).toMatchObject(accepted);
	expect(await started()).toEqual([
		{
			event_id: event.id,
			event_type: 'analysis.succeeded',
			sample_id: '0ee172af60e84f61',
			analysis_id: 'a1b2c3d4e5f67890',
			payload: event,
		},
	]);
});

test('a node of the first version goes on', async () => {
	const { post, started } = await listen({ typeVersion: 1 });
	expect(await post(bodyOf({ id: 'first' }))).toMatchObject(accepted);
	expect(await post(bodyOf({ id: 'text' }), { contentType: 'text/plain' })).toMatchObject(accepted);
	expect(await started()).toMatchObject([{ event_id: 'first' }, { event_id: 'text' }]);
});

test('what is not proven to come from One Codex starts nothing', async () => {
	const { post, started } = await listen();
	const body = bodyOf();
	const good = makeSignatureHeader(Buffer.from(body), sandbox().apiKey, Date.now());
	const answers = [
		await post(body, { header: null }),
		await post(body, { header: 'garbage' }),
		await post(body, { header: good.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) }),
		await post(body, { secret: 'another' }),
		await post(` ${body}`, { header: good }),
		await post(body, { agoMs: 3_610_000 }),
		await post(body, { agoMs: -310_000 }),
		await post(body, { header: `${good},${good}` }),
		await post('--x--', { contentType: 'multipart/form-data; boundary=x' }),
	];
	expect(answers).toMatchObject([
		refused(WEBHOOKS.missingSignature()),
		refused(WEBHOOKS.malformedSignature()),
		refused(WEBHOOKS.wrongSignature()),
		refused(WEBHOOKS.wrongSignature()),
		refused(WEBHOOKS.wrongSignature()),
		refused(WEBHOOKS.oldSignature(60 * 60_000)),
		refused(WEBHOOKS.futureSignature(5 * 60_000)),
		refused(WEBHOOKS.malformedSignature()),
		refused(WEBHOOKS.wrongSignature()),
	]);
	expect(await started()).toEqual([]);
});

test('what is signed but is not a JSON object is refused, and starts nothing', async () => {
	const { post, started } = await listen();
	const answers = [
		await post('[]'),
		await post('"text"'),
		await post(''),
		await post('hello', { contentType: 'text/plain' }),
		await post('a=b', { contentType: 'application/x-www-form-urlencoded' }),
		await post('abc', { contentType: 'application/octet-stream' }),
	];
	for (const answer of answers) {
		expect(answer).toMatchObject({
			status: 400,
			body: { message: WEBHOOKS.notAnObject() },
		});
	}
	expect(await started()).toEqual([]);
});

test('the body is taken as it came, white space and all', async () => {
	const { post, started } = await listen();
	const bodies = [
		'{\r\n\t"event_type" :  "sample.uploaded",  "name":"Zoë’s tube 🧫 \\u00e9\\/"\n}\n',
		' {"event_type":"sample.uploaded","n":1.50,"n":2e2,"big":12345678901234567890} ',
	];
	const answers = [
		await post(bodies[0] ?? ''),
		await post(bodies[1] ?? '', { contentType: 'application/json; charset=utf-8' }),
		await post(bodyOf({ sent: 'as text' }), { contentType: 'text/plain' }),
	];
	expect(answers).toMatchObject([accepted, accepted, accepted]);
	expect(await started()).toMatchObject([
		{ event_type: 'sample.uploaded', payload: { name: 'Zoë’s tube 🧫 é/' } },
		{ event_type: 'sample.uploaded', payload: { n: 200 } },
		{ payload: { sent: 'as text' } },
	]);
});

test('an event that is delivered again is answered and starts nothing', async () => {
	const { post, started, workflowId } = await listen();
	const event = eventOf();
	const body = JSON.stringify(event);
	const withoutId = '{"event_type":"sample.uploaded"}';
	expect(await post(body)).toMatchObject(accepted);
	expect(await post(body)).toMatchObject(ignored);
	expect(await post(body, { agoMs: 3_500_000 })).toMatchObject(ignored);
	expect(await post(JSON.stringify({ ...event, attempt: 2 }))).toMatchObject(ignored);
	expect(await post(withoutId)).toMatchObject(accepted);
	expect(await post(withoutId)).toMatchObject(ignored);
	expect(await started()).toMatchObject([
		{ event_id: event.id },
		{ event_type: 'sample.uploaded' },
	]);

	const { staticData } = z
		.looseObject({
			staticData: z.record(z.string(), z.object({ takenEvents: z.record(z.string(), z.string()) })),
		})
		.parse(await client().request('GET', `/workflows/${workflowId}`));
	const taken = Object.values(staticData[`node:${TRIGGER}`]?.takenEvents ?? {}).join('');
	expect(taken).toHaveLength(3 * KEY_LENGTH);
});

test('of deliveries at the same moment one starts the workflow', async () => {
	const { post, started } = await listen();
	// n8n lists the webhook a moment after the activation; from here on calls arrive together.
	expect(await post(bodyOf(), { header: null })).toMatchObject({ status: 401 });
	const body = bodyOf();
	const answers = await Promise.all([post(body), post(body), post(body)]);
	expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
	const messages = answers.map(({ body: answer }) => JSON.stringify(answer));
	expect(messages.filter((message) => message.includes('Ignored'))).toHaveLength(2);
	expect(await started()).toHaveLength(1);
});

test('only the chosen events start the workflow', async () => {
	const { post, started } = await listen({ events: ['analysis.failed', 'sample.uploaded'] });
	const types = ['analysis.succeeded', 'sample.uploaded', 'sample.sequenced', 'ping', 'a.b'];
	const answers = [];
	for (const event_type of types) answers.push(await post(bodyOf({ event_type })));
	expect(answers).toMatchObject([ignored, accepted, ignored, accepted, ignored]);
	expect(await started()).toMatchObject([
		{ event_type: 'sample.uploaded' },
		{ event_type: null, payload: { event_type: 'ping' } },
	]);
});

testInOwnN8n('an event without a known type is logged', 'its log is read', async () => {
	const { post } = await listen({ events: ['sample.uploaded'] });
	expect(await post(bodyOf({ event_type: 'ping' }))).toMatchObject(accepted);
	expect(await readFile(n8nLog(), 'utf8')).toContain(WEBHOOK_WARNINGS.unknownType());
});

test('an event type that nobody knows yet starts the workflow for any event', async () => {
	const { post, started } = await listen();
	expect(await post(bodyOf({ event_type: 'sample.sequenced' }))).toMatchObject(accepted);
	expect(await started()).toMatchObject([{ event_type: 'sample.sequenced' }]);
});

describe('a secret of its own', () => {
	const secret = `secret-${randomUUID()}`;
	let id: string;
	beforeEach(async () => {
		const { apiKey, url: baseUrl } = sandbox();
		const data = { apiKey, baseUrl, webhookSecret: ` ${secret}\n` };
		id = await client().createCredential('With secret', 'oneCodexApi', data);
	});
	afterEach(async () => {
		await client().request('DELETE', `/credentials/${id}`);
	});

	test('takes the place of the API key', async () => {
		const { post, started } = await listen({ oneCodexApi: { id, name: 'With secret' }, secret });
		expect(await post(bodyOf(), { secret: sandbox().apiKey })).toMatchObject(
			refused(WEBHOOKS.wrongSignature()),
		);
		expect(await post(bodyOf({ id: 'own' }))).toMatchObject(accepted);
		expect(await started()).toMatchObject([{ event_id: 'own' }]);
	});

	const NEITHER = 'is neither stored nor logged, and neither is the API key';

	testInOwnN8n(NEITHER, 'its log is read', async () => {
		const { post, workflowId } = await listen({ oneCodexApi: { id, name: 'With secret' }, secret });
		const answers = [
			await post(bodyOf(), { secret: sandbox().apiKey }),
			await post(bodyOf(), { agoMs: 3_610_000 }),
			await post('[]'),
			await post(bodyOf()),
		];
		expect(answers.map(({ status }) => status)).toEqual([401, 401, 400, 200]);
		const execution = await client().waitForExecution(workflowId);
		const whole = JSON.stringify([
			answers,
			execution.raw,
			await client().request('GET', `/executions/${execution.id}`),
			await client().request('GET', `/workflows/${workflowId}`),
		]);
		expect(whole).toContain('analysis.succeeded');
		const log = await readFile(n8nLog(), 'utf8');
		expect(log.includes(WEBHOOK_WARNINGS.rejected(WEBHOOKS.wrongSignature()))).toBe(true);
		// An assertion on the texts themselves would print megabytes.
		for (const text of [secret, sandbox().apiKey]) {
			expect([whole.includes(text), log.includes(text)]).toEqual([false, false]);
		}
	});
});

test('without a secret everything is refused', async () => {
	const data = { apiKey: ' ', baseUrl: sandbox().url };
	const id = await client().createCredential('Without', 'oneCodexApi', data);
	const { post, workflowId } = await listen({ oneCodexApi: { id, name: 'Without' } });
	expect(await post(bodyOf())).toMatchObject(refused(WEBHOOKS.noSecret()));
	expect(await post(bodyOf(), { secret: ' ' })).toMatchObject(refused(WEBHOOKS.noSecret()));
	// n8n asks the node itself, so the credential may go at any time.
	await client().request('DELETE', `/credentials/${id}`);
	expect(await post(bodyOf())).toMatchObject(refused(WEBHOOKS.noSecret()));
	expect(await client().executions(workflowId)).toEqual([]);
});
