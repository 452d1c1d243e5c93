import { n8nVersion } from './addresses.cts';
import { elsewhere } from './target.cts';

/** Whether the n8n under test is an n8n 1, which differs in some answers. */
export const isN8n1 = n8nVersion().startsWith('1.');

/**
 * Declares a test of something that n8n does since version 2. With n8n 1 it is skipped, under a name
 * that says why. scripts/test-versions.cts lists it and accepts no other skipped test.
 */
export function testSinceN8n2(name: string, why: string, run: () => Promise<void>): void {
	if (isN8n1) test.skip(`${name} (not in n8n 1: ${why})`, run);
	else test(name, run);
}

/** Why the agent of the examples does not work in n8n 1. */
export const HITL = 'no node there asks a person before a tool is called';

/**
 * Declares a test that needs the log, the files or the settings of an n8n, which only the tests' own has.
 * With one that runs elsewhere it is skipped, under a name that says why. scripts/test-running.cts lists
 * it.
 */
export function testInOwnN8n(name: string, why: string, run: () => Promise<void>): void {
	if (elsewhere) test.skip(`${name} (only in an n8n that the tests start: ${why})`, run);
	else test(name, run);
}
