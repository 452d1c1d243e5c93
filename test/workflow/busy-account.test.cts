import { createHash } from 'node:crypto';

import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { waitForTurn } from '../../nodes/OneCodex/api/http/limiter';

const { sandbox, credential } = useSandbox();

test('a refusal by the rate limit is tried again, however long the line before it was', async () => {
	const { apiKey, baseUrl } = credential();
	const account = createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex');
	const line = Array.from({ length: 1_300 }, () => waitForTurn(account, undefined));
	sandbox().inject({ fault: { kind: 'status', status: 429 } });
	const { output } = await runNode([tube(1)], { credential: credential() });
	await Promise.all(line);
	expect(output).toHaveLength(1);
	expect(sandbox().requests[0]?.status).toBe(429);
});
