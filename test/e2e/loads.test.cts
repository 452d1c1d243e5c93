import { nodeType } from '../../scripts/lib/examples.cts';
import { connect } from '../../scripts/lib/n8n-client.cts';
import { n8nCookie, n8nUrl } from './addresses.cts';

it('is loaded by n8n, as a node and as a tool', async () => {
	const client = await connect(n8nUrl(), n8nCookie());
	const types = await client.nodeTypes();
	expect(types).toEqual(expect.arrayContaining([nodeType, `${nodeType}Tool`]));
});
