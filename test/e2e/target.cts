import {
	ensureN8n,
	ensureN8n1,
	ensureN8nVersion,
	type Progress,
	type Runtime,
} from '../../scripts/lib/n8n-install.cts';

// The only place that reads these. scripts/test-versions.cts sets them.
const { E2E_N8N: wanted, E2E_ENGINE: engine } = process.env;

/**
 * Finds the n8n that the end-to-end tests are for: the pinned one, or by E2E_N8N the n8n 1 that is
 * pinned (`1`), or any other version.
 */
export async function findN8n(progress: Progress): Promise<Runtime> {
	if (wanted === undefined) return await ensureN8n(progress);
	if (wanted !== '1') return await ensureN8nVersion(wanted, progress);
	return await ensureN8n1(await ensureN8n(progress), progress);
}

/** Its settings: by E2E_ENGINE, the engine that evaluates expressions; n8n's default otherwise. */
export const settings = engine === undefined ? {} : { N8N_EXPRESSION_ENGINE: engine };

/** Whether it is the n8n, with its usual engine, whose pictures the README shows. */
export const isPictured = wanted === undefined && engine === undefined;

/** The engine that has to evaluate the expressions. */
export const expectedEngine = engine ?? 'vm';
