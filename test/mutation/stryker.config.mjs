// Mutation testing of the core: `npm run test:mutation`. It changes the sources in a copy, in every
// small way that there is, and counts for how many of the changes a test of the core fails.
import jestConfig from '../../jest.config.js';

// Programs that tests run through tsx would leave what they compiled.
process.env.TSX_DISABLE_CACHE = '1';

// Stryker has an environment of its own.
const { testEnvironment, runtime, ...unit } = jestConfig.projects.find(
	({ displayName }) => displayName === 'unit',
);

export default {
	mutate: ['nodes/OneCodex/{checking,domain,metadata,registration}/**/*.ts'],
	testRunner: 'jest',
	jest: {
		projectType: 'custom',
		enableFindRelatedTests: false,
		// This is laid over jest.config.js, whose projects are not to run. These tests need no temporary folder, which
		// would be left behind by each mutant that is ended because it hangs.
		config: {
			...unit,
			globalSetup: null,
			globalTeardown: null,
			testMatch: ['<rootDir>/test/mutation/core.test.cts'],
			projects: [],
		},
	},
	coverageAnalysis: 'perTest',
	// What runs once, while a file is loaded, would need all tests for each change: longer than all other changes.
	ignoreStatic: true,
	concurrency: 2,
	// For a busy machine; what hangs, hangs longer.
	timeoutMS: 20_000,
	tempDirName: '.runtime/stryker',
	incrementalFile: '.runtime/mutation-incremental.json',
	ignorePatterns: ['.runtime', 'coverage', 'dist', 'docs'],
	reporters: ['clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: '.runtime/mutation.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 95, low: 85, break: 85 },
};
