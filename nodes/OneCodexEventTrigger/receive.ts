import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod/v4';

import { clock } from '../OneCodex/api/http/timing';
import { splitList } from '../OneCodex/checking/lists';
import { WEBHOOK_WARNINGS, WEBHOOKS } from '../OneCodex/wording/webhookTexts';
import { readEvent, type OneCodexEvent } from './event';
import { knownType } from './eventTypes';
import { createEventMemory, giveBack, keyOf, store, take } from './repeats';
import { createSecrets, withSecret } from './secrets';
import { checkSignature, readSignature, SIGNATURE_HEADER, type SignatureCheck } from './signature';

/** The choice that lets every event start the workflow. */
export const ANY_EVENT = '*';

const memory = createEventMemory();
const secrets = createSecrets();

/**
 * How many minutes ago a webhook may have been signed: the default, and the most. It is less than the time
 * for which events are remembered, so that a webhook that was recorded cannot be played back.
 */
export const SIGNATURE_WINDOW = { default: 60, max: 24 * 60 };

const optionsSchema = z
	.object({
		signatureWindow: z.coerce
			.number()
			.positive()
			.transform((minutes) => Math.min(minutes, SIGNATURE_WINDOW.max))
			.catch(SIGNATURE_WINDOW.default),
	})
	.catch({ signatureWindow: SIGNATURE_WINDOW.default });

/**
 * Answers one webhook. One without a valid signature is rejected before its body is read. This does not
 * throw, because n8n would then start and store a failed execution for anyone who calls.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const body = await readBody(context);
	const verdict = await verify(context, body);
	if (!verdict.ok) return refuse(context, 401, verdict.reason);
	const event = readEvent(body);
	if (!event) return refuse(context, 400, WEBHOOKS.notAnObject());
	if (!isWanted(context, event)) return ignore(WEBHOOKS.otherEvent());
	// While a workflow is being built, the same event may be sent again and again.
	if (context.getMode() === 'manual') return start(context, event);
	return startOnce(context, event);
}

/** The body byte for byte; empty if it cannot be read, as when it was sent as a form with files. */
async function readBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	try {
		await request.readRawBody?.();
	} catch {
		return Buffer.alloc(0);
	}
	return request.rawBody ?? Buffer.alloc(0);
}

async function verify(context: IWebhookFunctions, body: Buffer): Promise<SignatureCheck> {
	const signature = readSignature(context.getHeaderData()[SIGNATURE_HEADER]);
	if ('ok' in signature) return signature;
	const check = { body, now: clock(), windowMs: readWindow(context) * 60_000 };
	return await withSecret(secrets, context, (secret) => checkSignature(signature, secret, check));
}

/** How many minutes ago the webhook may have been signed. Whoever calls gets here, before the check. */
function readWindow(context: IWebhookFunctions): number {
	try {
		return optionsSchema.parse(context.getNodeParameter('options', {})).signatureWindow;
	} catch {
		warn(context, WEBHOOK_WARNINGS.failingWindow(SIGNATURE_WINDOW.default));
		return SIGNATURE_WINDOW.default;
	}
}

/**
 * An event without a known type could be one that the workflow waits for, and so could any event where no
 * known type is listened to: to answer it with success would lose it.
 */
function isWanted(context: IWebhookFunctions, { type }: OneCodexEvent): boolean {
	if (type === null) return true;
	const events = readEvents(context);
	if (events.some((event) => event === ANY_EVENT || event === type)) return true;
	if (events.some(knownType)) return false;
	warn(context, WEBHOOK_WARNINGS.unusableEvents());
	return true;
}

/** What is listened to, in any form that an expression may give it; nothing if the expression fails. */
function readEvents(context: IWebhookFunctions): string[] {
	try {
		const texts = splitList(context.getNodeParameter('events', [])).map(String);
		return texts.map((text) => knownType(text) ?? text);
	} catch {
		return [];
	}
}

function startOnce(context: IWebhookFunctions, event: OneCodexEvent): IWebhookResponseData {
	const trigger = `${context.getWorkflow().id}/${context.getNode().id}`;
	const delivery = { trigger, event: keyOf(event.type, event.key), at: clock() };
	const stored = context.getWorkflowStaticData('node');
	if (!take(memory, stored, delivery)) return ignore(WEBHOOKS.repeated());
	const response = context.getResponseObject();
	// n8n answers with 500 or more if it could not start the execution. One Codex then repeats the event.
	response.once('close', () => {
		if (response.statusCode >= 500) giveBack(memory, delivery);
	});
	return start(context, event, () => store(memory, stored, delivery));
}

/**
 * Starts the workflow.
 * @param beforeAnswer runs when n8n asks for the answer, right before it stores the static data: n8n 2.41
 * starts the execution first and thereby forgets that the static data was changed
 */
function start(
	context: IWebhookFunctions,
	event: OneCodexEvent,
	beforeAnswer?: () => void,
): IWebhookResponseData {
	if (event.type === null) warn(context, WEBHOOK_WARNINGS.unknownType());
	return {
		workflowData: [[{ json: toItem(event) }]],
		get webhookResponse() {
			beforeAnswer?.();
			return { message: WEBHOOKS.accepted() };
		},
	};
}

function toItem({ id, type, sampleId, analysisId, payload }: OneCodexEvent): IDataObject {
	return {
		event_id: id,
		event_type: type,
		...(sampleId !== undefined && { sample_id: sampleId }),
		...(analysisId !== undefined && { analysis_id: analysisId }),
		payload,
	};
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	// The caller may be a stranger, so the owner of the workflow finds the reason in the log.
	warn(context, WEBHOOK_WARNINGS.rejected(message));
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function warn(context: IWebhookFunctions, message: string): void {
	context.logger.warn(message, {
		workflowId: context.getWorkflow().id,
		node: context.getNode().name,
	});
}

/** Answers with success, since One Codex repeats a webhook after any other answer. */
function ignore(message: string): IWebhookResponseData {
	return { webhookResponse: { message } };
}
