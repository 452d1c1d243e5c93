import type { IDataObject } from 'n8n-workflow';

import { OneCodexApi } from '../../credentials/OneCodexApi.credentials';
import { WEBHOOK_WARNINGS, WEBHOOKS } from '../../nodes/OneCodex/wording/webhookTexts';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { makeSignatureHeader } from './signature-header.cts';
import { API_KEY, makeTrigger, type Call, type Outcome } from './webhook-call.cts';

let call: ReturnType<typeof makeTrigger>;

beforeEach(() => {
	call = makeTrigger();
});

const EVENT = { event_type: 'analysis.succeeded', id: 'e1', sample_id: '0ee172af60e84f61' };
const bodyOf = (event: object) => JSON.stringify({ ...EVENT, ...event });
const items = ({ result }: Outcome) => result.workflowData?.[0]?.map(({ json }) => json);
const keysIn = ({ stored }: Pick<Outcome, 'stored'>) =>
	Object.values(stored.takenEvents as Record<string, string>).join('');
const refused = (status: number, message: string) => ({
	result: { noWebhookResponse: true },
	answer: { status, body: { message } },
});
const ignored = (message: string) => ({
	result: { webhookResponse: { message } },
	answer: undefined,
});

test('a signed event starts the workflow with one item', async () => {
	const outcome = await call({ body: bodyOf({}) });
	expect(items(outcome)).toEqual([
		{
			event_id: 'e1',
			event_type: 'analysis.succeeded',
			sample_id: '0ee172af60e84f61',
			payload: EVENT,
		},
	]);
	expect(outcome.result.webhookResponse).toEqual({ message: WEBHOOKS.accepted() });
	expect(outcome.answer).toBeUndefined();
	expect(keysIn(outcome)).toHaveLength(8);
});

test.each<[string, Call, number, string]>([
	['no header', { header: undefined }, 401, WEBHOOKS.missingSignature()],
	['garbage as header', { header: 'garbage' }, 401, WEBHOOKS.malformedSignature()],
	['another secret', { secret: 'another' }, 401, WEBHOOKS.wrongSignature()],
	['no secret anywhere', { credential: { apiKey: '' }, secret: '' }, 401, WEBHOOKS.noSecret()],
	['a credential that cannot be read', { credential: new Error('gone') }, 401, WEBHOOKS.noSecret()],
	['a body that cannot be read', { unreadable: true }, 401, WEBHOOKS.wrongSignature()],
	[
		'an old signature',
		{ header: makeSignatureHeader(Buffer.from('{}'), API_KEY, Date.now() - 3_700_000) },
		401,
		WEBHOOKS.oldSignature(60 * 60_000),
	],
	['a body that is a list', { body: '[]' }, 400, WEBHOOKS.notAnObject()],
	['a body that is no JSON', { body: 'hello' }, 400, WEBHOOKS.notAnObject()],
	['no body', { body: '' }, 400, WEBHOOKS.notAnObject()],
])('%s is refused', async (_, how, status, message) => {
	const outcome = await call(how);
	expect(outcome).toMatchObject(refused(status, message));
	expect(outcome.result).toEqual({ noWebhookResponse: true });
	expect(outcome.stored).toEqual({});
	expect(JSON.stringify(outcome)).not.toContain(API_KEY);
});

test('a webhook secret takes the place of the API key', async () => {
	const credential = { apiKey: API_KEY, webhookSecret: ' own ' };
	expect(items(await call({ credential, secret: 'own', body: bodyOf({}) }))).toHaveLength(1);
	expect(await call({ credential, secret: API_KEY })).toMatchObject(
		refused(401, WEBHOOKS.wrongSignature()),
	);
});

test.each<[string, unknown, string | undefined, boolean]>([
	['its type', ['analysis.succeeded'], 'analysis.succeeded', true],
	['its type and another', ['sample.uploaded', 'analysis.succeeded'], 'analysis.succeeded', true],
	['another type', ['sample.uploaded'], 'analysis.succeeded', false],
	['any event', ['*'], 'analysis.succeeded', true],
	['any event, an unknown type', ['*'], 'sample.sequenced', true],
	['any event, no type', ['*'], undefined, true],
	['some types, an unknown type', ['sample.uploaded'], 'sample.sequenced', false],
	['a future type, that type', ['sample.sequenced'], 'sample.sequenced', true],
	['its type from an expression', 'analysis.succeeded', 'analysis.succeeded', true],
	['a text with commas', 'sample.uploaded, analysis.succeeded', 'analysis.succeeded', true],
	['a text with commas, another type', 'sample.uploaded, *.failed', 'analysis.succeeded', false],
	['a text with commas and any event', 'sample.uploaded, *', 'analysis.succeeded', true],
	['its type in capital letters', 'ANALYSIS_SUCCEEDED', 'analysis.succeeded', true],
	['its type between spaces', [' analysis.succeeded '], 'analysis.succeeded', true],
	['its type by its label', ['Analysis Succeeded'], 'analysis.succeeded', true],
	['another type by its label', ['Analysis Failed'], 'analysis.succeeded', false],
])('listening to %s', async (_, events, event_type, starts) => {
	const outcome = await call({
		body: JSON.stringify({ ...EVENT, event_type }),
		parameters: { events: events as string[] },
	});
	if (starts) expect(items(outcome)).toMatchObject([{ event_type: event_type ?? null }]);
	else expect(outcome).toMatchObject(ignored(WEBHOOKS.otherEvent()));
	expect(outcome.warnings).not.toContain(WEBHOOK_WARNINGS.unusableEvents());
});

test.each([
	['an empty list', []],
	['an object', { a: 1 }],
	['something else', ['analyses.failed', 'none']],
	['undefined', '={{ undefined }}'],
	['an expression that fails', '={{ $("Config").first().json.events }}'],
	['an expression that is none', '={{ $( }}'],
])('where Events is %s, each event starts the workflow, with a warning', async (_, events) => {
	const outcome = await call({ body: bodyOf({}), parameters: { events } });
	expect(items(outcome)).toMatchObject([{ event_type: 'analysis.succeeded' }]);
	expect(outcome.warnings).toEqual([WEBHOOK_WARNINGS.unusableEvents()]);
});

test.each([
	['event_type is null', ['*'], {}],
	['it is no event type', ['sample.uploaded'], { event_type: 'analysis' }],
	['nothing is listened to', [], { event_type: null }],
])('an event of unknown type starts the workflow, with a warning: %s', async (_, events, event) => {
	const outcome = await call({
		body: JSON.stringify({ id: 'e1', ...event }),
		parameters: { events },
	});
	expect(items(outcome)).toEqual([
		{ event_id: 'e1', event_type: null, payload: { id: 'e1', ...event } },
	]);
	expect(outcome.warnings).toEqual([WEBHOOK_WARNINGS.unknownType()]);
	expect((await call({ body: JSON.stringify({ id: 'e1', ...event }) })).warnings).toEqual([]);
	expect((await call({ body: bodyOf({}) })).warnings).toEqual([]);
});

describe('a repeated event', () => {
	test('is ignored, also with another body', async () => {
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
		expect(await call({ body: bodyOf({}) })).toMatchObject(ignored(WEBHOOKS.repeated()));
		expect(await call({ body: bodyOf({ try: 2 }) })).toMatchObject(ignored(WEBHOOKS.repeated()));
	});

	test('is ignored when both come at the same moment', async () => {
		const outcomes = await Promise.all([1, 2, 3].map(() => call({ body: bodyOf({}) })));
		expect(outcomes.filter((outcome) => items(outcome))).toHaveLength(1);
	});

	test('without an id is known by its body', async () => {
		const body = '{"event_type":"sample.uploaded"}';
		expect(items(await call({ body }))).toHaveLength(1);
		expect(await call({ body })).toMatchObject(ignored(WEBHOOKS.repeated()));
		expect(items(await call({ body: `${body} ` }))).toHaveLength(1);
	});

	test('is not what happens to one analysis twice', async () => {
		const failed = { id: 'a1b2c3d4e5f67890', analysis_id: 'a1b2c3d4e5f67890' };
		const [first, second] = [1, 2].map((attempt) => bodyOf({ ...failed, attempt }));
		expect(items(await call({ body: first }))).toHaveLength(1);
		expect(items(await call({ body: second }))).toHaveLength(1);
		expect(await call({ body: first })).toMatchObject(ignored(WEBHOOKS.repeated()));
	});

	test('is ignored after a restart, by what n8n has stored', async () => {
		const { stored } = await call({ body: bodyOf({}) });
		const afterRestart = makeTrigger();
		const read = () => JSON.parse(JSON.stringify(stored)) as IDataObject;
		const again = await afterRestart({ body: bodyOf({}), stored: read() });
		expect(again).toMatchObject(ignored(WEBHOOKS.repeated()));
		const other = await afterRestart({ body: bodyOf({ id: 'e2' }), stored: read() });
		expect(keysIn(other)).toContain(keysIn({ stored }));
	});

	test('starts another workflow', async () => {
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
		expect(items(await makeTrigger()({ body: bodyOf({}) }))).toHaveLength(1);
	});

	test('is another event if its type is another', async () => {
		expect(items(await call({ body: bodyOf({ event_type: 'analysis.failed' }) }))).toHaveLength(1);
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
	});

	test('starts the workflow if n8n failed to start it the first time', async () => {
		await call({ body: bodyOf({}), fails: true });
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
		expect(await call({ body: bodyOf({}) })).toMatchObject(ignored(WEBHOOKS.repeated()));
	});

	test('starts a test of the workflow each time', async () => {
		const mode = 'manual';
		for (let index = 0; index < 2; index++) {
			const outcome = await call({ body: bodyOf({}), mode });
			expect(items(outcome)).toHaveLength(1);
			expect(outcome.stored).toEqual({});
		}
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
	});

	test('that is not listened to is not remembered', async () => {
		const parameters = { events: ['sample.uploaded'] };
		expect((await call({ body: bodyOf({}), parameters })).stored).toEqual({});
		expect(items(await call({ body: bodyOf({}) }))).toHaveLength(1);
	});
});

test('what n8n stores with the workflow stays small and holds nothing of the events', async () => {
	for (let index = 0; index < 5; index++) await call({ body: bodyOf({ id: `e${index}` }) });
	const { stored } = await call({ body: bodyOf({ id: 'e5' }) });
	expect(keysIn({ stored })).toHaveLength(6 * 8);
	expect(JSON.stringify(stored)).not.toMatch(/e5"|analysis|0ee172af60e84f61/);
});

describe('the description', () => {
	const { description, webhookMethods } = new OneCodexEventTrigger();

	test('has one webhook, which answers at once', () => {
		expect(description.webhooks).toMatchObject([
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		]);
		expect(description).toMatchObject({ inputs: [], group: ['trigger'] });
		expect(description).toMatchObject({ version: [1, 2], defaultVersion: 2 });
		expect(description).not.toHaveProperty('usableAsTool');
	});

	test('offers the event types that One Codex documents', () => {
		const events = description.properties.find(({ name }) => name === 'events');
		expect(events?.options?.map((option) => ('value' in option ? option.value : ''))).toEqual([
			'analysis.failed',
			'analysis.succeeded',
			'*',
			'sample.uploaded',
		]);
	});

	test('has nothing to set up at One Codex', async () => {
		const methods = Object.values(webhookMethods.default);
		const answers = await Promise.all(methods.map((method) => method()));
		expect(Object.keys(webhookMethods.default)).toEqual(['checkExists', 'create', 'delete']);
		expect(answers).toEqual([true, true, true]);
	});

	test('the secret is an optional password of the credential, behind what was there', () => {
		const { properties } = new OneCodexApi();
		expect(properties.map(({ name }) => name)).toEqual(['apiKey', 'baseUrl', 'webhookSecret']);
		expect(properties[2]).toMatchObject({ default: '', typeOptions: { password: true } });
		expect(properties[2]).not.toHaveProperty('required');
	});
});
