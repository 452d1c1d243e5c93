import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';

import { ROOT, textOf } from './sources.cts';

const inFolder = (folder: string) =>
	readdirSync(join(ROOT, folder))
		.filter((file) => file.endsWith('.md'))
		.map((file) => join(folder, file));
const pages = [...inFolder('.'), ...inFolder('docs'), ...inFolder('examples')];

const markdown = new MarkdownIt();

/** The targets of the links and pictures of a text in Markdown. */
function linksOf(text: string): string[] {
	return markdown
		.parse(text, {})
		.flatMap(({ children }) => children ?? [])
		.flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? [])
		.map((link) => decodeURIComponent(String(link)));
}

/** The anchors that GitHub gives the headings of a text in Markdown. */
function anchorsOf(text: string): string[] {
	const slugger = new GithubSlugger();
	const tokens = markdown.parse(text, {});
	return tokens
		.filter((_, index) => tokens[index - 1]?.type === 'heading_open')
		.map(({ children }) => (children ?? []).map(({ content }) => content).join(''))
		.map((heading) => slugger.slug(heading));
}

/** The relative links of a page that lead nowhere. */
function brokenLinks(page: string, text: string): string[] {
	return linksOf(text)
		.filter((link) => !/^[a-z]+:/.test(link))
		.filter((link) => {
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
			if (target !== page && !existsSync(join(ROOT, target))) return true;
			if (anchor === undefined) return false;
			const there = target === page ? text : readFileSync(join(ROOT, target), 'utf8');
			return !anchorsOf(there).includes(anchor);
		});
}

test('the pages with links are looked at', () => {
	const expected = ['CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md'];
	expect(pages).toEqual(expect.arrayContaining([...expected, 'docs/comparison.md']));
	expect(pages.flatMap((page) => linksOf(textOf(page))).length).toBeGreaterThan(50);
});

test.each(pages)('%s has no link that leads nowhere', (page) => {
	expect(brokenLinks(page, textOf(page))).toEqual([]);
});

test('a link that leads nowhere is noticed', () => {
	const text = [
		'# A page: with `code` & more',
		'[there](#a-page-with-code--more) [not there](#a-page)',
		'![a picture](images/none.png) [a folder](images) [code](`none.md`)',
		'[heading elsewhere](../README.md#installation) [none elsewhere](../README.md#uninstall)',
		'`[only shown](none.md)` [outside](https://example.com/none.md)',
	].join('\n\n');
	expect(brokenLinks('docs/page.md', text)).toEqual([
		'#a-page',
		'images/none.png',
		'`none.md`',
		'../README.md#uninstall',
	]);
});
