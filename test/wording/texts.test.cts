import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { KEY_NOT_SENT, TEST_RESULTS } from '../../nodes/OneCodex/wording/credentialTexts';
import { TOO_MANY_PROJECTS } from '../../nodes/OneCodex/wording/objectTexts';
import { POLLS } from '../../nodes/OneCodex/wording/pollTexts';
import { whatIsKnown } from '../../nodes/OneCodex/wording/registerTexts';
import { WEBHOOK_WARNINGS, WEBHOOKS } from '../../nodes/OneCodex/wording/webhookTexts';
import { repository } from '../../scripts/lib/paths.cts';
import { BATCH, REJECTED } from '../registration/registry.cts';
import { makeBatch } from '../registration/rows.cts';

const MINUTE_MS = 60_000;
const answers: Record<keyof typeof WEBHOOKS, [status: number, message: string]> = {
	accepted: [200, WEBHOOKS.accepted()],
	otherEvent: [200, WEBHOOKS.otherEvent()],
	repeated: [200, WEBHOOKS.repeated()],
	notAnObject: [400, WEBHOOKS.notAnObject()],
	missingSignature: [401, WEBHOOKS.missingSignature()],
	malformedSignature: [401, WEBHOOKS.malformedSignature()],
	wrongSignature: [401, WEBHOOKS.wrongSignature()],
	oldSignature: [401, WEBHOOKS.oldSignature(60 * MINUTE_MS)],
	futureSignature: [401, WEBHOOKS.futureSignature(5 * MINUTE_MS)],
	noSecret: [401, WEBHOOKS.noSecret()],
};

test('the page on triggers has every answer to a webhook, and no other', () => {
	const page = readFileSync(join(repository, 'docs', 'triggers.md'), 'utf8');
	const listed = [...page.matchAll(/^\| (\d{3} .*?) \|/gm)].map(([, answer]) => answer);
	expect(listed).toEqual(Object.values(answers).map((answer) => answer.join(' ')));
});

test.each([
	['RACK 1', true],
	['Other', false],
	[undefined, false],
])(
	'a batch with the name %j that may be the lost one is said to be of the name: %j',
	(name, is) => {
		const batch = { ...BATCH, name };
		const text = whatIsKnown(
			{ planned: makeBatch('Rack 1', []), failure: REJECTED, step: 'unseen', batch },
			'reuse',
		);
		expect(text.includes('of that name')).toBe(is);
	},
);

test('a window of one minute is named in the singular', () => {
	expect(WEBHOOKS.oldSignature(MINUTE_MS)).toContain('more than 1 minute old');
});

test.each([
	[KEY_NOT_SENT.otherHost('https://app.onecodex.com'), /for https:\/\/app\.onecodex\.com only/],
	[KEY_NOT_SENT.unencryptedProxy(), /proxy unencrypted.*Remove the proxy/],
	[KEY_NOT_SENT.uncheckedCertificate(), /certificate.*NODE_EXTRA_CA_CERTS/],
	[TEST_RESULTS[401], /API key.*Copy it again/],
	[TEST_RESULTS[403], /not allowed/],
	[TEST_RESULTS[404], /base URL/],
	[TEST_RESULTS[302], /redirects.*final address/],
	[
		TOO_MANY_PROJECTS.detail(50),
		/^Nothing was created.* 50 .*'Project' has the wrong column.*Create/,
	],
	[POLLS.noBatches(), /no sequencing batches\. Register one/],
	[POLLS.noSamples(), /no samples\. Register one/],
	[POLLS.noAnalyses(), /no analyses\. Run a job/],
	[POLLS.chooseEvent(), /drop-down/],
	[POLLS.nextPoll(), /Nothing is lost/],
	[WEBHOOK_WARNINGS.unknownType(), /event_type null/],
	[WEBHOOK_WARNINGS.unusableEvents(), /'Events'.* every event starts the workflow/],
	[WEBHOOK_WARNINGS.failingWindow(60), /'Signature Time Window'.* 60 minutes/],
	[WEBHOOK_WARNINGS.rejected('Why.'), /rejected a webhook: Why\.$/],
])('%s', (text, what) => {
	expect(text).toMatch(what);
	expect(text).toMatch(/\.$/);
});

const words = { headline: 'Headline', detail: 'Detail', cure: 'Cure.' };
test.each([
	[1, 'could not read 1 object from'],
	[2, 'could not read 2 objects from'],
])('a warning of %d unread objects counts them, and says why', (count, text) => {
	const warning = POLLS.unread(count, words);
	expect(warning).toContain(text);
	expect(warning).toMatch(/Headline\. Detail$/);
});
