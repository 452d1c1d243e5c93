import { setTimeout as delay } from 'node:timers/promises';
import { findings } from '../../sandbox/findings.cts';
import { columnsOfNote, tableChosen } from './data-table.cts';
import { registerElsewhere } from '../other-program.cts';
import { useN8n } from './use-n8n.cts';
import { barcode } from './workflows.cts';

const { client, importExample, sandbox } = useN8n();

const EXAMPLE = 'run-job-to-table';
const TABLE = 'Sequence Types';
const JOB = 'Typing';
// A trigger polls once a minute, and on a busy machine one poll may fail.
const PATIENCE_MS = 180_000;

let tableId = '';
beforeAll(async () => {
	tableId = await client().createDataTable(TABLE, await columnsOfNote(EXAMPLE));
});

/** Waits until something can be expected, and says in the end why it cannot. */
async function eventually(expectIt: () => Promise<void> | void): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(500)) {
		try {
			return await expectIt();
		} catch {
			// Not yet.
		}
	}
	await expectIt();
}

async function run() {
	const jobId = sandbox().addJob({ name: JOB, type: 'mlst' });
	const list = (value: string) => `"jobId":{"__rl":true,"mode":"list","value":"${value}"}`;
	const chosen = { [list('')]: list(jobId), ...tableChosen(TABLE, tableId) };
	const workflowId = await importExample(EXAMPLE, chosen);
	await registerElsewhere(sandbox(), 'Rack 1', [1, 2, 3, 4].map(barcode));
	const samples =
		sandbox()
			.batches()[0]
			?.tubes.map(({ sampleId }) => sampleId) ?? [];
	// The job failed for the first sample before, and goes on for one of no batch.
	const before = { type: 'mlst', job: JOB, success: false } as const;
	const failed = { ...before, error_msg: 'Out of memory' };
	const earlier = sandbox().addAnalysis(samples[0] ?? '', failed);
	const alone = sandbox().addSample();
	const other = sandbox().addAnalysis(alone, { ...before, complete: false, found: findings.mlst });
	const isRun = { method: 'POST', path: /\/run$/ };
	sandbox().inject({ match: isRun, fault: { kind: 'status', status: 400, message: 'Not now' } });

	await client().activate(workflowId);
	try {
		// What the first polls of the triggers find is old. Both end by asking for the account, unless the other
		// did so before.
		const isAsked = () => sandbox().requests.some(({ path }) => path.endsWith('/account'));
		await eventually(() => expect(isAsked()).toBe(true));
		for (let seen = 0; seen < sandbox().requests.length; await delay(3_000)) {
			seen = sandbox().requests.length;
		}
		samples.forEach((sample) => sandbox().finishSample(sample));
		await eventually(() => expect(sandbox().runsOf(JOB)).toHaveLength(4));
		const [one, two] = sandbox().runsOf(JOB).slice(2);
		const unstarted = samples.slice(1).find((id) => id !== one?.sample && id !== two?.sample);
		const rowsAre = async (about: Array<[sample: string | undefined, row: object]>) => {
			const rows = await client().readRows(tableId);
			const wanted = samples.map((sample_id, place) => ({
				sample_id,
				tube_barcode: barcode(place + 1),
				batch_name: 'Rack 1',
				analysis_id: null,
				sequence_type: null,
				problem: null,
				...about.find(([sample]) => sample === sample_id)?.[1],
			}));
			expect(rows).toEqual(wanted.map((row): unknown => expect.objectContaining(row)));
		};
		const says = (text: string) => expect.stringContaining(text) as string;
		const wrong: Array<[string | undefined, object]> = [
			[samples[0], { analysis_id: earlier, problem: says('Out of memory') }],
			[unstarted, { analysis_id: '', problem: says('Not now') }],
		];
		await eventually(() => rowsAre(wrong));

		sandbox().setAnalysis(one?.id ?? '', { complete: true, success: true });
		sandbox().setAnalysis(two?.id ?? '', { complete: true, error_msg: 'Too few reads' });
		sandbox().setAnalysis(other, { complete: true, success: true });
		const type = { sequence_type: 131, alleles_matched: 7, alleles_total: 7, problem: '' };
		await eventually(() =>
			rowsAre([
				...wrong,
				[one?.sample, { analysis_id: one?.id, ...type }],
				[two?.sample, { analysis_id: two?.id, problem: says('Too few reads') }],
			]),
		);
		expect(sandbox().runsOf(JOB)).toHaveLength(4);
	} finally {
		await client().deactivate(workflowId);
	}
}

test(
	'a job is run for each new sample, and its row gets what was found or what went wrong',
	run,
	4 * PATIENCE_MS,
);
