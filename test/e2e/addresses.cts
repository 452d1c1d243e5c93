/** Where the n8n under test listens. */
export const n8nUrl = () => fromSetup('N8N_E2E_URL');

/** A folder that workflows of the n8n under test may read and write. */
export const n8nFiles = () => fromSetup('N8N_E2E_FILES');

/** Where the sandbox listens; `/sandbox/…` steers it. */
export const sandboxUrl = () => fromSetup('SANDBOX_URL');

function fromSetup(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: setup.cts did not run`);
	return value;
}
