import {
	ensureN8n,
	ensureN8n1,
	ensureN8nVersion,
	type Progress,
	type Runtime,
} from '../../scripts/lib/install/n8n.cts';
import type { User } from '../../scripts/lib/n8n/session.cts';

// Only this file reads these. scripts/test-versions.cts sets the first three, and whoever tests an n8n
// that is running already sets the others.
const { E2E_N8N: wanted, E2E_ENGINE: engine, E2E_SCHEDULER: scheduler } = process.env;
const { N8N_URL, N8N_EMAIL, N8N_PASSWORD } = process.env;

/** An n8n that was not started by the tests. */
export interface Elsewhere {
	/** Without a slash at the end. */
	url: string;
	/** Its owner. The tests set it up if the n8n is new. */
	user: User;
}

/** The n8n at N8N_URL, if the tests should start none. */
export const elsewhere = findElsewhere();

function findElsewhere(): Elsewhere | undefined {
	if (!N8N_URL) return undefined;
	if (!N8N_EMAIL || !N8N_PASSWORD) throw new Error('N8N_URL needs N8N_EMAIL and N8N_PASSWORD');
	const user = { email: N8N_EMAIL, password: N8N_PASSWORD };
	return { url: N8N_URL.replace(/\/+$/, ''), user };
}

/**
 * Finds the n8n that the end-to-end tests are for: the pinned one, or by E2E_N8N the n8n 1 that is
 * pinned (`1`), or any other version.
 */
export async function findN8n(progress: Progress): Promise<Runtime> {
	if (wanted === undefined) return await ensureN8n(progress);
	if (wanted !== '1') return await ensureN8nVersion(wanted, progress);
	return await ensureN8n1(await ensureN8n(progress), progress);
}

const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

/**
 * Its settings. E2E_ENGINE chooses the engine that evaluates expressions. E2E_SCHEDULER chooses what
 * polls: n8n's `durable` scheduler, or that with its own memory (`cursors`). The defaults are n8n's.
 */
export const settings = {
	...(engine !== undefined && { N8N_EXPRESSION_ENGINE: engine }),
	...(scheduler !== undefined && durable),
	...(scheduler === 'cursors' && { N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' }),
};

/** Whether n8n pauses a trigger for half an hour after its key was refused, unless it is published again. */
export const pausesAfterRefusal = scheduler === 'cursors';

/** Whether it is the n8n, with its usual engine, whose pictures the README shows. */
export const isPictured = !(wanted ?? engine ?? scheduler) && !elsewhere;

/** The engine that should evaluate the expressions. */
export const expectedEngine = engine ?? 'vm';
