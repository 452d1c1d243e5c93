import { parser } from 'keep-a-changelog';

import { version } from '../../package.json';
import { releaseNotes } from '../../scripts/lib/changelog.cts';
import { textOf } from './sources.cts';

const text = textOf('CHANGELOG.md');

test('the changelog has the form of Keep a Changelog', () => {
	const { title, releases } = parser(text);
	expect(title).toBe('Changelog');
	expect(releases.length).toBeGreaterThan(0);
	expect(releases.filter((release) => release.version && !release.date)).toEqual([]);
	const kinds = [...text.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind);
	expect(kinds.length).toBeGreaterThan(0);
	expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toEqual(
		expect.arrayContaining(kinds),
	);
});

test('every release in the changelog is a heading with a link', () => {
	const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading);
	const names = headings.map((heading) => /^\[(.+)\]( - \d{4}-\d\d-\d\d)?$/.exec(heading)?.[1]);
	expect(names).not.toContain(undefined);
	const links = [...text.matchAll(/^\[(.+)\]: https:\/\/github\.com\//gm)].map(([, name]) => name);
	expect(links).toEqual(names);
});

test('the version of the package is released, or what it brings stands under Unreleased', () => {
	const { releases } = parser(text);
	const section =
		releases.find((release) => release.version === version) ??
		releases.find((release) => release.version === undefined);
	expect(section?.isEmpty()).toBe(false);
});

describe('the notes of a release', () => {
	const changelog = [
		'# Changelog',
		'',
		'## [Unreleased]',
		'',
		'## [1.1.0] - 2026-12-01',
		'',
		'### Fixed',
		'',
		'- Titles with **two**',
		'  lines, see [this](https://example.com).',
		'',
		'## [1.0.0] - 2026-11-01',
		'',
		'### Added',
		'',
		'- All of it.',
		'',
		'[Unreleased]: https://example.com/compare/v1.1.0...HEAD',
		'[1.1.0]: https://example.com/compare/v1.0.0...v1.1.0',
		'[1.0.0]: https://example.com/releases/tag/v1.0.0',
		'',
	].join('\n');

	test('are its own section without the heading', () => {
		expect(releaseNotes(changelog, '1.1.0', 'v1.1.0')).toMatch(
			/^### Fixed\n+- Titles with \*\*two\*\*\n\s+lines, see \[this\]\(https:\/\/example\.com\)\.$/,
		);
	});

	test.each(['1.1.0', 'v1.1.1', 'v1.1.0-beta', ''])('are refused for the tag "%s"', (tag) => {
		expect(() => releaseNotes(changelog, '1.1.0', tag)).toThrow(/tag v1\.1\.0, or change/);
	});

	test.each([
		['has no section', changelog, '1.2.0'],
		['has no date', changelog.replace(' - 2026-12-01', ' - unreleased'), '1.1.0'],
		['says nothing', changelog.replace(/### Fixed[^#]*/, ''), '1.1.0'],
		['is of a longer version', changelog.replace('[1.1.0] -', '[1.1.0-rc.1] -'), '1.1.0'],
	])('are refused if the version %s', (_, broken, version) => {
		expect(() => releaseNotes(broken, version, `v${version}`)).toThrow(/move those of Unreleased/);
	});
});
