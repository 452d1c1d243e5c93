const { ModernFakeTimers } = require('@jest/fake-timers');
const { TestEnvironment } = require('jest-environment-node');

// What a test file would leave to the next one. Whatever a library listens to besides, it may go on hearing.
const ENDS = ['exit', 'SIGHUP', 'SIGINT', 'SIGTERM'];

/**
 * Runs test files in the context of their process, one after the other, where jest would make a new one for
 * each: libraries can then be loaded once for all (runtime.cjs), and what Node.js and they make is of the
 * same classes as what tests make.
 */
module.exports = class OneContext extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global = globalThis;
		this.fakeTimersModern = new ModernFakeTimers({
			config: config.projectConfig,
			global: globalThis,
		});
		const { env, exit } = process;
		const listeners = ENDS.map((event) => process.listeners(event));
		this.before = { env: { ...env }, exit, console: globalThis.console, listeners };
	}

	async teardown() {
		await super.teardown();
		const { env, exit, console, listeners } = this.before;
		for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
		Object.assign(process.env, env);
		Object.assign(process, { exit });
		Object.assign(globalThis, { console });
		ENDS.forEach((event, index) => {
			const added = process.listeners(event).filter((one) => !listeners[index].includes(one));
			added.forEach((one) => process.off(event, one));
		});
		// jest has read what this file covered, and would count it for the next one as well.
		delete globalThis.__coverage__;
	}
};
