/**
 * What a call that gave no usable answer says about the request: `not sent` never reached One Codex,
 * `rejected` reached it and was not carried out, and of `unknown` neither can be said. Registering each
 * tube once rests on this distinction: only what was not carried out may be sent again.
 */
export type Delivery = 'not sent' | 'rejected' | 'unknown';

/** Why a call gave no usable answer. */
export interface ApiFailure {
	delivery: Delivery;
	/** The HTTP status, if an answer came. */
	status?: number;
	/** The code of a network failure, such as ECONNREFUSED. */
	code?: string;
	/** What the answer itself says, shortened and without the API key; empty if nothing. */
	said: string;
	/** What came instead of the documented answer, where a status of success did not keep its promise. */
	came?: string;
	/** Why the base URL of the credential cannot be used, if that is what stopped the call. */
	address?: string;
}

// Failures that happen before the first byte of a request leaves: no connection came about.
const NOT_SENT_CODES =
	/^(ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|EHOSTUNREACH|ENETUNREACH|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_TLS_\w+|ERR_INVALID_URL)$/;

/** What a network failure says about the request. A code that is not known counts as `unknown`. */
export function deliveryOfCode(code: string): Delivery {
	return NOT_SENT_CODES.test(code) ? 'not sent' : 'unknown';
}

/**
 * What a status other than success says about the request.
 * @param hasRetryAfter whether the answer asks to come back later, which says that nothing was done
 */
export function deliveryOfStatus(status: number, hasRetryAfter: boolean): Delivery {
	// 303 sends on to the result of a request that was carried out; other redirects did nothing.
	if (status === 303) return 'unknown';
	if (status >= 300 && status < 500) return 'rejected';
	if (status === 503 && hasRetryAfter) return 'rejected';
	return 'unknown';
}
