const { projects } = require('../../jest.config.js');

const e2e = projects.find(({ displayName }) => displayName === 'e2e');

/** @type {import('jest').Config} */
module.exports = {
	...e2e,
	displayName: 'queue',
	rootDir: '../..',
	testMatch: ['<rootDir>/test/queue/**/*.test.cts'],
	globalSetup: '<rootDir>/test/queue/setup.cts',
	globalTeardown: '<rootDir>/test/queue/teardown.cts',
	testEnvironment: '<rootDir>/test/queue/environment.cts',
	// One file after the other, since they share n8n's processes, and in the process of the set-up.
	maxWorkers: 1,
	testTimeout: 300_000,
};
