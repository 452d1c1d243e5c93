import { deliveryOfCode } from './failure';
import type { Failure, Obstacle } from '../../domain/failure';

// The names that Node.js has for what is wrong with a certificate. OpenSSL's other codes end in no
// obstacle, since they can come late: https://nodejs.org/api/tls.html#x509-certificate-error-codes
const CERTIFICATE_OBSTACLES: Array<[RegExp, Obstacle]> = [
	[/^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'validity'],
	[/^(?:ERR_TLS_CERT_ALTNAME_\w+|HOSTNAME_MISMATCH)$/, 'host name'],
	[/^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA$|INVALID_PURPOSE$)/, 'authority'],
];

/** What n8n makes of a network error. In n8n 1 it has no cause. */
interface NetworkError {
	httpCode?: unknown;
	code?: unknown;
	/** What it said at first, before n8n put it into words of its own. */
	messages?: unknown;
	cause?: unknown;
}

/**
 * Reads what n8n throws where no answer came.
 * @param base the address of One Codex
 */
export function readNetworkError(error: unknown, base: string): Failure {
	const { httpCode, code: ownCode, messages, cause } = (error ?? {}) as NetworkError;
	// n8n's protection from server-side request forgery looks at an address before it connects.
	const blocked = (cause as { name?: unknown } | undefined)?.name;
	if (typeof blocked === 'string' && blocked.startsWith('SsrfBlocked'))
		return { delivery: 'not sent', code: blocked, obstacle: 'n8n', said: '' };

	const code = String(httpCode ?? ownCode ?? '');
	const said = Array.isArray(messages) ? messages.map(String) : [];
	// Whatever the code: a request is written to a proxy once there is a connection, or a tunnel.
	if (said.some((text) => failsAtProxy(text, new URL(base))))
		return { delivery: 'not sent', code, obstacle: 'proxy', said: '' };
	const obstacle = CERTIFICATE_OBSTACLES.find(([pattern]) => pattern.test(code))?.[1];
	return { delivery: deliveryOfCode(code), code, obstacle, said: '' };
}

/**
 * Whether a message is of the client of a tunnel that did not come about, or of Node.js on a connection
 * that did not, to another address than that of One Codex: n8n connects to that and to its proxy only.
 */
function failsAtProxy(message: string, { hostname, port, protocol }: URL): boolean {
	if (message.startsWith('Proxy connection ended before')) return true;
	const name = /^getaddrinfo \w+ (\S+)$/.exec(message)?.[1];
	if (name !== undefined) return name.toLowerCase() !== hostname;
	const connected = /^connect \w+ \S*:(\d+)\b/.exec(message)?.[1];
	if (connected === undefined) return false;
	return connected !== (port || (protocol === 'https:' ? '443' : '80'));
}
