/** The statuses One Codex documents for errors. */
const documented = [400, 401, 403, 404, 405, 409, 412, 429, 500, 503];

/** An error that the API answers with `status` and `message`. */
export type Refusal = Error & { status: number; headers?: Record<string, string> };

/**
 * Makes an error to throw from a handler.
 *
 * @param status one of the documented statuses
 * @param message what the client is told
 * @param headers response headers to send with it
 */
export function refusal(
	status: number,
	message: string,
	headers?: Record<string, string>,
): Refusal {
	return Object.assign(new Error(message), { status, headers });
}

/**
 * Turns whatever was thrown into a documented status. The libraries below know statuses that the
 * API does not have (413, 415): those are 400 here.
 */
export function toRefusal(thrown: unknown): Refusal {
	if (!(thrown instanceof Error)) return refusal(500, String(thrown));
	const { status, headers } = thrown as Partial<Refusal>;
	if (status === undefined) return refusal(500, thrown.message, headers);
	if (documented.includes(status)) return refusal(status, thrown.message, headers);
	return refusal(status < 500 ? 400 : 500, thrown.message, headers);
}
