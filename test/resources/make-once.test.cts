import type { Client } from '../../nodes/OneCodex/api/http/request';
import type { Failure } from '../../nodes/OneCodex/domain/failure';
import type { Result } from '../../nodes/OneCodex/domain/result';
import { madeBefore, makeOnce } from '../../nodes/OneCodex/resources/turns/makeOnce';
import { now, pass } from '../fake-timing.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', (): unknown =>
	jest.requireActual('../fake-timing.cts'),
);

const client = { account: 'lab' } as Client;
const GONE: Result<never> = { ok: false, failure: { delivery: 'rejected', said: 'gone' } };
const LOST: Result<never> = { ok: false, failure: { delivery: 'unknown', said: 'lost' } };
const CONFLICT: Result<never> = {
	ok: false,
	failure: { delivery: 'rejected', said: 'taken', conflict: true } as Failure,
};
const NOTHING: Result<undefined> = { ok: true, value: undefined };
const found = (value: string): Result<string> => ({ ok: true, value });

let keys = 0;

/** Makes something, with the answers to the looks (the last again and again) and to the requests in turn. */
async function make(
	looks: Array<Result<string | undefined>>,
	sends: Array<Result<string>>,
	{ key = `key ${keys++}`, agoMs = 0, most = 3 } = {},
) {
	let [looked, sent] = [0, 0];
	const made = await makeOnce<string>(client, {
		key,
		lookedAt: now() - agoMs,
		before: undefined,
		look: () => Promise.resolve(looks[Math.min(looked++, looks.length - 1)] ?? NOTHING),
		send: () => Promise.resolve(sends[sent++] ?? GONE),
		most,
	});
	return { made, looked, sent, key };
}

afterEach(() => pass(3_600_000));

test('what is not there is made with one request', async () => {
	const { made, looked, sent, key } = await make([NOTHING], [found('new')]);
	expect({ made, looked, sent }).toEqual({
		made: { is: 'made', value: 'new' },
		looked: 0,
		sent: 1,
	});
	expect(madeBefore(client, key)).toBe('new');
	expect((await make([NOTHING], [], { key })).made).toEqual({ is: 'found', value: 'new' });
});

test('a look that is old is repeated, and may find it or fail', async () => {
	const old = { agoMs: 60_000 };
	expect((await make([found('there')], [], old)).made).toEqual({ is: 'found', value: 'there' });
	expect(await make([GONE], [], old)).toMatchObject({
		made: { is: 'failed', failure: { said: 'gone' } },
		sent: 0,
	});
});

test.each<[string, Array<Result<string | undefined>>, Array<Result<string>>, object, number]>([
	['is found', [NOTHING, found('late')], [LOST], { is: 'made', value: 'late' }, 1],
	['is sent again', [NOTHING], [LOST, found('again')], { is: 'made', value: 'again' }, 2],
	['cannot be looked for', [GONE], [LOST], { is: 'in doubt', failure: { said: 'lost' } }, 1],
	['is refused later', [NOTHING], [LOST, GONE], { is: 'in doubt', failure: { said: 'gone' } }, 2],
	['is lost each time', [NOTHING], [LOST, LOST, LOST], { is: 'in doubt' }, 3],
])('what was lost and %s', async (_, looks, sends, expected, count) => {
	const { made, sent } = await make(looks, sends);
	expect(made).toMatchObject(expected);
	expect(sent).toBe(count);
});

test('what another made at the same moment is found, if it shows', async () => {
	expect((await make([found('of other')], [CONFLICT])).made).toEqual({
		is: 'found',
		value: 'of other',
	});
	expect((await make([NOTHING], [CONFLICT])).made).toMatchObject({
		is: 'failed',
		failure: { said: 'taken' },
	});
});

test.each<[Array<Result<string | undefined>>, object, number]>([
	[[GONE], { is: 'in doubt' }, 0],
	[[NOTHING, found('late')], { is: 'found', value: 'late' }, 0],
	[[NOTHING], { is: 'made', value: 'new' }, 1],
])(
	'what is in doubt is looked for by the next execution before it sends (%#)',
	async (looks, expected, count) => {
		const { key } = await make([GONE], [LOST], { most: 1 });
		const { made, sent } = await make(looks, [found('new')], { key });
		expect(made).toMatchObject(expected);
		expect(sent).toBe(count);
	},
);
