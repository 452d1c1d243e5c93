import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { setTimeout as delay } from 'node:timers/promises';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { REGISTER, runAgain, useN8n } from './use-n8n.cts';
import { barcode, oneCodexNode, REGISTER_TUBES, rowsWorkflow, tube } from './workflows.cts';

const { client, credential, posts, run, sandbox, standing } = useN8n();

const node = () => oneCodexNode({}, { credentials: { oneCodexApi: credential() } });

test('a run tells under the output what it left out', async () => {
	const execution = await run(rowsWorkflow([tube(1), { 'Tube Barcode': '' }], [node()]));
	expect(outputItems(execution, REGISTER_TUBES)).toHaveLength(1);
	expect(execution.runs[REGISTER_TUBES]?.[0]?.hints).toMatchObject([
		{ message: HINTS.blankRows(1, false) },
	]);
});

test('a run that is stopped while One Codex does not answer lets go of its batch at once', async () => {
	sandbox().inject({ match: REGISTER, when: 'after', fault: { kind: 'hang' } });
	const id = await client().createWorkflow(rowsWorkflow([tube(1), tube(2)], [node()]));
	const executionId = await client().runWorkflow(id);
	while (standing().length === 0) await delay(50);
	await client().request('POST', `/executions/${executionId}/stop`);
	const stopped = await client().waitForExecution(id);
	expect(stopped).toMatchObject({ id: executionId, status: 'canceled' });

	// The request that hangs would be waited for longer than this test lasts.
	const again = await runAgain(client(), id);
	expect(outputItems(again, REGISTER_TUBES).map(({ json }) => json)).toMatchObject([
		{ tube_barcode: barcode(1), already_registered: true },
		{ tube_barcode: barcode(2), already_registered: true },
	]);
	expect(posts()).toHaveLength(1);
});
