import { parser } from 'keep-a-changelog';

/**
 * Gives the changelog's section for a release, as Markdown without its heading, for the page of the
 * release. Throws an error with the cure unless the tag is `v` and the version, and the section has
 * a date and says something.
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
