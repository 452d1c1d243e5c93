import { TestEnvironment } from 'jest-environment-node';
import { keptLab } from './kept-lab.cts';

/**
 * Passes the lab to the tests. They run in the process of the set-up, but in a realm of their own whose
 * `process` gets no signals: what they started there would outlive a Ctrl+C.
 */
export default class QueueEnvironment extends TestEnvironment {
	constructor(...parameters: ConstructorParameters<typeof TestEnvironment>) {
		super(...parameters);
		Object.assign(this.global, { queueLab: keptLab() });
	}
}
