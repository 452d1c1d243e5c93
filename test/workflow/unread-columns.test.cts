import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { useNode } from './use-node.cts';
import { barcode } from './with-sandbox.cts';

const { run } = useNode();

const DEFAULTS = { defaultSpecimenType: 'Human stool', defaultSequencingDepth: 'Standard' };
const BATCH = { batchName: 'Rack 1', returnTrackingNumbers: 'T1' };

describe.each(['register', 'validate'])('%s', (operation) => {
	const hintsFor = async (row: object, options: object = DEFAULTS) => {
		const rows = [1, 2].map((number) => ({ Barcode: barcode(number), ...row }));
		const parameters = { ...BATCH, options: { ...options } };
		return (await run(`sequencingBatch: ${operation}`, rows, parameters)).hints;
	};

	test('columns that look like a field, and are not read as one, are pointed at', async () => {
		const row = {
			'Specimen type (stool or culture)': 'Microbial cell culture',
			'Seq. Depth': 'Deep',
		};
		expect(await hintsFor(row)).toEqual([
			HINTS.unreadColumn('Specimen Type', ['Specimen type (stool or culture)']),
			HINTS.unreadColumn('Sequencing Depth', ['Seq. Depth']),
		]);
	});

	test.each([
		['read', { Specimen: '', Depth: 'Deep', 'Seq. Depth': '' }],
		['of something else', { Site: 'gut' }],
		['the name of something', { 'Specimen ID': 'S-1', 'Specimen date': '2026-01-05' }],
	])('columns that are %s are not', async (_, row) => {
		expect(await hintsFor(row)).toEqual([]);
	});

	test('a column is not where there is no default: its rows are faulty', async () => {
		expect(await hintsFor({ 'Seq. Depth': 'Deep' }, {})).toEqual([]);
	});

	test('a title that looks like HTML is shown as it is', async () => {
		const hints = await hintsFor({ 'Depth <img src=x> & `y`': 'Deep' });
		expect(hints).toEqual([expect.stringContaining('"Depth &lt;img src=x&gt; &amp; &#96;y&#96;"')]);
	});
});
