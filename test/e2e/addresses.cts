/** The version of the n8n under test. */
export const n8nVersion = () => fromSetup('N8N_E2E_VERSION');

/** Where the n8n under test listens. */
export const n8nUrl = () => fromSetup('N8N_E2E_URL');

/** The log-in that all tests share. */
export const n8nCookie = () => fromSetup('N8N_E2E_COOKIE');

/** A folder that workflows of the n8n under test may read and write; see testInOwnN8n. */
export const n8nFiles = () => fromSetup('N8N_E2E_FILES');

/** What the n8n under test prints, at its most talkative; see testInOwnN8n. */
export const n8nLog = () => fromSetup('N8N_E2E_LOG');

function fromSetup(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: setup.cts did not set it`);
	return value;
}
