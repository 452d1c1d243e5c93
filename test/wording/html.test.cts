import fc from 'fast-check';

import { fromHtml, toHtml } from '../../nodes/OneCodex/wording/html';

test('lines become HTML that shows them as they are', () => {
	expect(toHtml(['a <img src=x> & `b`', '"c" &lt;'])).toBe(
		'a &lt;img src=x&gt; &amp; &#96;b&#96;<br>\n"c" &amp;lt;',
	);
});

test('whatever the lines are, their HTML has no other tags, and gives them back', () => {
	const line = fc.string({ unit: fc.constantFrom(...'<>&;`#96ltgamp br/"\'é'.split('')) });
	fc.assert(
		fc.property(fc.array(line), (lines) => {
			const html = toHtml(lines);
			expect(html.split('<br>\n').join('')).not.toMatch(/[<>`]/);
			expect(fromHtml(html)).toBe(lines.join('\n'));
		}),
	);
});
