import { writeSync } from 'node:fs';
import { Expression } from 'n8n-workflow';

import { compareMany, compareReadings, sharedOf } from './compare.cts';
import { EXPRESSIONS, ITEMS } from './pairs.cts';
import { FAILING, PURE, ROWS } from './pure-cases.cts';
import { NOT_SHARED, SHARED } from './shared-cases.cts';

/** Prints the comparison as JSON. The engine for n8n's expressions is named on the command line. */
async function main(engine: 'quickjs' | 'vm'): Promise<void> {
	await Expression.initExpressionEngine({
		engine,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
		poolSize: 1,
		maxCodeCacheSize: 1024,
	});
	const comparison = await compareReadings(EXPRESSIONS, ITEMS);
	const shared = await sharedOf([...SHARED, ...NOT_SHARED]);
	const many = await compareMany([...PURE, ...FAILING], ROWS);
	const engineUsed = Expression.getActiveImplementation();
	writeSync(1, JSON.stringify({ engine: engineUsed, ...comparison, shared, many }));
	// n8n keeps the engine's runtime alive.
	process.exit(0);
}

void main(process.argv[2] === 'vm' ? 'vm' : 'quickjs');
