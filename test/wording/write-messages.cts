// Writes the tables of docs/messages.md from the catalogue: `npm run messages`.
import { writeFileSync } from 'node:fs';

import { PAGE, pageNow } from './messages-page.cts';

writeFileSync(PAGE, pageNow());
