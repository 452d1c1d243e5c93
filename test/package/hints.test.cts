import { join } from 'node:path';

import { sources, textOf } from './sources.cts';

// Under the output, hints are HTML, and what they name comes from cells.
test('hints are made in one place, which escapes what they say', () => {
	const making = sources().filter((path) => textOf(path).includes('addExecutionHints'));
	expect(making).toEqual([join('nodes', 'OneCodex', 'wording', 'hints.ts')]);
});
