import { LABELS } from './labels';

const CHECK_CLOCK = 'Check the clock of the server that n8n runs on.';
const minutes = (ms: number) => (ms === 60_000 ? '1 minute' : `${ms / 60_000} minutes`);

/** What a webhook is answered with, and what n8n's log says about it. Callers may be strangers. */
export const WEBHOOKS = {
	accepted: () => 'Accepted.',
	otherEvent: () => 'Ignored: the workflow does not listen to this event type.',
	repeated: () => 'Ignored: this event was received before.',
	notAnObject: () => 'The body is not a JSON object.',
	missingSignature: () => 'Missing X-OneCodex-Signature header.',
	malformedSignature: () =>
		'Invalid X-OneCodex-Signature header. The form is t=(Unix seconds),v1=(64 hex digits).',
	wrongSignature: () =>
		`Invalid signature. Check ${LABELS.webhookSecret} in the One Codex API credential in n8n. If it is empty, the API key is used.`,
	oldSignature: (windowMs: number) =>
		`The signature is more than ${minutes(windowMs)} old, which is the limit set in ${LABELS.signatureWindow}. Send the event again. ${CHECK_CLOCK}`,
	futureSignature: (aheadMs: number) =>
		`The signature is dated more than ${minutes(aheadMs)} in the future. ${CHECK_CLOCK}`,
	noSecret: () =>
		`The One Codex API credential of the trigger could not be read, or both ${LABELS.webhookSecret} and ${LABELS.apiKey} are empty. Check it in n8n.`,
};

/** What n8n's log says about webhooks, for the owner of the workflow. */
export const WEBHOOK_WARNINGS = {
	rejected: (message: string) => `One Codex Event Trigger rejected a webhook: ${message}`,
	unknownType: () =>
		`One Codex Event Trigger received an event without a known type. It starts the workflow with event_type null, whatever ${LABELS.events} is set to. Check the payload.`,
	unusableEvents: () =>
		`One Codex Event Trigger cannot use the value of ${LABELS.events}, so every event starts the workflow. Correct it in the parameters of the node.`,
	/** @param minutes the window that applies instead */
	failingWindow: (minutes: number) =>
		`One Codex Event Trigger cannot use the value of ${LABELS.signatureWindow}, because its expression failed. ${minutes} minutes apply instead. Correct it in the parameters of the node.`,
};
