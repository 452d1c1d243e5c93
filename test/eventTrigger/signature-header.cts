import { createHmac } from 'node:crypto';

/** The hex digits of a signature, made from the rule alone, so that a mistake of the node cannot hide. */
export const signatureOf = (time: number | string, body: Buffer, secret: string): string =>
	createHmac('sha256', secret)
		.update(Buffer.concat([Buffer.from(`${time}.`), body]))
		.digest('hex');

/**
 * The header that One Codex sends with a body.
 * @param now the time, in milliseconds since 1970
 */
export function makeSignatureHeader(body: Buffer, secret: string, now: number): string {
	const time = Math.floor(now / 1000);
	return `t=${time},v1=${signatureOf(time, body, secret)}`;
}
