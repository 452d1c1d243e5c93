const project = (displayName, folders, more = {}) => ({
	// Not in the folder for temporary files, which a run leaves as it was.
	cacheDirectory: '<rootDir>/node_modules/.cache/jest',
	globalSetup: '<rootDir>/test/setup/setup.cts',
	globalTeardown: '<rootDir>/test/setup/teardown.cts',
	displayName,
	testMatch: folders.map((folder) => `<rootDir>/test/${folder}/**/*.test.cts`),
	modulePathIgnorePatterns: ['<rootDir>/.runtime', '<rootDir>/dist'],
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
	// pixelmatch comes as an ES module only.
	transformIgnorePatterns: ['/node_modules/(?!pixelmatch/)'],
	transform: {
		'\\.c?ts$|/pixelmatch/.*\\.js$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	...more,
});

// Without a context for each file, libraries can be loaded once for all of them.
const inOneContext = {
	testEnvironment: '<rootDir>/test/setup/environment.cjs',
	runtime: '<rootDir>/test/setup/runtime.cjs',
};

/** @type {import('jest').Config} */
module.exports = {
	reporters: ['default', '<rootDir>/test/setup/progress.cjs'],
	// A limit is there for what hangs: on a busy machine everything else takes its time.
	testTimeout: 60_000,
	// Babel counts each side of an `&&` or `??`; V8 finds fewer branches, and takes three times as long.
	coverageProvider: 'babel',
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary'],
	coverageThreshold: { global: { branches: 95 } },
	projects: [
		// Whatever has no run of its own, so that the tests of a new folder are not forgotten.
		project('unit', ['!(e2e|mutation|queue|workflow)'], inOneContext),
		project('workflow', ['workflow'], inOneContext),
		project('e2e', ['e2e'], {
			globalSetup: '<rootDir>/test/e2e/setup.cts',
			globalTeardown: '<rootDir>/test/e2e/teardown.cts',
		}),
	],
};
