import { temporaryFolder } from '../scripts/lib/processes/temporary-folder.cts';
import { USER_FOLDER } from './scratch.cts';

// To be imported before n8n-core, which writes its settings into this folder as soon as it is loaded. That is
// once for all test files of a process (setup/runtime.cjs), so they share the folder; it is removed with all
// others when the run ends (scratch.cts).
const place = globalThis as { userFolder?: string };
place.userFolder ??= temporaryFolder(USER_FOLDER).path;
process.env.N8N_USER_FOLDER = place.userFolder;
process.env.N8N_LOG_LEVEL = 'silent';
