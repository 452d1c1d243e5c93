import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { WEBHOOK_WARNINGS, WEBHOOKS } from '../../nodes/OneCodex/wording/webhookTexts';
import { SIGNATURE_WINDOW } from '../../nodes/OneCodexEventTrigger/receive';
import { makeSignatureHeader } from './signature-header.cts';
import { API_KEY, makeTrigger, type Outcome } from './webhook-call.cts';

let call: ReturnType<typeof makeTrigger>;
beforeEach(() => {
	call = makeTrigger();
});

const MINUTE = 60_000;
const body = '{"event_type":"analysis.succeeded","id":"e1"}';
const signedAgo = (ms: number) => makeSignatureHeader(Buffer.from(body), API_KEY, Date.now() - ms);
const starts = ({ result }: Outcome) => result.workflowData !== undefined;

test.each<[unknown, number, boolean]>([
	[undefined, 59, true],
	[undefined, 61, false],
	[2, 1, true],
	[2, 3, false],
	['2', 3, false],
	[100_000, 1_439, true],
	[100_000, 1_441, false],
	[0, 59, true],
	['soon', 61, false],
	[null, 59, true],
])(
	'a window of %j, signed %d minutes ago: starts is %s',
	async (signatureWindow, minutes, does) => {
		const options = signatureWindow === undefined ? {} : { signatureWindow };
		const parameters = { events: ['*'], options } as INodeParameters;
		const outcome = await call({ body, header: signedAgo(minutes * MINUTE), parameters });
		expect(starts(outcome)).toBe(does);
		expect(outcome.answer?.status).toBe(does ? undefined : 401);
	},
);

describe.each(['={{ $("Config").first().json.minutes }}', '={{ $( }}'])(
	'where the expression of the window fails (%s), it is the default',
	(signatureWindow) => {
		const parameters = { events: ['*'], options: { signatureWindow } };
		const { default: minutes } = SIGNATURE_WINDOW;

		test.each([
			[minutes - 1, true],
			[minutes + 1, false],
		])('a genuine event, signed %d minutes ago: starts is %s', async (ago, does) => {
			const outcome = await call({ body, header: signedAgo(ago * MINUTE), parameters });
			expect(starts(outcome)).toBe(does);
			expect(outcome.warnings).toContain(WEBHOOK_WARNINGS.failingWindow(minutes));
		});

		test('what a stranger sends is refused', async () => {
			const { answer } = await call({ body, secret: 'another', parameters });
			expect(answer).toEqual({ status: 401, body: { message: WEBHOOKS.wrongSignature() } });
		});
	},
);

test('a delivery may be repeated with its first signature, and starts once', async () => {
	const header = signedAgo(50 * MINUTE);
	const outcomes = [await call({ body, header }), await call({ body, header })];
	expect(outcomes.map(starts)).toEqual([true, false]);
	expect(outcomes.map(({ answer }) => answer)).toEqual([undefined, undefined]);
});

test('what the editor proposes and allows is what counts', () => {
	const { properties } = new OneCodexEventTrigger().description;
	const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
	expect(options.find(({ name }) => name === 'signatureWindow')).toMatchObject({
		default: SIGNATURE_WINDOW.default,
		typeOptions: { maxValue: SIGNATURE_WINDOW.max },
	});
});
