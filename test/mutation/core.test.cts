import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { CORE_ROOMS } from '../package/sources.cts';

// All tests of the core in one file, for `npm run test:mutation` alone: it runs them more than a
// thousand times, and each file of its own would load the libraries again.
// Random tests would give another score each time, and those of patterns are against hanging alone.
const isWanted = (name: string) => name.endsWith('.test.cts') && !/property|patterns/.test(name);

for (const room of CORE_ROOMS) {
	const folder = join(__dirname, '..', room);
	for (const name of readdirSync(folder).filter(isWanted)) {
		describe(`${room}/${name}`, () => {
			jest.requireActual(join(folder, name));
		});
	}
}
