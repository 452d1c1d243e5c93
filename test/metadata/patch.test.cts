import {
	isNoChange,
	patchBody,
	changeReader,
	type MetadataRow,
} from '../../nodes/OneCodex/metadata/patch';
import { METADATA_FIELDS } from '../../nodes/OneCodex/domain/metadataFields';

const read = (
	cells: MetadataRow['cells'],
	clearEmpty = false,
	others: MetadataRow['others'] = [],
) => changeReader({ clearEmpty, zone: 'Europe/Berlin' })({ cells, others });

/** A cell of each field, and what becomes of it. */
const FULL: Array<[keyof MetadataRow['cells'], unknown, unknown]> = [
	['name', ' Sample 1 ', 'Sample 1'],
	['external_sample_id', 4711, '4711'],
	['description', 'Line 1\nLine 2', 'Line 1\nLine 2'],
	['sample_type', 'METAGENOMIC', 'Metagenomic'],
	['library_type', 'targeted/16s', 'Targeted/16S'],
	['platform', 'illumina_novaseq 6000', 'Illumina NovaSeq 6000'],
	['date_collected', '2026-01-05', '2026-01-05T00:00:00Z'],
	['date_sequenced', '2026-01-05T09:30', '2026-01-05T09:30:00+01:00'],
	['location_string', 'Lausanne', 'Lausanne'],
	['location_lat', '46.52', 46.52],
	['location_lon', 6.63, 6.63],
	['starred', 'yes', true],
	['custom', { patient: 'P-7' }, { patient: 'P-7' }],
];

const body = (change: ReturnType<typeof read>) => patchBody(change, {});

test('the table has all fields', () => {
	expect(FULL.map(([field]) => field)).toEqual(METADATA_FIELDS);
});

test.each(FULL)('%s is read', (field, cell, value) => {
	const change = read({ [field]: cell });
	expect(change.faults).toEqual([]);
	expect(body(change)).toEqual({ [field]: value });
});

describe.each(FULL.filter(([field]) => field !== 'custom'))('an empty %s', (field) => {
	test.each([undefined, null, '', ' \u200b'])('in %j is left alone, or cleared', (cell) => {
		expect(isNoChange(read({ [field]: cell }))).toBe(true);
		const change = read({ [field]: cell }, true);
		expect(isNoChange(change)).toBe(false);
		expect(body(change)).toEqual({ [field]: null });
	});

	test('is not touched where it is not mapped', () => {
		const change = read({}, true);
		expect(change.patch).not.toHaveProperty(field);
	});
});

test('every faulty cell of a row is told at once', () => {
	const { faults } = read({
		name: 'x'.repeat(256),
		external_sample_id: 'x'.repeat(61),
		description: ['a list'],
		sample_type: 'Soil',
		library_type: 'WG',
		platform: 'MinIon 2',
		date_collected: '3/4/2026',
		date_sequenced: 20260105,
		location_string: 'x'.repeat(256),
		location_lat: 91,
		location_lon: '6,63',
		starred: 'maybe',
		custom: 'no JSON',
	});
	expect(faults.map(({ field, code }) => [field, code])).toEqual([
		['name', 'too_long'],
		['external_sample_id', 'too_long'],
		['description', 'not_text'],
		['sample_type', 'not_a_choice'],
		['library_type', 'not_a_choice'],
		['platform', 'not_a_choice'],
		['date_collected', 'unclear_date'],
		['date_sequenced', 'unclear_date'],
		['location_string', 'too_long'],
		['location_lat', 'out_of_range'],
		['location_lon', 'not_a_number'],
		['starred', 'not_yes_or_no'],
		['custom', 'custom_not_an_object'],
	]);
});

test.each<[keyof MetadataRow['cells'], number, boolean]>([
	['location_lat', 90, true],
	['location_lat', -90.1, false],
	['location_lon', 180, true],
	['location_lon', -180, true],
	['location_lon', 180.1, false],
	['location_lon', -180.1, false],
])('%s may be %d: %s', (field, value, is) => {
	expect(read({ [field]: value }).faults.length === 0).toBe(is);
});

test.each([
	['name', 255],
	['external_sample_id', 60],
	['location_string', 255],
] as const)('%s may have %i characters', (field, length) => {
	expect(read({ [field]: 'x'.repeat(length) }).faults).toEqual([]);
});

test('a row that changes nothing asks for nothing', () => {
	expect(isNoChange(read({ name: '', custom: '' }, false, [['Patient', '']]))).toBe(true);
	expect(isNoChange(read({ name: 'x' }))).toBe(false);
	expect(isNoChange(read({}, false, [['Patient', 'P-7']]))).toBe(false);
});

test.each(['date_collected', 'date_sequenced'] as const)(
	'%s is the day that the editor wrote, whatever the time zone',
	(field) => {
		const day = { [field]: '2026-01-05T00:00:00Z' };
		expect(body(read({ [field]: '2026-01-05T00:00:00' }))).toEqual(day);
	},
);

test('custom values are not sent where none is changed', () => {
	expect(patchBody(read({ name: 'x' }), { patient: 'P-7' })).toEqual({ name: 'x' });
});

test('there is no body where nothing changes', () => {
	expect(patchBody(read({ name: ' ' }), {})).toBeUndefined();
	expect(patchBody(read({}, true, [['patient', '']]), {})).toBeUndefined();
});
