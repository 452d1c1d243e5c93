import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { idIn, locator, patchesIn, range, useNode } from './use-node.cts';
import { lineOf } from '../faults.cts';
import { NODE_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';

const { sandbox, run, addSamples, metadataOf } = useNode();

const update = (rows: object[], parameters = {}, settings = {}) =>
	run('metadata: update', rows, parameters, settings);

test('a day that the editor writes as midnight stays that day in any time zone', async () => {
	const [sample_id = ''] = addSamples(1);
	const dates = { date_collected: '2026-01-05T00:00:00', date_sequenced: '2026-01-06' };
	const metadataFields = { mappingMode: 'defineBelow', value: dates };
	const timezone = 'Pacific/Kiritimati';
	const { requests } = await update([{ sample_id }], { metadataFields }, { timezone });
	expect(patchesIn(requests)[0]?.body).toEqual({
		date_collected: '2026-01-05T00:00:00Z',
		date_sequenced: '2026-01-06T00:00:00Z',
	});
});

test.each(['1.23457E+13', '1E+13', '1.5e3', 2 ** 53])(
	'the external id %j may have lost digits, which is a fault of its row',
	async (external_sample_id) => {
		const rows = addSamples(2).map((sample_id) => ({ sample_id, external_sample_id: '12E3' }));
		const faulty = { ...rows[1], external_sample_id };
		const { error, requests } = await update([rows[0] ?? {}, faulty]);
		expect(requests).toEqual([]);
		expect(error?.description).toBe(
			lineOf(['2'], 'external_sample_id', external_sample_id, 'lost_digits'),
		);
		const { json, errorOutput } = await update(
			[rows[0] ?? {}, faulty],
			{},
			{
				onError: 'continueErrorOutput',
			},
		);
		expect(json).toMatchObject([{ external_sample_id: '12E3' }]);
		expect(errorOutput).toHaveLength(1);
	},
);

describe('two columns of one id', () => {
	const OTHERS = { options: { othersToCustom: true } };
	/** A sample, and a row that names it, and its record, in columns of other titles. */
	const make = () => {
		const [id = ''] = addSamples(1);
		return { id, row: { 'Sample No': id, Record: idIn(metadataOf(id).$uri), Patient: 'P-7' } };
	};

	test.each<[string, object, string[]]>([
		['the sample', { sampleId: locator('={{ $json["Sample No"] }}') }, ['Record', 'Patient']],
		[
			'the record',
			{ findBy: 'metadata', metadataId: locator('={{ $json.Record }}') },
			['Sample No', 'Patient'],
		],
	])('that which names %s is not stored, the other one is', async (_, parameters, titles) => {
		const { id, row } = make();
		const { error } = await update([row], { ...OTHERS, ...parameters });
		expect(error).toBeUndefined();
		expect(Object.keys(metadataOf(id).custom ?? {})).toEqual(
			Object.keys(row).filter((title) => titles.includes(title)),
		);
	});

	test('a column that an expression only uses is stored', async () => {
		const { id, row } = make();
		const sampleId = locator('={{ $json["Sample No"].trim() }}');
		await update([row], { ...OTHERS, sampleId });
		expect(metadataOf(id).custom).toMatchObject({ 'Sample No': id });
	});
});

/** Columns that the nodes of this package give. */
const OWN = [
	...['row_number', 'toolCallId', 'tube_barcode', 'already_registered'],
	...['sample_uri', 'sample_status', 'sample_created_at'],
	...['tag_ids', 'project_id', 'metadata_id'],
	...['primary_classification_id', 'analysis_id', 'host_tax_ids'],
	...['batch_id', 'batch_number', 'batch_name', 'batch_status', 'batch_created_at'],
	...['previous_status', 'event_id', 'event_type'],
	...['Tube Barcode', 'barcode', 'Specimen Type', 'sequencing_depth', 'SEQUENCING-DEPTH'],
	...['Specimen', 'depth'],
	...['__EMPTY', '__EMPTY_1', '__EMPTY_12'],
];

test.each(OWN)('the column %s is never stored in Custom, whatever it holds', async (title) => {
	const ids = addSamples(2);
	const rows = [
		{ sample_id: ids[0], Patient: 'P-7', [title]: 'x' },
		{ sample_id: ids[1], Patient: 'P-8', [title]: [{ a: 1 }] },
	];
	const { error } = await update(rows, { options: { othersToCustom: true, clearEmpty: true } });
	expect(error).toBeUndefined();
	expect(ids.map((id) => metadataOf(id).custom)).toEqual([{ Patient: 'P-7' }, { Patient: 'P-8' }]);
});

test.each(['sample', 'batch', 'table'])(
	'the column %s is stored where it holds text, and not what the nodes give in it',
	async (title) => {
		const ids = addSamples(4);
		const cells = ['x', { a: 1 }, [{ a: 1 }], ' {"a":1}'];
		const rows = ids.map((sample_id, index) => ({
			sample_id,
			Patient: 'P-7',
			[title]: cells[index],
		}));
		const { error } = await update(rows, { options: { othersToCustom: true } });
		expect(error).toBeUndefined();
		expect(ids.map((id) => metadataOf(id).custom)).toEqual([
			{ Patient: 'P-7', [title]: 'x' },
			...range(3).map(() => ({ Patient: 'P-7' })),
		]);
		const cleared = { sample_id: ids[0], [title]: null };
		await update([cleared], { options: { othersToCustom: true, clearEmpty: true } });
		expect(metadataOf(ids[0] ?? '').custom).toEqual({ Patient: 'P-7', [title]: null });
	},
);

describe('where nothing is mapped, nothing is written, and it says so', () => {
	test.each([{}, { options: { othersToCustom: true } }])('by titles: %j', async (parameters) => {
		const [sample_id = ''] = addSamples(1);
		const row = { sample_id, 'Tube Barcode': '1' };
		const { error, requests, hints, json } = await update([row], parameters);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ sample_id }]);
		expect(hints).toEqual([HINTS.noMetadataColumn(['sample_id', 'Tube Barcode'], false)]);
		expect(patchesIn(requests)).toEqual([]);
	});

	test('columns that could be stored are no field, which it says', async () => {
		const [sample_id = ''] = addSamples(1);
		const { hints } = await update([{ sample_id, 'Collected On': '2026-01-05' }]);
		expect(hints).toEqual([HINTS.noMetadataColumn(['sample_id', 'Collected On'], true)]);
	});

	test('by hand', async () => {
		const [sample_id = ''] = addSamples(1);
		const metadataFields = { mappingMode: 'defineBelow', value: {} };
		const { error } = await update([{ sample_id }], { metadataFields });
		expect(error?.message).toBe(NODE_TEXTS.nothingToUpdate());
		expect(error?.description).toBe(NODE_TEXTS.mapAColumn());
	});
});

test.each(['Size', 'Sample', 'Table', 'Batch', 'EMPTY', 'filename 2', 'Valid'])(
	'the column %s is one of the user, and is stored',
	async (title) => {
		const [sample_id = ''] = addSamples(1);
		await update([{ sample_id, [title]: 'x' }], { options: { othersToCustom: true } });
		expect(metadataOf(sample_id).custom).toEqual({ [title]: 'x' });
	},
);

describe('where the answer does not tell the custom values', () => {
	const OTHERS = { options: { othersToCustom: true } };
	/** A sample with a custom value, whose changes are answered without any. */
	const make = async () => {
		const [sample_id = ''] = addSamples(1);
		await update([{ sample_id, patient: 'P-1' }], OTHERS);
		const path = `/api/v1/metadata/${idIn(metadataOf(sample_id).$uri)}`;
		const body = JSON.stringify({ ...metadataOf(sample_id), custom: undefined });
		sandbox().inject({
			match: { method: 'PATCH', path },
			when: 'after',
			times: 'always',
			fault: { kind: 'body', contentType: 'application/json', body },
		});
		return { sample_id, path };
	};

	test('the next row of the sample builds on what was sent', async () => {
		const { sample_id } = await make();
		const rows = range(3).map((index) => ({ sample_id, [`own ${index}`]: index }));
		const { error } = await update(rows, OTHERS);
		expect(error).toBeUndefined();
		const custom = { patient: 'P-1', 'own 0': 0, 'own 1': 1, 'own 2': 2 };
		expect(metadataOf(sample_id).custom).toEqual(custom);
	});

	test('a row without custom values loses none for the next', async () => {
		const { sample_id } = await make();
		const rows = [
			{ sample_id, name: 'N', custom: '' },
			{ sample_id, name: 'O', custom: { site: 'gut' } },
		];
		const { requests } = await update(rows);
		expect(patchesIn(requests)).toHaveLength(2);
		expect(metadataOf(sample_id).custom).toEqual({ patient: 'P-1', site: 'gut' });
	});
});

test('what a failed row would have stored is not stored by the next', async () => {
	const [sample_id = ''] = addSamples(1);
	const path = `/api/v1/metadata/${idIn(metadataOf(sample_id).$uri)}`;
	const body = JSON.stringify({ ...metadataOf(sample_id), custom: null });
	sandbox().inject({
		match: { method: 'GET', path: /^\/api\/v1\/metadata/ },
		fault: { kind: 'body', contentType: 'application/json', body },
	});
	sandbox().inject({ match: { method: 'PATCH', path }, fault: { kind: 'status', status: 403 } });
	const rows = range(2).map((index) => ({ sample_id, [`own ${index}`]: index }));
	const { errorOutput, output } = await update(
		rows,
		{ options: { othersToCustom: true } },
		{ onError: 'continueErrorOutput' },
	);
	expect([output.length, errorOutput.length]).toEqual([1, 1]);
	expect(metadataOf(sample_id).custom).toEqual({ 'own 1': 1 });
});
