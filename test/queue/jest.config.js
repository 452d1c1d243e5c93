/** @type {import('jest').Config} */
module.exports = {
	displayName: 'queue',
	rootDir: '../..',
	cacheDirectory: '<rootDir>/node_modules/.cache/jest',
	testMatch: ['<rootDir>/test/queue/**/*.test.cts'],
	modulePathIgnorePatterns: ['<rootDir>/.runtime', '<rootDir>/dist'],
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
	transform: {
		'\\.c?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	globalSetup: '<rootDir>/test/queue/setup.cts',
	globalTeardown: '<rootDir>/test/queue/teardown.cts',
	testEnvironment: '<rootDir>/test/queue/environment.cts',
	// One after the other, each with n8n's processes to itself, and in the process of the set-up.
	maxWorkers: 1,
	testTimeout: 300_000,
};
