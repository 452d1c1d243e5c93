import type { IWebhookFunctions } from 'n8n-workflow';

import { now } from '../OneCodex/api/http/timing';
import { readSecret } from './signature';

/** How long a secret is used without asking n8n for it again, in milliseconds. */
export const KNOWN_MS = 60_000;

/** How many triggers' secrets the process holds at most. */
export const MAX_KNOWN = 100;

interface KnownSecret {
	secret: string;
	/** See {@link now}. */
	until: number;
}

/** The secrets that triggers use at the moment, by trigger and credential. */
export interface Secrets {
	known: Map<string, KnownSecret>;
	/** What n8n is being asked for. */
	asked: Map<string, Promise<string>>;
}

export const createSecrets = (): Secrets => ({ known: new Map(), asked: new Map() });

/**
 * Does something with the secret of a trigger. For each credential that n8n decrypts for a webhook, n8n 2
 * sets up an engine for expressions, which takes longer than all the rest of a webhook. So a secret that
 * was proven right is tried for a minute more. Whatever does not succeed with it is tried with what n8n
 * has: a changed secret counts at once, and the former one for a minute at most.
 * @param attempt returns whether the secret was right
 * @returns what the last attempt gave
 */
export async function withSecret<T extends { ok: boolean }>(
	secrets: Secrets,
	context: IWebhookFunctions,
	attempt: (secret: string) => T,
): Promise<T> {
	const place = placeOf(context);
	const known = secrets.known.get(place);
	if (known && known.until > now()) {
		const result = attempt(known.secret);
		if (result.ok) return result;
	}
	const until = now() + KNOWN_MS;
	const secret = await ask(secrets, place, context);
	const result = attempt(secret);
	// A webhook that anyone may send must not make n8n ask again for the next one.
	if (result.ok || secret !== known?.secret) secrets.known.delete(place);
	if (result.ok) remember(secrets.known, place, { secret, until });
	return result;
}

function placeOf(context: IWebhookFunctions): string {
	const { id, credentials } = context.getNode();
	return JSON.stringify([context.getWorkflow().id, id, credentials, context.getMode()]);
}

/** Asks n8n for the secret, once for all webhooks that come meanwhile. */
async function ask({ asked }: Secrets, place: string, context: IWebhookFunctions): Promise<string> {
	const underWay = asked.get(place);
	if (underWay) return await underWay;
	const asking = decrypt(context).finally(() => asked.delete(place));
	asked.set(place, asking);
	return await asking;
}

/** Empty, so that all is refused, if it cannot be had. */
async function decrypt(context: IWebhookFunctions): Promise<string> {
	try {
		return readSecret(await context.getCredentials('oneCodexApi'));
	} catch {
		return '';
	}
}

function remember(known: Secrets['known'], place: string, one: KnownSecret): void {
	known.set(place, one);
	const [oldest] = known.keys();
	if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
