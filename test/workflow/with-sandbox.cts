import { now, pass } from '../fake-timing.cts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.cts';

/**
 * A sandbox for the tests of one file, made as new before each of them. It goes by the clock of the
 * tests and refuses what exceeds the rate limit of One Codex.
 */
export function useSandbox(options: SandboxOptions = {}) {
	let sandbox: Sandbox | undefined;
	const running = () => {
		if (!sandbox) throw new Error('The sandbox runs during tests only');
		return sandbox;
	};
	beforeAll(async () => {
		sandbox = await startSandbox({ now, ...options });
	});
	beforeEach(() => {
		running().reset();
		// The node remembers for a minute what it did, and a test is to start from nothing.
		pass(3_600_000);
	});
	afterAll(() => running().close());
	return {
		sandbox: running,
		credential: () => ({ apiKey: running().apiKey, baseUrl: running().url }),
		posts: () => running().requests.filter(({ method }) => method === 'POST'),
	};
}

export { barcode, tube } from '../tubes.cts';
