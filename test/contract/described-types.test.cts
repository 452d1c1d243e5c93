import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

test('the types of the sandbox are those of the description (npm run types writes them)', () => {
	// Jest cannot load the ES modules that the script needs.
	const script = join(__dirname, 'described-types.cts');
	const types = execFileSync(process.execPath, ['--require', 'tsx/cjs', script], { cwd: ROOT });
	expect(readFileSync(join(ROOT, 'sandbox', 'described.cts'), 'utf8')).toBe(types.toString());
});
