import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { repository } from '../../scripts/lib/paths.cts';

const docs = join(repository, 'docs');
const pages = [
	join(repository, 'README.md'),
	join(repository, 'examples', 'README.md'),
	...readdirSync(docs)
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(docs, file)),
];

const shown = pages.flatMap((page) =>
	[...readFileSync(page, 'utf8').matchAll(/!\[[^\]]+\]\((?!https?:)([^)]+)\)/g)].map(
		([, path = '']) => relative(docs, join(dirname(page), path)),
	),
);

test('every picture is shown once, and every picture that is shown is there', () => {
	const pictures = readdirSync(join(docs, 'images'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.\w+$/.test(file))
		.map((file) => join('images', file));
	expect(pictures.length).toBeGreaterThan(5);
	expect(shown.toSorted()).toEqual(pictures.toSorted());
});

test('the README shows one picture', () => {
	const readme = readFileSync(join(repository, 'README.md'), 'utf8');
	expect(readme.match(/images\/[\w-]+\.png/g)?.length).toBe(1);
});
