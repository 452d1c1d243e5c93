import { z } from 'zod/v4';

/** A logged-in connection to an n8n. */
export interface Session {
	url: string;
	/** The cookie of the log-in, which opens another session without one. */
	cookie: string;
	/** Sends a request to a path below `/rest` and returns the `data` of the answer. */
	request: (method: string, path: string, body?: unknown) => Promise<unknown>;
	/** Gets a path of n8n itself, as the editor does. */
	get: (path: string) => Promise<unknown>;
}

/** Who logs in to an n8n. */
export interface User {
	email: string;
	password: string;
}

/** The owner that the scripts set up. The n8n listens on this machine only. */
export const owner: User = { email: 'lab@example.com', password: 'Rack-of-12-tubes' };

/** The id of the browser that the scripts act as. */
export const browserId = 'onecodex-scripts';

const wrapped = z.object({ data: z.unknown() });
const settings = z.object({
	data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) }),
});

/**
 * Logs in, as the owner by default. The first to log in to a new n8n becomes its owner. n8n allows five
 * log-ins a minute; the cookie of a session makes one unnecessary.
 */
export async function openSession(
	url: string,
	sessionCookie?: string,
	user = owner,
): Promise<Session> {
	// n8n closes idle connections, perhaps just when one is used again.
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
