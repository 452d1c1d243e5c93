import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { rebuildOnChange } from '../../scripts/lib/rebuild.cts';
import { temporaryFolder } from '../../scripts/lib/processes/temporary-folder.cts';

test('what is saved is built and put where n8n loads it from, and a build that fails is reported', async () => {
	const { path, remove } = temporaryFolder('rebuild');
	const [source, built, installed] = ['source', 'built', 'installed'].map((name) => {
		mkdirSync(join(path, name, 'inside'), { recursive: true });
		return join(path, name);
	}) as [string, string, string];
	const file = join(source, 'inside', 'node.ts');
	const done: Array<(failure: unknown) => void> = [];
	const nextBuild = () => new Promise((resolve) => done.push(resolve));
	const end = await rebuildOnChange({
		sources: [source],
		build: async () => {
			const text = readFileSync(file, 'utf8');
			if (text === 'broken') throw new Error('It is broken');
			writeFileSync(join(built, 'inside', 'node.js'), `built ${text}`);
			return await Promise.resolve();
		},
		built,
		installed,
		done: (failure) => done.shift()?.(failure),
	});
	try {
		const first = nextBuild();
		writeFileSync(file, 'one');
		expect(await first).toBeUndefined();
		expect(readFileSync(join(installed, 'inside', 'node.js'), 'utf8')).toBe('built one');
		const second = nextBuild();
		writeFileSync(file, 'broken');
		expect(await second).toMatchObject({ message: 'It is broken' });
		expect(readFileSync(join(installed, 'inside', 'node.js'), 'utf8')).toBe('built one');
		// Many editors save by a rename, others in place; a file may be saved by both.
		for (const text of ['two', 'three']) {
			const next = nextBuild();
			if (text === 'three') writeFileSync(file, text);
			else {
				writeFileSync(join(path, 'new'), text);
				renameSync(join(path, 'new'), file);
			}
			expect(await next).toBeUndefined();
			expect(readFileSync(join(installed, 'inside', 'node.js'), 'utf8')).toBe(`built ${text}`);
		}
	} finally {
		end();
		remove();
	}
});
