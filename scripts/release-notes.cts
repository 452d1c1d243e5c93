// Prints what CHANGELOG.md says about the release with this tag, or fails if the tag, package.json and
// CHANGELOG.md disagree: `node --require tsx/cjs scripts/release-notes.cts v1.2.3`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package.json';
import { releaseNotes } from './lib/changelog.cts';
import { repository } from './lib/paths.cts';

const [tag = ''] = process.argv.slice(2);
try {
	console.log(releaseNotes(readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'), version, tag));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
