import { parser } from 'keep-a-changelog';

/**
 * The changelog's section about a release, as Markdown without its heading, for the page of the
 * release.
 * @throws an error that says what to do, unless the tag is `v` and the version, and the section has a
 * date and entries
 */
export function releaseNotes(changelog: string, version: string, tag: string): string {
	if (tag !== `v${version}`) {
		throw new Error(
			`The tag is ${tag}, but package.json has the version ${version}: tag v${version}, or change the version.`,
		);
	}
	const release = parser(changelog).releases.find((entry) => entry.version === version);
	if (!release?.date || release.isEmpty()) {
		throw new Error(
			`CHANGELOG.md has no entries under a heading "## [${version}] - YYYY-MM-DD": move those of Unreleased there.`,
		);
	}
	return release.toString().split('\n').slice(1).join('\n').trim();
}
