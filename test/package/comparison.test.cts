import { textOf } from './sources.cts';

test('the comparison has no time that the README does not have', () => {
	const [, speed = ''] = textOf('README.md').split(/^## Speed$/m);
	const times = [...textOf('docs/comparison.md').matchAll(/([\d,.]+) ms/g)].map(([, n]) => n);
	expect(times.length).toBeGreaterThan(2);
	expect(times.filter((time) => !speed.includes(`| ${time} |`))).toEqual([]);
});
