import fc from 'fast-check';

import {
	startSandbox,
	type Sandbox,
	type SampleStatus,
	type World,
} from '../../../sandbox/server.cts';
import { now, pass, waitForAnswers } from '../../fake-timing.cts';
import { runNode } from '../harness.cts';
import { barcode } from '../with-sandbox.cts';

// Lists that change while they are read: what is in one all the time is given once, and nothing twice.

// `npm run test:soak` draws more.
const RUNS = Math.ceil(Number(process.env.SOAK_RUNS ?? 250) / 10);

let sandbox: Sandbox;

beforeAll(async () => {
	waitForAnswers();
	sandbox = await startSandbox({ now, rateLimit: false, validateAnswers: false });
});
afterAll(() => sandbox.close());

/** What happens to some entries after a request: each is meant by its place, modulo how many there are. */
interface Change {
	afterRequest: number;
	/** Those that leave what is asked for, by their status. */
	leave: number[];
	/** Those that come into it. */
	enter: number[];
	/** How many are new. */
	added: number;
}

const oneOf = fc.constantFrom;
const places = fc.array(fc.nat({ max: 399 }), { maxLength: 12 });

const scenario = fc.record({
	count: oneOf(3, 30, 101, 130, 230, 320),
	/** Every so many entries do not have the status that is asked for, at first. */
	others: oneOf(2, 3, 1_000),
	changes: fc.array(
		fc.record<Change>({
			afterRequest: fc.integer({ min: 1, max: 6 }),
			leave: places,
			enter: places,
			added: oneOf(0, 0, 1, 120),
		}),
		{ maxLength: 5 },
	),
	limit: oneOf(undefined, undefined, 1, 50, 120),
	sort: oneOf('newest', 'oldest'),
	refusesFilters: fc.boolean(),
	world: fc.record<Partial<World>>({
		counts: oneOf('sent', 'totalOnly', 'linkOnly', 'none'),
		beyondLastPage: oneOf('empty', 'notFound'),
		pageSize: oneOf('asked', 'asked', 'asked', 'small'),
		otherFields: oneOf('documented', 'odd'),
		batchSort: oneOf('honoured', 'ignored', 'oldestFirst', 'refused'),
		batchFilter: oneOf('prefix', 'equality', 'nothing', 'ignored', 'refused'),
	}),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** A list that can be asked for by a status, and how its entries get it and lose it. */
interface Kind {
	resource: string;
	idColumn: string;
	wanted: string;
	add(number: number): string;
	setWanted(id: string, isWanted: boolean): void;
}

const KINDS: Kind[] = [
	{
		resource: 'sample',
		idColumn: 'sample_id',
		wanted: 'importing',
		add: () => sandbox.addSample({ status: 'importing' }),
		setWanted: (id, isWanted) =>
			sandbox.setSampleStatus(id, (isWanted ? 'importing' : 'available') as SampleStatus),
	},
	{
		resource: 'sequencingBatch',
		idColumn: 'batch_id',
		wanted: 'canceled',
		add: (number) => {
			const { id } = sandbox.addBatch(`Rack ${number}`, [barcode(number)]);
			// A status that is told in every world.
			sandbox.setBatchStatus(id, 'canceled');
			return id;
		},
		setWanted: (id, isWanted) => sandbox.setBatchStatus(id, isWanted ? 'canceled' : 'done'),
	},
];

/** Makes the changes of a scenario as its requests come, and keeps what was asked for all the time. */
function play({ count, others, changes }: Scenario, kind: Kind) {
	const ids = Array.from({ length: count }, (_, number) => kind.add(number));
	const wanted = new Set(ids.filter((_, index) => index % others !== others - 1));
	for (const id of ids) if (!wanted.has(id)) kind.setWanted(id, false);
	const always = new Set(wanted);
	const ever = new Set(wanted);
	const put = (place: number, isWanted: boolean) => {
		const id = ids[place % ids.length] ?? '';
		kind.setWanted(id, isWanted);
		if (isWanted) ever.add(id);
		else always.delete(id);
	};
	const after = (requests: number) => {
		for (const { afterRequest, leave, enter, added } of changes) {
			if (afterRequest !== requests) continue;
			leave.forEach((place) => put(place, false));
			enter.forEach((place) => put(place, true));
			for (let index = 0; index < added; index++) {
				const id = kind.add(ids.length);
				ids.push(id);
				ever.add(id);
			}
		}
	};
	return { ids, always, ever, after };
}

async function check(drawn: Scenario, kind: Kind): Promise<void> {
	pass(7_200_000);
	sandbox.reset();
	sandbox.setWorld(drawn.world);
	const played = play(drawn, kind);
	if (drawn.refusesFilters) sandbox.inject({ times: 'always', fault: { kind: 'refuseWhere' } });
	const stop = onEachRequest(played.after);
	const { limit, sort } = drawn;
	const { output, error } = await runNode([{}], {
		credential: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
		parameters: {
			resource: kind.resource,
			operation: 'getAll',
			returnAll: limit === undefined,
			...(limit !== undefined && { limit }),
			sort,
			filters: { status: [kind.wanted] },
		},
	});
	stop();
	expect(error).toBeUndefined();
	const given = output.map(({ json }) => json[kind.idColumn] as string);
	expect(new Set(given).size).toBe(given.length);
	expect(given.filter((id) => !played.ever.has(id))).toEqual([]);
	const inOrder = sort === 'oldest' ? played.ids : played.ids.toReversed();
	expect(given).toEqual(inOrder.filter((id) => given.includes(id)));
	const missing = inOrder.filter((id) => played.always.has(id) && !given.includes(id));
	if (limit === undefined) expect(missing).toEqual([]);
	else expectFirst(given, missing, inOrder, limit);
}

/** Nothing that belongs to the first entries is left out. */
function expectFirst(given: string[], missing: string[], inOrder: string[], limit: number): void {
	expect(given.length).toBeLessThanOrEqual(limit);
	const last = given.length < limit ? Infinity : inOrder.indexOf(given.at(-1) ?? '');
	expect(missing.filter((id) => inOrder.indexOf(id) < last)).toEqual([]);
}

/** Does something after each request to the sandbox, told how many there were. */
function onEachRequest(act: (requests: number) => void): () => void {
	const real = sandbox.requests as Array<(typeof sandbox.requests)[number]>;
	const push = real.push.bind(real);
	let count = 0;
	real.push = (...records) => {
		// A request is noted before it is answered, and the one before it has been.
		if (count > 0) act(count);
		count += records.length;
		return push(...records);
	};
	return () => {
		real.push = push;
	};
}

test.each(KINDS.map((kind) => [kind.resource, kind] as const))(
	`a list of each %s that changes while it is read: what is there all the time is given once (${RUNS} runs)`,
	async (_, kind) => {
		await fc.assert(
			fc.asyncProperty(scenario, async (drawn) => await check(drawn, kind)),
			{ numRuns: RUNS },
		);
	},
	3_600_000,
);
