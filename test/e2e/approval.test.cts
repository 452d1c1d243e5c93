import { outputItems } from '../../scripts/lib/n8n/client.cts';
import { pressButton, waitingAt } from './asked.cts';
import { columnsOfNote, tableChosen } from './data-table.cts';
import { startMailbox } from './mailbox.cts';
import { registerElsewhere } from '../other-program.cts';
import { useN8n } from './use-n8n.cts';
import { barcode } from './workflows.cts';

const { client, importExample, posts, sandbox, standing } = useN8n();

let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let smtp = '';
let tableId = '';
beforeAll(async () => {
	mailbox = await startMailbox();
	smtp = await client().createCredential('Mail of our lab', 'smtp', mailbox.credential);
	tableId = await client().createDataTable(
		'Tubes to Ship',
		await columnsOfNote('approval-to-samples'),
	);
});
beforeEach(() => (mailbox.mails.length = 0));
afterAll(async () => {
	await client().request('DELETE', `/credentials/${smtp}`);
	await mailbox.close();
});

const row = (tube_barcode: string, rack: string, sequencing_depth = 'Standard') => ({
	tube_barcode,
	specimen_type: 'Human stool',
	sequencing_depth,
	rack,
	tracking: '1Z 999',
});

/** Starts the workflow, and gives the mail that asks and a way to answer it. */
async function ask() {
	const id = await importExample('approval-to-samples', {
		...tableChosen('Tubes to Ship', tableId),
		smtpaccount: smtp,
		'"name":"from","value":""': '"name":"from","value":"n8n@example.com"',
		'"name":"approver","value":""': '"name":"approver","value":"boss@example.com"',
	});
	await client().runWorkflow(id, 'Every Afternoon');
	await waitingAt(client(), id, 'Ask for Approval');
	const [mail = ''] = mailbox.mails;
	const answer = async (approved: boolean) => {
		const link = new RegExp(`href="([^"]*approved=${String(approved)}[^"]*)"`).exec(mail)?.[1];
		await pressButton((link ?? '').replaceAll('&amp;', '&'));
		return await client().waitForExecution(id);
	};
	return { mail, answer };
}

test('a mail says what would be registered, and nothing is if the answer is no', async () => {
	await registerElsewhere(sandbox(), 'Rack C', [barcode(1)]);
	await client().insertRows(tableId, [
		row(barcode(1), 'Rack C'),
		row(barcode(2), 'Rack A'),
		row(barcode(3), 'Rack B'),
		row('12 34', 'Rack <B>', 'Deepest'),
	]);
	const before = await client().readRows(tableId);
	const { mail, answer } = await ask();
	expect(mail).toContain('To: boss@example.com');
	expect(mail).toContain('2 new tubes, 1 registered before, 1 that need fixing.');
	expect(mail).toContain(`New: ${barcode(2)}, Rack A`);
	expect(mail).toContain(`New: ${barcode(3)}, Rack B`);
	expect(mail).toContain(
		`Registered before: ${barcode(1)}, batch ${sandbox().batches()[0]?.number}`,
	);
	expect(mail).toMatch(/Needs fixing: row 4: Tube Barcode (&quot;|")12 34(&quot;|"): /);

	const execution = await answer(false);
	expect(execution.error).toBeUndefined();
	expect(outputItems(execution, 'Register Tubes')).toEqual([]);
	expect(posts()).toHaveLength(1);
	expect(await client().readRows(tableId)).toEqual(before);
});

test('the rows that were checked are registered when the answer is yes, and written back', async () => {
	await registerElsewhere(sandbox(), 'Rack C', [barcode(1)]);
	const { answer } = await ask();
	// Too late for this answer.
	await client().insertRows(tableId, [row(barcode(4), 'Rack A')]);
	const execution = await answer(true);
	expect(execution.error).toBeUndefined();
	expect(standing().toSorted()).toEqual([1, 2, 3].map(barcode));
	const tubes = sandbox()
		.batches()
		.flatMap((batch) => batch.tubes);
	const sampleOf = (number: number) =>
		tubes.find((tube) => tube.barcode === barcode(number))?.sampleId;
	expect(await client().readRows(tableId)).toMatchObject([
		...[1, 2, 3].map((number) => ({ sample_id: sampleOf(number) })),
		{ sample_id: null, problem: expect.stringContaining('"12 34": ') as string },
		{ sample_id: null, problem: null },
	]);
});
