import { ID_OPERATIONS, makerOf } from './id-operations.cts';
import { locator, UNKNOWN, useNode } from './use-node.cts';
import { headlineFor } from '../failures.cts';

const node = useNode();
const { run, sandbox } = node;
const make = makerOf(node);

describe.each(ID_OPERATIONS)('%s by the id of a %s', (name, kind, parameter, parameters) => {
	const byColumn = { ...parameters, [parameter]: locator('={{ $json.id }}') };

	test.each([
		[401, 1],
		// And whether the key is allowed anything.
		[403, 2],
		[429, 5],
		[500, 5],
	])('a status of %i is told, and the key is nowhere in what n8n stores', async (...row) => {
		const [status, tries] = row;
		const rows = [{ id: await make(kind) }];
		const message = `no ${sandbox().apiKey}`;
		sandbox().inject({ times: 'always', fault: { kind: 'status', status, message } });
		const { error, requests, stored } = await run(name, rows, byColumn);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
		expect(error?.message).toBe(headlineFor({ status }));
		expect(error?.description).toContain('One Codex says: "no [API key]"');
		expect(error?.description).toMatch(/could not be read/);
		expect(requests).toHaveLength(tries);
		expect(stored).not.toContain(sandbox().apiKey);
	});

	test('a broken connection is tried again', async () => {
		const rows = [{ id: await make(kind) }];
		sandbox().inject({ times: 2, fault: { kind: 'reset' } });
		const { output } = await run(name, rows, byColumn);
		expect(output).toHaveLength(1);
	});

	test('a failure is an error of each row, where the run goes on', async () => {
		const rows = [{ id: await make(kind), patient: 'P-1' }, { id: UNKNOWN }];
		sandbox().inject({ times: 'always', fault: { kind: 'status', status: 403 } });
		const done = await run(name, rows, byColumn, { onError: 'continueErrorOutput' });
		expect(done.output).toEqual([]);
		expect(done.errorOutput.map(({ json }) => json)).toEqual(
			rows.map((row) => ({ ...row, error: expect.stringContaining('(403)') as string })),
		);
	});
});
