import { createHash } from 'node:crypto';

import { ACCOUNT_PATH } from '../../OneCodex/api/http/address';
import { idOf, uriOf } from '../../OneCodex/api/references';
import type { Failure } from '../../OneCodex/domain/failure';
import type { Client } from '../../OneCodex/api/http/request';
import { later } from '../../OneCodex/api/http/timing';
import type { Result } from '../../OneCodex/domain/result';

// A credential may be changed to another account's, and then there is another key.
const LIFETIME_MS = 24 * 60 * 60 * 1000;
// An answer that does not say it may be mended.
const PATIENCE_MS = 60 * 60 * 1000;

const known = new Map<string, string | undefined>();

/**
 * Identifies the account of a client, whichever key it has; it holds nothing of the key. An
 * account is asked for once a day and process, for each key. Undefined if One Codex does not say whose key
 * it is; then it is asked again an hour later.
 */
export async function accountOf(client: Client): Promise<Result<string | undefined>> {
	if (known.has(client.account)) return { ok: true, value: known.get(client.account) };
	const answer = await client.request({
		method: 'GET',
		path: ACCOUNT_PATH,
		read: (body) => ({ who: whoseOf(body) }),
	});
	if (!answer.ok && !isOddAnswer(answer.failure)) return answer;
	const who = answer.ok ? answer.value.who : undefined;
	const value =
		who && createHash('sha256').update(`${client.base}\n${who}`).digest('hex').slice(0, 32);
	known.set(client.account, value);
	later(value ? LIFETIME_MS : PATIENCE_MS, () => known.delete(client.account));
	return { ok: true, value };
}

/** Whether One Codex answers without saying so. */
const isOddAnswer = ({ status, received }: Failure) =>
	received !== undefined || status === 403 || status === 404;

/** The user of an account, by reference or embedded; the address of the account where there is none. */
function whoseOf(body: unknown): string | undefined {
	const { user, $uri, email } = (body ?? {}) as Record<string, unknown>;
	const uri = uriOf(user) ?? uriOf({ $uri });
	const address = typeof email === 'string' && email.trim() !== '' ? email.trim() : undefined;
	return idOf(uri) ?? address?.toLowerCase();
}
