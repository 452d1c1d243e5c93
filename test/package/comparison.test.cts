import { textOf } from './sources.cts';

test('the comparison has no time that the page on speed does not have', () => {
	const speed = textOf('docs/speed.md');
	const times = [...textOf('docs/comparison.md').matchAll(/([\d,.]+) ms/g)].map(([, n]) => n);
	expect(times.length).toBeGreaterThan(2);
	expect(times.filter((time) => !speed.includes(`| ${time} |`))).toEqual([]);
});
