const { sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: JestRuntime } = require('jest-runtime');

const LIBRARIES = `${sep}node_modules${sep}`;
// The first is jest itself, the second an ES module, which jest has to compile (jest.config.js).
const LEFT_TO_JEST = ['@jest/globals', 'pixelmatch'];

/**
 * jest's way to load modules, but for libraries: they are loaded once for all test files of a process, not again
 * for each, which takes much of the time of a file. The project's own files are loaded anew for each test file, so
 * that none meets the state of another. It needs environment.cjs, in which all files run in one context.
 */
exports.default = class SharingRuntime extends JestRuntime {
	constructor(...parameters) {
		super(...parameters);
		// jest has no setting for these, and its next version may have them elsewhere.
		const { executor, _resolution: resolution } = this;
		if (!executor?.compile || !resolution?.resolveCjs || !resolution.isCoreModule) {
			throw new Error('test/setup/runtime.cjs has to follow a change in jest-runtime');
		}
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModuleOrMock(from, name) {
		const library = this.libraryOf(from, name);
		return library === undefined ? super.requireModuleOrMock(from, name) : require(library);
	}

	/** The file of a library, if that is what the name stands for. */
	libraryOf(from, name) {
		const isOwn = name.startsWith('.') || LEFT_TO_JEST.includes(name);
		if (isOwn || this._resolution.isCoreModule(name)) return undefined;
		try {
			const path = this._resolution.resolveCjs(from, name);
			return path.includes(LIBRARIES) ? path : undefined;
		} catch {
			// jest says better than Node.js what is missing.
			return undefined;
		}
	}
};
exports.__esModule = true;
