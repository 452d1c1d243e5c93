import { readFileSync } from 'node:fs';

import { examples } from './examples.cts';
import { PAGE, pageNow } from './messages-page.cts';
import { faultWords } from '../../nodes/OneCodex/wording/faults';

// This page is where the words of messages are read and asserted: look at what changes in it.
test('docs/messages.md has the words of the catalogue (npm run messages writes them)', () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(pageNow());
});

test.each(examples.map((fault) => [fault.code, faultWords(fault)] as const))(
	'%s says what is wrong and what to do, without an end mark and without blaming',
	(_, { what, cure }) => {
		for (const text of [what, cure]) {
			expect(text).toMatch(/^\S.*[^.!?\s]$/);
			expect(text).not.toMatch(/\b(error|problem|failure|faulty)\b/i);
		}
		expect(cure).toMatch(/^[A-Z]/);
	},
);
