/** Prints how far a run is where there is no terminal, in which jest shows it itself. */
module.exports = class Progress {
	constructor(_, { every = 20 } = {}) {
		this.every = every;
	}

	/** jest calls this after each file. */
	onTestResult(_, __, results) {
		const { numTotalTestSuites: all, numFailedTests: failed, startTime } = results;
		const over = results.numPassedTestSuites + results.numFailedTestSuites;
		if (process.stdout.isTTY || over === 0 || over === all || over % this.every !== 0) return;
		const seconds = Math.round((Date.now() - startTime) / 1000);
		console.log(`--- ${over} of ${all} files in ${seconds} s, ${failed} tests failed`);
	}
};
