import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { analysisItem } from './analysisItem';
import { argumentsOf, readArguments } from './run/jobArguments';
import { jobArguments } from './run/jobFields';
import { IF_ALREADY_RUN, runJobs, runKeys, type Wanted } from './run/runJobs';
import { startedAnalyses } from './run/startedAnalyses';
import type { Job } from './run/runsOf';
import { JOBS } from '../../api/analyses';
import { connect, type Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import type { Fault } from '../../domain/fault';
import { valueOrFault } from '../../parameters/parameter';
import { readParameters, type Parameters } from '../../parameters/readParameters';
import type { ReadRow } from '../../parameters/readRow';
import { LABELS } from '../../wording/labels';
import { OBJECT_TEXTS } from '../../wording/objectTexts';
import { jobLocator, sampleLocator } from '../descriptions/locators';
import { simplify } from '../descriptions/simplify';
import type { Operation } from '../operation';
import { findForRows } from '../rows/findRows';
import { groupBy } from '../rows/groupBy';
import { startRows, type ItemRow, type RowRun } from '../rows/rowRun';
import { findSamples } from '../sample/finding/findSamples';
import { sampleKeyReader } from '../sample/finding/sampleKey';
import { workAlone } from '../turns/workAlone';
import { optionsField } from '../descriptions/optionsField';

export const runJob: Operation = {
	name: 'Run',
	value: 'run',
	action: 'Run job for sample',
	description: 'Start an analysis of a sample, once for each sample and job',
	fields: [
		sampleLocator,
		jobLocator,
		jobArguments,
		simplify,
		optionsField([
			{
				displayName: 'If Already Run',
				name: 'ifAlreadyRun',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Run Again',
						value: 'run',
						description:
							'Start another analysis, whatever there is. Each execution starts one more.',
					},
					{
						name: 'Run Again If It Failed',
						value: 'retryFailed',
						description: 'Start another analysis if all earlier ones failed',
					},
					{
						name: 'Use the Existing Analysis',
						value: 'reuse',
						description: 'Return the earlier analysis and start none, even if it failed',
					},
				],
				default: 'reuse',
				description: 'What to do if the job was run for the sample before, with any arguments',
			},
		]),
	],
	execute,
};

/** Runs a job for the sample of each input item, and gives the analysis that this started. */
async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const ifAlreadyRun = parameters.choice(
		'options.ifAlreadyRun',
		LABELS.ifAlreadyRun,
		IF_ALREADY_RUN,
	);
	const run = await startRows(context, items, wantedReader(parameters));
	run.settle();
	const client = await connect(context);
	const keyOf = ({ value }: ItemRow<Wanted>) => value.sample;
	await findSamples(run, client, keyOf, ({ value }, { id, raw }) => {
		value.sampleId = id;
		value.sampleUri = raw.$uri;
	});
	const jobs = await checkWithJobs(run, client);
	const keyOfRun = runKeys(jobs, 'reuse');
	if (ifAlreadyRun !== 'run') blameDifferent(run, keyOfRun);
	run.settle();

	const keys = run.rows().map(({ value }) => keyOfRun(value));
	const how = { ifAlreadyRun, jobs, execution: context.getExecutionId() };
	const work = async () => await runJobs(run, client, how);
	const started = await workAlone(context, client, keys, work);
	const fresh = new Set([...started.values()].flatMap((one) => (one.alreadyRun ? [] : one.id)));
	run.settle(
		fresh.size === 0 ? [] : [OBJECT_TEXTS.startedBefore(fresh.size, ifAlreadyRun === 'run')],
	);
	for (const [row, { analysis, jobName, alreadyRun }] of await startedAnalyses(client, started)) {
		const item = analysisItem(analysis, simple, jobName);
		// Simplified, it has at most 10 fields; and a new one has not changed yet.
		if (simple) delete item.analysis_updated_at;
		run.finish(row, [{ ...item, already_run: alreadyRun }]);
	}
	return await run.output();
}

function wantedReader(parameters: Parameters) {
	const sampleOf = sampleKeyReader(parameters);
	const jobOf = parameters.id(jobLocator.name, 'job');
	const argumentsFor = parameters.each(`${jobArguments.name}.value`);
	return (item: number): ReadRow<Wanted> => {
		const [sample, job] = [sampleOf(item), jobOf(item)];
		const faults: Fault[] = [...sample.faults, ...job.faults];
		const given = valueOrFault('job_arguments', argumentsFor(item), faults);
		return {
			value: {
				sample: sample.value,
				sampleId: '',
				sampleUri: '',
				jobId: job.value,
				given,
				args: {},
			},
			faults,
			nameless: sample.nameless,
		};
	};
}

/** Reads the jobs of the rows, and what the rows have for their arguments. */
async function checkWithJobs(run: RowRun<Wanted>, client: Client): Promise<Map<string, Job>> {
	const jobs = new Map<string, Job>();
	const takes = new Map<string, ReturnType<typeof argumentsOf>>();
	const idOf = ({ value }: ItemRow<Wanted>) => value.jobId;
	await findForRows(run, client, { kind: JOBS, idKind: 'job', idOf }, (row, { id, raw, given }) => {
		const { analysis_type: type, job_args_schema: schema } = given ?? {};
		jobs.set(id, {
			id,
			name: raw.name ?? undefined,
			type: typeof type === 'string' ? type : undefined,
		});
		const all = takes.get(id) ?? argumentsOf(schema);
		takes.set(id, all);
		const faults: Fault[] = [];
		row.value.args = readArguments(all, row.value.given, faults);
		faults.forEach((fault) => run.blame(row, fault));
	});
	return jobs;
}

/** A sample is analyzed once, so its rows cannot ask for different arguments. */
function blameDifferent(run: RowRun<Wanted>, keyOf: (wanted: Wanted) => string): void {
	for (const [first, ...others] of groupBy(run.rows(), ({ value }) => keyOf(value)).values()) {
		const args = JSON.stringify(first.value.args);
		for (const row of others) {
			if (JSON.stringify(row.value.args) === args) continue;
			run.blame(
				row,
				makeFault('job_arguments', row.value.args, 'arguments_differ', { row: first.name }),
			);
		}
	}
}
