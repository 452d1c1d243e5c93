import { KNOWN_MS, MAX_KNOWN } from '../../nodes/OneCodexEventTrigger/secrets';
import { clock, pass } from '../fake-timing.cts';
import { API_KEY, makeTrigger, type Call } from './webhook-call.cts';

jest.mock('../../nodes/OneCodex/api/http/timing', () =>
	jest.requireActual<object>('../fake-timing.cts'),
);

let call: ReturnType<typeof makeTrigger>;
let events = 0;

beforeEach(() => {
	// What is signed is signed by the same clock as the node's.
	jest.spyOn(Date, 'now').mockImplementation(clock);
	call = makeTrigger();
});
afterEach(() => jest.restoreAllMocks());

const next = (how: Call = {}) => call({ body: JSON.stringify({ id: `e${events++}` }), ...how });
const outcomeOf = async (how: Call = {}) => {
	const { asked, answer, result } = await next(how);
	return { asked, starts: result.workflowData !== undefined, status: answer?.status };
};
const started = (asked: boolean) => ({ asked, starts: true, status: undefined });
const refused = (asked: boolean) => ({ asked, starts: false, status: 401 });
const changed: Call = { credential: { apiKey: API_KEY, webhookSecret: 'new' } };

test('n8n is asked for the secret once a minute', async () => {
	expect(await outcomeOf()).toEqual(started(true));
	expect(await outcomeOf()).toEqual(started(false));
	pass(KNOWN_MS - 1);
	expect(await outcomeOf()).toEqual(started(false));
	pass(1);
	expect(await outcomeOf()).toEqual(started(true));
	expect(await outcomeOf()).toEqual(started(false));
});

test('a changed secret counts at once, and ends the former one', async () => {
	await next();
	expect(await outcomeOf({ ...changed, secret: 'new' })).toEqual(started(true));
	expect(await outcomeOf({ ...changed, secret: API_KEY })).toEqual(refused(true));
	expect(await outcomeOf({ ...changed, secret: 'new' })).toEqual(started(false));
});

test('the former secret counts for a minute at most, however often it is used', async () => {
	await next();
	for (let tenth = 0; tenth < 10; tenth++) {
		expect(await outcomeOf({ ...changed, secret: API_KEY })).toEqual(started(false));
		pass(KNOWN_MS / 10);
	}
	expect(await outcomeOf({ ...changed, secret: API_KEY })).toEqual(refused(true));
});

test('what does not fit is tried with what n8n has, and does not end what is known', async () => {
	await next();
	expect(await outcomeOf({ secret: 'wrong' })).toEqual(refused(true));
	expect(await outcomeOf()).toEqual(started(false));
});

test('a secret that proved nothing is not kept', async () => {
	expect(await outcomeOf({ secret: 'wrong' })).toEqual(refused(true));
	expect(await outcomeOf()).toEqual(started(true));
});

test('a credential that is gone ends what is known after a minute', async () => {
	await next();
	pass(KNOWN_MS);
	expect(await outcomeOf({ credential: new Error('gone') })).toEqual(refused(true));
});

test('n8n is not asked for a webhook without a readable signature', async () => {
	expect(await outcomeOf({ header: undefined })).toEqual(refused(false));
	expect(await outcomeOf({ header: 'garbage' })).toEqual(refused(false));
});

test('n8n is asked once for webhooks at the same moment', async () => {
	const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcomeOf()));
	expect(outcomes.map(({ starts }) => starts)).toEqual([true, true, true, true, true]);
	expect(outcomes.filter(({ asked }) => asked)).toHaveLength(1);
});

test('each workflow asks for its own', async () => {
	await next();
	call = makeTrigger();
	expect(await outcomeOf()).toEqual(started(true));
});

test('the secrets of the latest triggers are held, and no more', async () => {
	await next();
	const first = call;
	for (let index = 0; index < MAX_KNOWN; index++) {
		call = makeTrigger();
		await next();
	}
	expect(await outcomeOf()).toEqual(started(false));
	call = first;
	expect(await outcomeOf()).toEqual(started(true));
});
