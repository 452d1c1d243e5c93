import { pass, waitForAnswers } from '../fake-timing.cts';
import { idIn, patchesIn, range, useNode } from './use-node.cts';
import { textOf } from '../faults.cts';

// Others write custom values while a run is at work: another run, or somebody in One Codex.

const { sandbox, run, addSamples, metadataOf } = useNode();

const OTHERS = { options: { othersToCustom: true } };
const update = (rows: object[], settings = {}) => run('metadata: update', rows, OTHERS, settings);
const customOf = (id: string) => metadataOf(id).custom;

beforeAll(waitForAnswers);

/** Writes to a record as another program would that knows its custom values. */
async function writeElsewhere(sampleId: string, values: object): Promise<void> {
	const { $uri, custom } = metadataOf(sampleId);
	const response = await fetch(sandbox().url + $uri, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json', 'x-api-key': sandbox().apiKey },
		body: JSON.stringify({ custom: { ...custom, ...values } }),
	});
	if (!response.ok) throw new Error(await response.text());
}

const untilPatched = async (count: number) => {
	const before = patchesIn(sandbox().requests).length;
	while (patchesIn(sandbox().requests).length < before + count) {
		await new Promise((resolve) => setImmediate(resolve));
	}
};

describe.each(['replaced', 'merged'] as const)('where custom values are %s', (customPatch) => {
	beforeEach(() => sandbox().setWorld({ customPatch }));

	test('two runs on the same samples keep the values of both', async () => {
		const samples = addSamples(120);
		const rowsOf = (title: string, ids: string[]) =>
			ids.map((sample_id, index) => ({ sample_id, [title]: index }));
		const runs = await Promise.all([
			update(rowsOf('first', samples)),
			update(rowsOf('second', samples.toReversed())),
		]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(samples.map(customOf)).toEqual(
			range(120).map((index) => ({ first: index, second: 119 - index })),
		);
	});

	test('what is entered in One Codex during a run stays', async () => {
		const samples = addSamples(200);
		const [last = ''] = samples.slice(-1);
		const entering = untilPatched(20).then(() => writeElsewhere(last, { entered: true }));
		const { error } = await update(samples.map((sample_id) => ({ sample_id, patient: 'P' })));
		await entering;
		expect(error).toBeUndefined();
		expect(customOf(last)).toEqual({ entered: true, patient: 'P' });
	});

	test('a record that was read long before it is written is read again', async () => {
		const samples = addSamples(50);
		const [last = ''] = samples.slice(-1);
		const waiting = untilPatched(1).then(async () => {
			await writeElsewhere(last, { entered: true });
			pass(11_000);
		});
		const { requests } = await update(samples.map((sample_id) => ({ sample_id, patient: 'P' })));
		await waiting;
		expect(customOf(last)).toEqual({ entered: true, patient: 'P' });
		const alone = `/api/v1/metadata/${idIn(metadataOf(last).$uri)}`;
		expect(requests.some(({ method, path }) => method === 'GET' && path === alone)).toBe(true);
	});

	test('1,000 samples are read with 20 requests, and another 20 find their records', async () => {
		const rows = addSamples(1000).map((sample_id) => ({ sample_id, patient: 'P' }));
		const { requests } = await update(rows);
		expect(requests).toHaveLength(1040);
	}, 60_000);
});

describe('an answer that lacks a custom value', () => {
	/** A sample with a value, whose next changes are answered without it so many times. */
	async function losing(times: number | 'always') {
		const [sample_id = ''] = addSamples(1);
		await writeElsewhere(sample_id, { visit: 1 });
		const answer = { ...metadataOf(sample_id), custom: { patient: 'P' } };
		const fault = {
			kind: 'body' as const,
			body: JSON.stringify(answer),
			contentType: 'application/json',
		};
		sandbox().inject({ match: { method: 'PATCH' }, when: 'after', times, fault });
		return sample_id;
	}

	test('has it read and written once more', async () => {
		const sample_id = await losing(1);
		const { json, routes } = await update([{ sample_id, patient: 'P' }]);
		expect(json).toMatchObject([{ custom: { visit: 1, patient: 'P' } }]);
		const record = `/api/v1/metadata/${idIn(metadataOf(sample_id).$uri)}`;
		expect(routes.slice(1)).toEqual(
			['GET', 'PATCH', 'GET', 'PATCH'].map((method) => `${method} ${record}`),
		);
	});

	test('twice is a failed row that says so', async () => {
		const sample_id = await losing('always');
		const { errorOutput, requests } = await update([{ sample_id, patient: 'P' }], {
			onError: 'continueErrorOutput',
		});
		expect(patchesIn(requests)).toHaveLength(2);
		expect(errorOutput[0]?.json.error).toBe(
			textOf('custom', '', 'custom_not_kept', { titles: ['visit'] }),
		);
	});

	test('and all others proves nothing', async () => {
		const [sample_id = ''] = addSamples(1);
		const body = JSON.stringify({ ...metadataOf(sample_id), custom: undefined });
		const fault = { kind: 'body' as const, body, contentType: 'application/json' };
		sandbox().inject({ match: { method: 'PATCH' }, when: 'after', fault });
		const { json, requests } = await update([{ sample_id, patient: 'P' }]);
		expect(json).toMatchObject([{ custom: { patient: 'P' } }]);
		expect(patchesIn(requests)).toHaveLength(1);
	});
});

test('after a change that may have been made, the next row of the record reads it again', async () => {
	const [sample_id = ''] = addSamples(1);
	sandbox().inject({
		match: { method: 'PATCH' },
		when: 'after',
		times: 5,
		fault: { kind: 'reset' },
	});
	const rows = [
		{ sample_id, first: 1, second: '' },
		{ sample_id, first: '', second: 2 },
	];
	const { errorOutput } = await update(rows, { onError: 'continueErrorOutput' });
	expect(errorOutput).toHaveLength(1);
	expect(customOf(sample_id)).toEqual({ first: 1, second: 2 });
});
