import { temporaryFolder } from '../scripts/lib/processes/temporary-folder.cts';

// To be imported before n8n-core, which writes its settings into this folder as soon as it is loaded.
const { path, remove } = temporaryFolder('n8n-core');
process.env.N8N_USER_FOLDER = path;
process.env.N8N_LOG_LEVEL = 'silent';

// Some of it is loaded by programs of their own, outside of jest.
if (typeof afterAll === 'function') afterAll(remove);
