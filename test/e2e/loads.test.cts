import { z } from 'zod/v4';
import { nodeType } from '../../scripts/lib/examples.cts';
import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { n8nVersion } from './addresses.cts';
import { expectedEngine } from './target.cts';
import { useN8n } from './use-n8n.cts';
import { testInOwnN8n } from './versions.cts';
import { rowsWorkflow, SOURCE } from './workflows.cts';

const { client, run } = useN8n();

test('is loaded by n8n, as a node and as a tool', async () => {
	const types = await client().nodeTypes();
	expect(types).toEqual(expect.arrayContaining([nodeType, `${nodeType}Tool`]));
});

testInOwnN8n('the n8n under test is the one that was found', 'none was', async () => {
	const { versionCli } = z
		.object({ versionCli: z.string() })
		.parse(await client().request('GET', '/settings'));
	expect(versionCli).toBe(n8nVersion());
});

// What each engine calls itself where an error came up.
const marks: Record<string, string> = {
	vm: 'isolated-vm',
	legacy: 'FunctionEvaluator',
	quickjs: 'eval.js',
};

const ENGINE = 'its expressions are evaluated by the engine that these tests are for';

testInOwnN8n(ENGINE, 'it has settings of its own', async () => {
	const set = {
		name: 'Stack',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: "={{ { stack: new Error('here').stack } }}",
			options: {},
		},
	};
	const execution = await run(rowsWorkflow([{}], [set], [[SOURCE, set.name]]));
	const [item] = outputItems(execution, set.name);
	const engines = Object.entries(marks).filter(([, mark]) =>
		String(item?.json.stack).includes(mark),
	);
	expect(engines.map(([name]) => name)).toEqual([expectedEngine]);
});
