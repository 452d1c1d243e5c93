import {
	afterLook,
	goOnFollowing as goOn,
	isComplete,
	isOver,
	isToBeListed,
	mayHaveMore,
	MOST_SAMPLES_A_POLL,
	nextSample,
	samplesToLookAt,
	whenToListAgain,
	withListed,
} from '../../nodes/OneCodexTrigger/waitingSamples';
import type { Followed } from '../../nodes/OneCodexTrigger/watch';
import { readBatch } from '../../nodes/OneCodex/api/answers';
import { SAMPLES } from '../../nodes/OneCodex/api/kinds';
import type { AnsweredBatch } from '../../nodes/OneCodex/domain/batch';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW = Date.UTC(2026, 0, 31);

const followed = (waiting: string[] | null, doneAt: number | null = null) => ({
	status: 'sequencing',
	waiting,
	doneAt,
});
const batch = (status: string) =>
	readBatch({ $uri: '/api/v1/sequencing/batches/0123456789abcdef', status });

const goOnFollowing = (before: Followed, found: AnsweredBatch | undefined, now: number) =>
	goOn(before, found, true, now);

describe('which samples a poll looks at', () => {
	const ids = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

	test('all, where they are few', () => {
		const following = { a: followed(['s1']), b: followed(null), c: followed(['s2', 's3']) };
		const ids = samplesToLookAt({ following, next: 's2' });
		expect(ids.toSorted()).toEqual(['s1', 's2', 's3']);
		expect(nextSample({ following, next: 's2' }, () => true)).toBeNull();
	});

	test('each has its turn, where they are many', () => {
		const all = ids(2 * MOST_SAMPLES_A_POLL + 7);
		const following = { a: followed(all) };
		const seen: string[] = [];
		let next: string | null = null;
		for (let poll = 0; poll < 3; poll++) {
			const look = samplesToLookAt({ following, next });
			expect(look).toHaveLength(MOST_SAMPLES_A_POLL);
			seen.push(...look);
			next = nextSample({ following, next }, (id) => look.includes(id));
		}
		expect(seen.slice(0, all.length)).toEqual(all);
		expect(new Set(seen)).toEqual(new Set(all));
	});

	test('begins at the start where the next one is gone', () => {
		const following = { a: followed(ids(MOST_SAMPLES_A_POLL + 1)) };
		expect(samplesToLookAt({ following, next: 'gone' })[0]).toBe('s0');
	});
});

describe('how long a batch is followed', () => {
	test.each([
		['under way', followed(['s1']), batch('extracting'), { status: 'extracting', doneAt: null }],
		['not shown', followed(['s1']), undefined, { status: 'sequencing', doneAt: null }],
		['just done', followed(['s1']), batch('done'), { status: 'done', doneAt: NOW }],
		['done for a while', followed(['s1'], NOW - 14 * DAY_MS), batch('done'), { status: 'done' }],
		['back from done', followed(['s1'], NOW - DAY_MS), batch('extracting'), { doneAt: null }],
		['a new status', followed(null), batch('of tomorrow'), { status: 'of tomorrow' }],
	])('%s: goes on', (_, before, found, after) => {
		expect(goOnFollowing(before, found, NOW)).toMatchObject(after);
	});

	test.each([
		['new still', 'registered', false],
		['new no more', 'shipped_to_lab', true],
	])('a batch that is %s: its samples are to be listed again: %j', (_, status, again) => {
		const before = { status: 'registered', waiting: ['s1'], doneAt: null, settled: ['s2'] };
		const after = goOnFollowing(before, batch(status), NOW);
		expect(after).toEqual({ ...before, status });
		expect(after && isToBeListed(before, after, NOW)).toBe(again);
	});

	test('a batch does not become new again', () => {
		const before = followed(['s1']);
		expect(goOnFollowing(before, batch('registered'), NOW)).toMatchObject({ status: 'sequencing' });
		expect(goOnFollowing(followed(null), batch('registered'), NOW)?.status).toBe('registered');
	});

	test('a batch without a status is followed for its samples alone', () => {
		const before = { status: '', waiting: ['s1'], doneAt: null };
		expect(goOnFollowing(before, batch(''), NOW)).toMatchObject(before);
		expect(isComplete({ ...before, waiting: [] })).toBe(true);
	});

	test('samples that were not listed yet are to be listed, whatever the status', () => {
		expect(isToBeListed(followed(null), followed(null), NOW)).toBe(true);
		expect(isToBeListed(followed(['s1']), followed(['s1']), NOW)).toBe(false);
	});

	test.each<[string, string, number | undefined, number | undefined]>([
		['that is young', 'sequencing', NOW - 9 * MINUTE_MS, NOW + 10 * MINUTE_MS],
		['that is not', 'sequencing', NOW - 11 * MINUTE_MS, undefined],
		['that does not tell its age', '', undefined, NOW + 10 * MINUTE_MS],
		['that is new', 'registered', NOW, undefined],
		['that is done', 'done', NOW, undefined],
	])('those of a batch %s are listed once more if they have to be', (_, status, at, again) => {
		const found = { ...(batch(status) as AnsweredBatch), createdAt: at };
		const before = { ...followed(null), status };
		expect(whenToListAgain(before, found, { own: NOW, theirs: NOW })).toBe(again);
		const listed = withListed(before, before, ['s1'], again);
		expect(listed.listAgainAt).toBe(again);
		expect(isComplete({ ...listed, waiting: [] })).toBe(
			again === undefined && status !== 'registered',
		);
		expect(isToBeListed(listed, listed, NOW + 10 * MINUTE_MS)).toBe(again !== undefined);
		// Once is enough, however young it is still.
		expect(whenToListAgain({ ...listed, listAgainAt: NOW }, found, { own: NOW, theirs: NOW })).toBe(
			undefined,
		);
	});

	test('a new batch goes on where nothing is to wait for yet', () => {
		const before = { status: 'registered', waiting: [], doneAt: null };
		expect(goOnFollowing(before, batch('registered'), NOW)).toMatchObject(before);
	});

	test.each([
		['canceled', followed(['s1']), batch('canceled')],
		['done for too long', followed(['s1'], NOW - 14 * DAY_MS - 1), batch('done')],
	])('%s: is looked at once more, or for a week where that fails', (_, before, found) => {
		const last = goOnFollowing(before, found, NOW);
		expect(last && isOver(last, NOW)).toBe(true);
		expect(last && goOnFollowing(last, found, NOW + 6 * DAY_MS)).toBeDefined();
		expect(last && goOnFollowing(last, found, NOW + 8 * DAY_MS)).toBeUndefined();
	});

	test('one that could not be read is as it was', () => {
		const before = followed(['s1']);
		expect(goOn(before, undefined, false, NOW)).toBe(before);
	});
});

test.each([
	['registered', 0, true],
	['of tomorrow', 400, true],
	['sequencing', 400, true],
	['done', 0, true],
	['done', 89.9, true],
	['done', 90, false],
	['done', 400, false],
	['canceled', 0, false],
])('samples may come from a batch that is %s, %d days after it was registered: %s', (...row) => {
	const [status, days, expected] = row;
	const created_at = new Date(NOW - days * DAY_MS).toISOString();
	const found = readBatch({ $uri: '/x/0123456789abcdef', status, created_at });
	expect(found && mayHaveMore(found, NOW)).toBe(expected);
});

test('samples may come from a batch that is done, and does not tell since when it is there', () => {
	const found = batch('done');
	expect(found && mayHaveMore(found, NOW)).toBe(true);
});

test('what is listed adds to what is waited for, and takes nothing from it', () => {
	const before = { ...followed(['s1', 's2']), settled: ['s3'] };
	const listed = (now: Followed, ids: string[] | undefined) => withListed(before, now, ids);
	expect(listed(before, ['s1', 's3', 's4']).waiting).toEqual(['s1', 's2', 's4']);
	expect(listed(followed(null), ['s1']).waiting).toEqual(['s1']);
	// It is asked again, as for a batch that is as it was.
	expect(listed({ ...before, status: 'done' }, undefined)).toEqual(before);
	expect(listed({ ...before, status: 'done' }, [])).toEqual(before);
	expect(listed(followed(null), undefined).waiting).toBeNull();
});

describe('after a look', () => {
	const sample = (status: string) =>
		SAMPLES.read({ $uri: '/api/v1/samples/0123456789abcdef', status });

	test('settled samples are not waited for', () => {
		const samples = new Map([['s1', sample('available')]]);
		expect(afterLook(followed(['s1', 's2']), samples).waiting).toEqual(['s2']);
		expect(afterLook(followed(null), samples).waiting).toBeNull();
	});

	test('of samples that were there, those that were not read stay apart', () => {
		const old = { ...followed(null), isOld: true };
		const before = withListed(old, old, ['s1', 's2', 's3']);
		expect(before).toEqual({ ...followed([]), unread: ['s1', 's2', 's3'] });
		const samples = new Map([
			['s1', sample('available')],
			['s2', sample('importing')],
		]);
		expect(afterLook(before, samples)).toEqual({ ...followed(['s2']), unread: ['s3'] });
	});
});
