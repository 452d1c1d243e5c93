import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../nodes/OneCodex/domain/fault';
import {
	argumentsOf,
	readArguments,
} from '../../nodes/OneCodex/resources/analysis/run/jobArguments';
import { OBJECT_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';
import { lineOf, nothingChanged, textOf } from '../faults.cts';
import { pass } from '../fake-timing.cts';
import { loadJobFields } from './harness.cts';
import { locator, range, UNKNOWN, useNode } from './use-node.cts';

const { sandbox, run, addSamples, posts, credential } = useNode();

const SCHEMA = {
	type: 'object',
	required: ['min_quality', 'mode', 'adapter'],
	properties: {
		min_quality: { type: 'integer', title: 'Minimum Quality' },
		ratio: { anyOf: [{ type: 'number' }, { type: 'null' }] },
		mode: { enum: ['fast', 'Very Sensitive', 3] },
		trim: { type: ['boolean', 'null'] },
		adapter: { type: 'string', default: 'AGATCGG' },
		regions: { type: 'array' },
		extra: { type: 'object' },
		['__proto__']: { type: ['string', 'integer'] },
	},
};
const FULL = { min_quality: 20, mode: 'fast' };

let job = '';
beforeEach(() => {
	job = sandbox().addJob({ name: 'Resistance genes' });
});

const args = (value: object) =>
	({ jobArguments: { mappingMode: 'defineBelow', value } }) as unknown as INodeParameters;
const start = async (rows: object[], more: object = {}, settings = {}) =>
	await run('analysis: run', rows, { jobId: locator(job), ...more } as INodeParameters, settings);
const ifAlreadyRun = (value: string) => ({ options: { ifAlreadyRun: value } });
const rowsOf = (count: number) => addSamples(count).map((sample_id) => ({ sample_id }));
const idsOf = (json: object[]) => json.map((one) => (one as { analysis_id: string }).analysis_id);
const sent = () => posts().map(({ body }) => (body as { job_args: unknown }).job_args);

beforeAll(async () => {
	job = sandbox().addJob({ name: 'warm-up' });
	await start(rowsOf(1));
}, 60_000);

test('each sample is analyzed once, however many rows and executions name it', async () => {
	const rows = rowsOf(3);
	const { json, output } = await start([...rows, ...rows.slice(0, 1)]);
	expect(json[0]).toEqual({
		analysis_id: sandbox().runsOf('Resistance genes')[0]?.id,
		analysis_type: 'panel',
		analysis_complete: false,
		analysis_success: false,
		analysis_error_msg: null,
		analysis_created_at: expect.any(String) as string,
		sample_id: rows[0]?.sample_id,
		job_id: job,
		job_name: 'Resistance genes',
		already_run: false,
	});
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(range(4).map((item) => ({ item })));
	expect(idsOf(json)[3]).toBe(idsOf(json)[0]);
	const again = await start(rows);
	expect(again.json.map(({ already_run }) => already_run)).toEqual([true, true, true]);
	expect(idsOf(again.json)).toEqual(idsOf(json).slice(0, 3));
	expect(posts()).toHaveLength(3);
});

test('a run ends when its analyses are listed, by which another worker knows of them', async () => {
	sandbox().setLag(30_000);
	const { json } = await start(rowsOf(2));
	const listed = await run('analysis: getAll', [{}]);
	expect(idsOf(listed.json).toSorted()).toEqual(idsOf(json).toSorted());
});

test('an analysis that is not listed yet comes with what is known of it', async () => {
	sandbox().setLag(120_000);
	const rows = rowsOf(1);
	const { json } = await start(rows);
	expect(json).toMatchObject([
		{ ...rows[0], job_id: job, already_run: false, analysis_type: null },
	]);
	const raw = await start(rows, { simple: false });
	const [id] = idsOf(json);
	expect(raw.json).toMatchObject([{ $uri: `/api/v1/analyses/${id}`, already_run: true }]);
});

test.each([
	['reuse', [true, true, true]],
	['retryFailed', [true, true, false]],
	['run', [false, false, false]],
])('%s: what becomes of analyses that succeeded, go on, and failed', async (option, alreadyRun) => {
	const rows = rowsOf(3);
	const before = idsOf((await start(rows)).json);
	sandbox().setAnalysis(before[0] ?? '', { complete: true, success: true });
	sandbox().setAnalysis(before[2] ?? '', { complete: true });
	pass(120_000);
	const { json } = await start(rows, ifAlreadyRun(option));
	expect(json.map(({ already_run }) => already_run)).toEqual(alreadyRun);
	const kept = idsOf(json).map((id, place) => id === before[place]);
	expect(kept).toEqual(alreadyRun);
});

test('one that failed is run again once, while lists do not show that yet', async () => {
	const rows = rowsOf(1);
	const [failed = ''] = idsOf((await start(rows)).json);
	sandbox().setAnalysis(failed, { complete: true });
	pass(120_000);
	sandbox().setLag(30_000);
	const again = await start(rows, ifAlreadyRun('retryFailed'));
	const third = await start(rows, ifAlreadyRun('retryFailed'), { executionId: '2' });
	expect(third.json).toMatchObject([{ analysis_id: idsOf(again.json)[0], already_run: true }]);
	expect(sandbox().runsOf('Resistance genes')).toHaveLength(2);
});

test('where an answer is lost, it is not sent again, and the message says what to do', async () => {
	sandbox().inject({ match: { method: 'POST' }, fault: { kind: 'reset' } });
	const rows = rowsOf(2);
	const lost = await start(rows, {}, { onError: 'continueErrorOutput' });
	expect([lost.json.length, lost.errorOutput.length]).toEqual([1, 1]);
	expect(lost.errorOutput[0]?.json.error).toContain('It is not known whether the job was started');
	expect(posts()).toHaveLength(2);
	pass(120_000);
	expect((await start(rows)).json).toHaveLength(2);
	expect(sandbox().runsOf('Resistance genes')).toHaveLength(2);
});

test('where the execution stops, the message says what was started', async () => {
	const rows = rowsOf(3);
	sandbox().inject({ match: { method: 'POST' }, after: 1, fault: { kind: 'status', status: 400 } });
	const { error } = await start(rows);
	expect(error?.description).toMatch(/Before that, (1 analysis was|2 analyses were) started\./);
});

describe('no other job is started', () => {
	const TO_ERROR_OUTPUT = { onError: 'continueErrorOutput' };
	const errorsOf = (output: Array<{ json: object }>) =>
		output.map(({ json }) => String((json as { error?: unknown }).error));

	test('after one for which the key is refused', async () => {
		const fault = { kind: 'status', status: 401 } as const;
		sandbox().inject({ match: { method: 'POST' }, times: 'always', fault });
		const rows = rowsOf(3);
		const { errorOutput } = await start(rows, {}, TO_ERROR_OUTPUT);
		expect(errorsOf(errorOutput)).toEqual(
			rows.map(
				({ sample_id }) =>
					expect.stringContaining(OBJECT_TEXTS.notStarted(sample_id, 'failed', false)) as string,
			),
		);
		expect(posts()).toHaveLength(1);
	});

	test('after some in a row of which it is not known whether they were', async () => {
		const rows = rowsOf(20);
		sandbox().inject({ match: { method: 'POST' }, times: 'always', fault: { kind: 'reset' } });
		const { errorOutput } = await start(rows, {}, TO_ERROR_OUTPUT);
		expect(errorOutput).toHaveLength(20);
		const inDoubt = posts().length;
		expect(inDoubt).toBeLessThan(20);
		expect(errorsOf(errorOutput).filter((error) => error.includes('not known'))).toHaveLength(
			inDoubt,
		);
		sandbox().clearFaults();
		pass(120_000);
		expect((await start(rows)).json).toHaveLength(20);
		expect(sandbox().runsOf('Resistance genes')).toHaveLength(20);
	});
});

describe('an analysis whose answer is lost is in doubt', () => {
	const inDoubt = async (rows: Array<{ sample_id: string }>) => {
		sandbox().inject({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
		const { error } = await start(rows);
		const text = OBJECT_TEXTS.notStarted(rows[0]?.sample_id ?? '', 'in doubt', false);
		expect(error?.description).toContain(text);
		expect(posts()).toHaveLength(1);
	};

	test('if it cannot be looked for', async () => {
		const match = { method: 'GET', path: '/api/v1/analyses' };
		const rows = rowsOf(1);
		await start(rows);
		const looks = sandbox().requests.filter(({ path }) => path === match.path).length;
		sandbox().reset();
		job = sandbox().addJob({ name: 'Resistance genes' });
		const fault = { kind: 'status', status: 400 } as const;
		// The last of them was after the job was started.
		sandbox().inject({ match, after: looks - 1, times: 'always', fault });
		await inDoubt(rowsOf(1));
	});

	test('if what is found could be another one', async () => {
		sandbox().setWorld({ otherFields: 'odd' });
		await inDoubt(rowsOf(1));
	});
});

test('two executions at once, of a version of the job, run it once', async () => {
	sandbox().setWorld({ jobReference: 'version' });
	const rows = rowsOf(4);
	await Promise.all([start(rows), start(rows)]);
	pass(120_000);
	expect((await start(rows)).json.map(({ already_run }) => already_run)).toEqual(
		Array(4).fill(true),
	);
	expect(sandbox().runsOf('Resistance genes')).toHaveLength(4);
});

test('an analysis without a job is in doubt, unless it is of another type', async () => {
	const rows = rowsOf(2);
	const [unclear = ''] = rows.map(({ sample_id }, place) =>
		sandbox().addAnalysis(sample_id, { type: place === 0 ? 'panel' : 'mlst' }),
	);
	sandbox().setWorld({ otherFields: 'odd' });
	const done = await start(rows, {}, { onError: 'continueRegularOutput' });
	expect(done.json).toMatchObject([
		{ already_run: false },
		{
			error: textOf('sample', rows[0]?.sample_id, 'unclear_analysis', { analysisId: unclear }),
		},
	]);
	expect((await start(rows.slice(0, 1), ifAlreadyRun('run'))).json).toHaveLength(1);
});

test.each([404, 500])(
	'so is one whose job cannot be read (%i): it may be a version',
	async (status) => {
		sandbox().setWorld({ jobReference: 'version' });
		const rows = rowsOf(1);
		const [analysisId = ''] = idsOf((await start(rows)).json);
		pass(120_000);
		const path = sandbox().analyses()[0]?.job.$ref ?? '';
		sandbox().inject({ match: { path }, times: 'always', fault: { kind: 'status', status } });
		const { error } = await start(rows);
		expect(error?.description).toContain(
			textOf('sample', rows[0]?.sample_id, 'unclear_analysis', { analysisId }),
		);
		expect(posts()).toHaveLength(1);
	},
);

describe('arguments', () => {
	beforeEach(() => {
		job = sandbox().addJob({ name: 'With arguments', schema: SCHEMA });
	});

	test('go out as what the job takes, and empty ones are left out', async () => {
		const [row] = rowsOf(1);
		const cells = { q: '20', mode: 'very-sensitive', trim: 'yes', regions: '[1]', extra: { a: 1 } };
		await start(
			[{ ...row, ...cells }],
			args({
				min_quality: '={{ $json.q }}',
				ratio: '0.5',
				mode: '={{ $json.mode }}',
				trim: '={{ $json.trim }}',
				adapter: '',
				regions: '={{ $json.regions }}',
				extra: '={{ $json.extra }}',
				gone: 1,
			}),
		);
		expect(JSON.stringify(sent()[0])).toBe(
			'{"min_quality":20,"ratio":0.5,"mode":"Very Sensitive","trim":true,"regions":[1],"extra":{"a":1}}',
		);
		await start(rowsOf(1), args({ ...FULL, mode: '3' }));
		expect(sent()[1]).toEqual({ min_quality: 20, mode: 3 });
	});

	test('that are no text for a choice are reported, whatever they are', () => {
		const faults: Fault[] = [];
		const mode = { toString: 'x', valueOf: 'x' };
		readArguments(argumentsOf(SCHEMA), { ...FULL, mode }, faults);
		expect(faults.map(({ code }) => code)).toEqual(['argument_unusable']);
	});

	test('that do not fit, and rows that name no sample or job, are reported before anything is sent', async () => {
		const [row] = rowsOf(1);
		const rows = [
			{ ...row, q: 'high', mode: '' },
			{ sample_id: 'ffffffffffffffff', q: 1, mode: 'fast' },
			{ ...row, q: 20, mode: 'fast' },
			{ ...row, q: 30, mode: 'fast' },
		];
		const mapped = args({ min_quality: '={{ $json.q }}', mode: '={{ $json.mode }}' });
		const { error } = await start(rows, mapped);
		expect(error?.message).toBe(nothingChanged(3, 4));
		expect(error?.description?.split('<br>\n')).toEqual([
			lineOf(['1'], 'job_arguments', 'high', 'argument_unusable', {
				name: 'min_quality',
				needs: ['a whole number'],
			}),
			lineOf(['1'], 'job_arguments', '', 'argument_missing', { name: 'mode' }),
			lineOf(['2'], 'sample', 'ffffffffffffffff', 'not_found', { kind: 'sample' }),
			lineOf(['4'], 'job_arguments', { min_quality: 30, mode: 'fast' }, 'arguments_differ', {
				row: '3',
			}),
		]);
		expect(posts()).toEqual([]);
		await start(rows.slice(2), { ...mapped, ...ifAlreadyRun('run') });
		expect(posts()).toHaveLength(2);
		const unknown = await start(rows.slice(3), { jobId: locator('ffffffffffffffff') });
		expect(unknown.error?.description).toContain(
			textOf('job', 'f'.repeat(16), 'not_found', { kind: 'job' }),
		);
	});

	test('are shown in the editor as the job describes them', async () => {
		const { fields } = await loadJobFields(credential(), locator(job));
		const list = (...values: unknown[]) =>
			values.map((one) => ({ name: String(one), value: String(one) }));
		expect(
			fields.map(({ id, displayName, type, required, options }) => [
				id,
				displayName,
				type,
				required,
				options,
			]),
		).toEqual([
			['min_quality', 'Minimum Quality', 'string', true, undefined],
			['ratio', 'ratio', 'string', false, undefined],
			['mode', 'mode', 'options', true, list('fast', 'Very Sensitive', 3)],
			['trim', 'trim', 'options', false, list(true, false)],
			['adapter', 'adapter', 'string', false, undefined],
			['regions', 'regions', 'array', false, undefined],
			['extra', 'extra', 'object', false, undefined],
			['__proto__', '__proto__', 'string', false, undefined],
		]);
		const none = { fields: [], emptyFieldsNotice: OBJECT_TEXTS.noJobChosen() };
		for (const unknown of ['', UNKNOWN]) {
			expect(await loadJobFields(credential(), locator(unknown))).toEqual(none);
		}
	});

	test.each([
		undefined,
		null,
		7,
		[],
		{ properties: [] },
		{ properties: { a: null, b: 7 }, required: 7 },
	])('a schema that is none (%j) says nothing of arguments, and stops nothing', (schema) => {
		const any = { form: 'any', choices: [], isRequired: false };
		const named = (name: string) => ({ ...any, name, label: name });
		const isNamed = JSON.stringify(schema)?.includes('"a"');
		expect(argumentsOf(schema)).toEqual(isNamed ? [named('a'), named('b')] : []);
	});
});

describe('what an execution runs on purpose', () => {
	const again = ifAlreadyRun('run');
	const count = () => sandbox().runsOf('Resistance genes').length;

	test('is not run once more when n8n repeats the execution, however long it took', async () => {
		const rows = rowsOf(3);
		const first = await start(rows, again, { executionId: '5' });
		pass(3_600_000);
		const second = await start(rows, again, { executionId: '5' });
		expect(idsOf(second.json)).toEqual(idsOf(first.json));
		await start(rows, again, { executionId: '6' });
		expect(count()).toBe(6);
	});

	test('is found by the next try where its answer was lost and lists could not be read', async () => {
		const rows = rowsOf(1);
		await start(rows);
		pass(120_000);
		sandbox().inject({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
		sandbox().inject({
			match: { method: 'GET', path: '/api/v1/analyses' },
			...{ after: 1, times: 'always' as const, fault: { kind: 'status' as const, status: 503 } },
		});
		const { error } = await start(rows, again, { executionId: '5' });
		const text = OBJECT_TEXTS.notStarted(rows[0]?.sample_id ?? '', 'in doubt', true);
		expect(error?.description).toContain(text);
		sandbox().clearFaults();
		expect((await start(rows, again, { executionId: '5' })).json).toHaveLength(1);
		expect(count()).toBe(2);
	});
});

describe('rows that run a job of a sample on purpose, with different arguments', () => {
	const sets = [1, 2, 3];
	const perRow = {
		...ifAlreadyRun('run'),
		jobArguments: { mappingMode: 'defineBelow', value: { depth: '={{ $json.depth }}' } },
	};
	const depths = () => sent().map((one) => (one as { depth: number }).depth);
	let rows: object[] = [];

	beforeEach(() => {
		const properties = { depth: { type: 'integer' } };
		job = sandbox().addJob({ name: 'Of many depths', schema: { type: 'object', properties } });
		const [sample_id] = addSamples(1);
		rows = sets.map((depth) => ({ sample_id, depth }));
	});

	test('start one analysis each, however long the first of them takes', async () => {
		const taking = setInterval(() => {
			if (posts().length === 1) pass(11_000);
		}, 5);
		sandbox().inject({
			match: { method: 'POST' },
			...{ when: 'after' as const, fault: { kind: 'delay' as const, ms: 100 } },
		});
		const { json } = await start(rows, perRow, { executionId: '7' });
		clearInterval(taking);
		expect(new Set(idsOf(json)).size).toBe(3);
		expect(depths()).toEqual(sets);
	});

	test('take none for theirs that another row started', async () => {
		sandbox().inject({ match: { method: 'POST' }, after: 1, fault: { kind: 'reset' } });
		const { output, error } = await start(rows, perRow, {
			executionId: '5',
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const ids = output.flatMap(({ json }) => json.analysis_id ?? []);
		expect(ids).toHaveLength(2);
		expect(new Set(ids).size).toBe(2);
		expect(output.at(-1)?.error?.message ?? output.at(-1)?.json.error).toBeDefined();
	});
});

describe('two versions of a job', () => {
	const perRow = { jobId: { __rl: true, mode: 'id', value: '={{ $json.job }}' } };

	test('are run once for a sample, in an execution as in two at once', async () => {
		sandbox().setWorld({ jobReference: 'version' });
		await start(rowsOf(1));
		const version = sandbox().analyses().at(-1)?.job.$ref.split('/').at(-1) ?? '';
		expect(version).not.toBe(job);
		const [one, other] = addSamples(2);
		const inOne = [job, version].map((id) => ({ sample_id: one, job: id }));
		const { json } = await start(inOne, perRow);
		expect(idsOf(json)[0]).toBe(idsOf(json)[1]);
		await Promise.all([job, version].map((id) => start([{ sample_id: other, job: id }], perRow)));
		expect(sandbox().runsOf('Resistance genes')).toHaveLength(3);
	});
});

test('a job is run for many samples, whatever links to pages of their analyses repeat', async () => {
	const rows = rowsOf(50);
	for (const { sample_id } of rows) {
		range(5).forEach((index) =>
			sandbox().addAnalysis(sample_id, { type: 'panel', job: `Job ${index}` }),
		);
	}
	expect((await start(rows)).json).toHaveLength(50);
});
