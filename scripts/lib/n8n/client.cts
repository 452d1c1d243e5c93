import { z } from 'zod/v4';
import { dataTableRequests } from './data-tables.cts';
import { executionRequests } from './executions.cts';
import { openSession } from './session.cts';
import { workflowRequests } from './workflows.cts';

export { outputItems, type ExecutionData } from './executions.cts';
export { owner } from './session.cts';
export type { WebhookAnswer, WorkflowContent } from './workflows.cts';

/** The requests to a running n8n as one of its users. */
export type N8nClient = Awaited<ReturnType<typeof connect>>;

/** Opens a session with a running n8n, see {@link openSession}, and returns its requests. */
export async function connect(...about: Parameters<typeof openSession>) {
	const session = await openSession(...about);
	return {
		...session,
		...workflowRequests(session),
		...executionRequests(session),
		...dataTableRequests(session),
		/** The names of all node types that n8n has loaded. */
		nodeTypes: async () => {
			const types = await session.get('/types/nodes.json');
			return z
				.array(z.object({ name: z.string() }))
				.parse(types)
				.map(({ name }) => name);
		},
	};
}
