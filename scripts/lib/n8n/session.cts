import { z } from 'zod/v4';

/** A logged-in connection to an n8n. */
export interface Session {
	url: string;
	/** What proves the log-in, to open another session with. */
	cookie: string;
	/** Sends a request to a path below `/rest` and gives the `data` of the answer. */
	request: (method: string, path: string, body?: unknown) => Promise<unknown>;
	/** Gets a path of n8n itself, as the editor does. */
	get: (path: string) => Promise<unknown>;
}

/** Who logs in to an n8n. */
export interface User {
	email: string;
	password: string;
}

/** The owner that the scripts set up; the n8n listens on this machine only. */
export const owner: User = { email: 'lab@example.com', password: 'Rack-of-12-tubes' };

/** What the scripts call the browser that they stand for. */
export const browserId = 'onecodex-scripts';

const wrapped = z.object({ data: z.unknown() });
const settings = z.object({
	data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) }),
});

/**
 * Logs in, as the owner by default; who is first to log in to a new n8n becomes its owner. n8n allows
 * five log-ins a minute: with the cookie of a session there is none.
 */
export async function openSession(
	url: string,
	sessionCookie?: string,
	user = owner,
): Promise<Session> {
	// n8n closes connections that were idle, at the moment perhaps in which one is used again.
	const headers = {
		'content-type': 'application/json',
		'browser-id': browserId,
		connection: 'close',
	};
	const send = async (method: string, path: string, body?: unknown, cookie = '') => {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: { ...headers, cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new Error(
				`${method} ${path} was answered with ${response.status}: ${text.slice(0, 500)}`,
			);
		}
		return { text, cookies: response.headers.getSetCookie() };
	};

	const logIn = async () => {
		const { data } = settings.parse(JSON.parse((await send('GET', '/rest/settings')).text));
		if (data.userManagement.showSetupOnFirstLoad) {
			await send('POST', '/rest/owner/setup', { ...user, firstName: 'Lab', lastName: 'Owner' });
		}
		const credentials = { emailOrLdapLoginId: user.email, password: user.password };
		const { cookies } = await send('POST', '/rest/login', credentials);
		return cookies.map((one) => one.split(';')[0]).join('; ');
	};
	const cookie = sessionCookie ?? (await logIn());

	return {
		url,
		cookie,
		request: async (method, path, body) => {
			const { text } = await send(method, `/rest${path}`, body, cookie);
			return wrapped.parse(JSON.parse(text)).data;
		},
		get: async (path) => JSON.parse((await send('GET', path, undefined, cookie)).text) as unknown,
	};
}
