import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { plainPath, readPath } from '../../nodes/OneCodex/parameters/expression';
import {
	compareMany,
	compareReadings,
	sharedOf,
	type Comparison,
	type ManyReadings,
} from './compare.cts';
import { EXPRESSIONS, ITEMS } from './pairs.cts';
import { FAILING, PURE, ROWS } from './pure-cases.cts';
import { NOT_SHARED, SHARED } from './shared-cases.cts';

const directPairs = EXPRESSIONS.flatMap((expression) => {
	const path = plainPath(expression);
	return path ? ITEMS.filter((item) => readPath(item, path).known) : [];
}).length;

test('the pairs are many, and some are left to n8n', () => {
	expect(directPairs).toBeGreaterThan(500);
	expect(directPairs).toBeLessThan(EXPRESSIONS.length * ITEMS.length);
});

test('what is read directly is what n8n evaluates', async () => {
	const { direct, different } = await compareReadings(EXPRESSIONS, ITEMS);
	expect(direct).toBe(directPairs);
	expect(different).toEqual([]);
});

test('what is the same for all items is found out by asking n8n', async () => {
	expect(await sharedOf([...SHARED, ...NOT_SHARED])).toEqual(SHARED);
});

/** Expects values for many items that are n8n's own, for each expression and for most of the items. */
function expectSame(many: ManyReadings[]): void {
	expect(many.flatMap(({ different }) => different)).toEqual([]);
	const without = PURE.filter((_, index) => !many[index]?.ahead);
	expect(without).toEqual([]);
	const all = many.reduce((sum, { ahead }) => sum + ahead, 0);
	expect(all).toBeGreaterThan((PURE.length * ROWS.length) / 2);
}

test('what is evaluated for many items is what n8n evaluates', async () => {
	expectSame(await compareMany([...PURE, ...FAILING], ROWS));
}, 120_000);

// isolated-vm, on which n8n's default engine stands, loads under Node 24 only. The other engine of
// separate memory runs everywhere and copies values the same way.
const hasIsolatedVm = Number(process.versions.node.split('.')[0]) >= 24;

describe.each(hasIsolatedVm ? ['quickjs', 'vm'] : ['quickjs'])('in the engine %s', (engine) => {
	test('what is read directly or for many items is what n8n evaluates, and what is shared is found out', () => {
		const script = join(__dirname, 'compare-in-engine.cts');
		const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', script, engine], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const { many, ...comparison } = JSON.parse(output) as Comparison & {
			engine: string;
			many: ManyReadings[];
		};
		expectSame(many);
		expect(comparison).toEqual({ engine, direct: directPairs, different: [], shared: SHARED });
	}, 240_000);
});
