import { TOO_LATE } from '../../nodes/OneCodex/api/http/deadline';
import type { Client } from '../../nodes/OneCodex/api/http/request';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import { accountOf } from '../../nodes/OneCodexTrigger/state/identity';
import { failureOf, scriptedClient } from '../api/client.cts';
import { pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', () =>
	jest.requireActual<object>('../fake-timing.cts'),
);

const HOUR_MS = 60 * 60 * 1000;
const USER = '/api/v1/users/0123456789abcdef';

/** The identity of an account by an answer that a new key gets. */
async function identityBy(body: unknown, base?: string) {
	const { client } = scriptedClient(() => ({ body }));
	return await accountOf({ ...client, ...(base !== undefined && { base }) });
}

test.each<[string, unknown, unknown]>([
	[
		'its user, embedded',
		{ user: { $ref: USER } },
		{ user: { $uri: USER, email: 'a@example.org' } },
	],
	['its user, whatever its address', { user: { $ref: USER }, email: 'a@b.org' }, { $uri: USER }],
	['its address, however it is written', { email: 'A@Example.org ' }, { email: 'a@example.org' }],
])('an account with another key is known by %s', async (_, one, other) => {
	const first = await identityBy(one);
	expect(first).toEqual({ ok: true, value: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
	expect(await identityBy(other)).toEqual(first);
});

test('accounts of other users, addresses and servers are others', async () => {
	const all = [
		await identityBy({ user: { $ref: USER } }),
		await identityBy({ user: { $ref: '/api/v1/users/fedcba9876543210' } }),
		await identityBy({ email: 'a@example.org' }),
		await identityBy({ email: 'b@example.org' }),
		await identityBy({ user: { $ref: USER } }, 'https://other.test'),
	];
	expect(new Set(all.map((one) => (one.ok ? one.value : undefined))).size).toBe(all.length);
});

test.each([
	['nothing', null],
	['no user', {}],
	['a user without an id', { user: { $ref: '/' } }],
	['a user that is a name', { user: 'Ada' }],
	['an empty address', { email: ' ' }],
	['an address that is none', { email: 7 }],
])('an answer with %s says of no account which it is', async (_, body) => {
	expect(await identityBy(body)).toEqual({ ok: true, value: undefined });
});

describe('how often it is asked', () => {
	const failing = (failure: Failure) => {
		const { client, asked } = scriptedClient(() => ({ body: { user: { $ref: USER } } }));
		let isOver = false;
		const request: Client['request'] = async (call) => {
			const answer = await client.request(call);
			return isOver ? answer : { ok: false, failure };
		};
		const end = () => (isOver = true);
		return { client: { ...client, request }, asked, end };
	};

	test('once a day and key', async () => {
		const { client, asked } = scriptedClient(() => ({ body: { user: { $ref: USER } } }));
		await accountOf(client);
		pass(24 * HOUR_MS - 1);
		await accountOf(client);
		expect(asked).toHaveLength(1);
		pass(1);
		await accountOf(client);
		expect(asked).toHaveLength(2);
	});

	test.each<[string, Failure]>([
		['403', failureOf(403)],
		['404', failureOf(404)],
		['no account', { ...failureOf(200), received: { kind: 'text' } }],
	])('an hour later, where the answer is %s', async (_, failure) => {
		const { client, end } = failing(failure);
		expect(await accountOf(client)).toEqual({ ok: true, value: undefined });
		end();
		pass(HOUR_MS - 1);
		expect(await accountOf(client)).toEqual({ ok: true, value: undefined });
		pass(1);
		expect(await accountOf(client)).toMatchObject({
			ok: true,
			value: expect.any(String) as string,
		});
	});

	test.each<[string, Failure]>([
		['the key is refused', failureOf(401)],
		['One Codex fails', failureOf(500)],
		['there was no time for it', TOO_LATE],
	])('with the next poll, where %s', async (_, failure) => {
		const { client, end } = failing(failure);
		expect(await accountOf(client)).toEqual({ ok: false, failure });
		end();
		expect(await accountOf(client)).toMatchObject({
			ok: true,
			value: expect.any(String) as string,
		});
	});
});
