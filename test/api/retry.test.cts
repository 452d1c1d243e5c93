import { deliveryOfStatus, readRetryAfter } from '../../nodes/OneCodex/api/http/failure';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import { delayBeforeRetry } from '../../nodes/OneCodex/api/http/retry';

const status = (code: number, retryAfterMs?: number): Failure => ({
	status: code,
	delivery: deliveryOfStatus(code),
	said: '',
	retryAfterMs,
});
const network = (delivery: Failure['delivery']): Failure => ({
	delivery,
	said: '',
	code: 'E',
});
const failed = (method: string, failure: Failure, number = 1, elapsedMs = 0) => ({
	method,
	failure,
	number,
	elapsedMs,
});

test.each<[string, string, Failure, boolean]>([
	['429', 'POST', status(429), true],
	['503 with Retry-After', 'POST', status(503, 1000), false],
	['503 with Retry-After', 'GET', status(503, 1000), true],
	['503 without', 'POST', status(503), false],
	['500', 'POST', status(500), false],
	['504', 'POST', status(504), false],
	['400', 'POST', status(400), false],
	['401', 'GET', status(401), false],
	['404', 'GET', status(404), false],
	['500', 'GET', status(500), true],
	['no connection', 'POST', network('not sent'), true],
	['a broken connection', 'POST', network('unknown'), false],
	['a broken connection', 'GET', network('unknown'), true],
	['500', 'PATCH', status(500), true],
	['504', 'PATCH', status(504), true],
	['429', 'PATCH', status(429), true],
	['a broken connection', 'PATCH', network('unknown'), true],
	['400', 'PATCH', status(400), false],
	['401', 'PATCH', status(401), false],
	['404', 'PATCH', status(404), false],
	['a proxy that wants a password', 'GET', status(407), false],
	['a wrong certificate', 'GET', { ...network('not sent'), obstacle: 'authority' }, false],
	['a proxy that is away', 'GET', { ...network('not sent'), obstacle: 'proxy' }, true],
	['a bad base URL', 'GET', { delivery: 'not sent', said: '', credential: 'more' }, false],
])('%s of a %s is tried again: %s', (_, method, failure, again) => {
	expect(delayBeforeRetry(failed(method, failure), 0.5) !== undefined).toBe(again);
});

test('delays double up to half a minute, with full jitter', () => {
	const delays = (random: number) =>
		[1, 2, 3, 4].map((number) => delayBeforeRetry(failed('POST', status(429), number), random));
	expect(delays(1)).toEqual([1000, 2000, 4000, 8000]);
	expect(delays(0)).toEqual([0, 0, 0, 0]);
});

test('there are five tries at most, in two minutes at most', () => {
	expect(delayBeforeRetry(failed('POST', status(429), 5), 0)).toBeUndefined();
	expect(delayBeforeRetry(failed('POST', status(429), 2, 119_500), 1)).toBeUndefined();
	expect(delayBeforeRetry(failed('POST', status(429), 2, 117_000), 1)).toBe(2000);
});

test('Retry-After is waited out, unless it takes too long', () => {
	expect(delayBeforeRetry(failed('POST', status(429, 45_000)), 1)).toBe(45_000);
	expect(delayBeforeRetry(failed('GET', status(503, 45_000)), 1)).toBe(45_000);
	expect(delayBeforeRetry(failed('POST', status(429, 600_000)), 1)).toBeUndefined();
});

test.each([
	['1.5', undefined],
	['-1', undefined],
	['7', 7000],
	['0', 0],
	['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
	['Wed, 31 Dec 2025 00:00:00 GMT', 0],
	['soon', undefined],
	['', undefined],
	[undefined, undefined],
])('Retry-After %s', (header, ms) => {
	expect(readRetryAfter(header, Date.UTC(2026, 0, 1))).toBe(ms);
});
