import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// To be imported before n8n-core, which writes its settings into this folder as soon as it is loaded.
const folder = mkdtempSync(join(tmpdir(), 'onecodex-n8n-core-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_LOG_LEVEL = 'silent';

const remove = () => rmSync(folder, { recursive: true, force: true });
// Some of it is loaded by programs of their own, outside of jest.
if (typeof afterAll === 'function') afterAll(remove);
else process.once('exit', remove);
