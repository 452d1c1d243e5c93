import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { taxon } from './taxon.cts';
import { useNode } from './use-node.cts';
import type { Taxon } from '../../sandbox/server.cts';

const { sandbox, run, addSamples } = useNode();

const TABLE = [taxon('Bacteria', 'superkingdom', null, 1), taxon('B. uniformis', 'species', 0.45)];

/** A finished sample as a row. */
function finished(table: Taxon[]) {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id, table);
	return { sample_id };
}

const results = (rows: object[], parameters = {}) => run('sample: getResults', rows, parameters);

describe('where no taxon is of the ranks', () => {
	test('a hint says so, with the samples that have results', async () => {
		const rows = [finished(TABLE), finished([]), finished(TABLE)];
		const parameters = { filters: { ranks: ['strain'] } };
		const { hints } = await run('sample: getResults', rows, parameters, {
			onError: 'continueRegularOutput',
		});
		const ids = [rows[0], rows[2]].map((row) => String(row?.sample_id));
		expect([ids, ids.toReversed()].map(HINTS.noTaxonOfRanks)).toContain(hints[0]);
		expect(hints).toHaveLength(1);
	});
});

describe('where One Codex gives no abundances', () => {
	const BARE = [taxon('Bacteria', 'superkingdom', null), taxon('B. rarus', 'species', null)];
	const left = (...sampleIds: string[]) => HINTS.noAbundances(sampleIds);

	test('a hint says so, with the samples, and the others come', async () => {
		const rows = [finished(BARE), finished(TABLE), finished(BARE)];
		const { hints, json } = await results(rows, { filters: { minAbundance: 0.9 } });
		expect(json.map(({ name }) => name)).toEqual(['Bacteria']);
		expect(hints).toHaveLength(1);
		const ids = [rows[0]?.sample_id, rows[2]?.sample_id];
		expect([ids, ids.toReversed()].map((both) => left(...both.map(String)))).toContain(hints[0]);
	});

	test('a hint names a sample once that several rows name', async () => {
		const row = finished(BARE);
		const { hints } = await results([row, row, row], { filters: { minAbundance: 0.1 } });
		expect(hints).toEqual([left(row.sample_id)]);
	});

	test('a hint names ten samples at most', async () => {
		const rows = Array.from({ length: 12 }, () => finished(BARE));
		const { hints } = await results(rows, { filters: { minAbundance: 0.1 } });
		expect(hints).toEqual([expect.stringContaining(' and 2 more, ')]);
		expect(hints[0]?.match(/[0-9a-f]{16}/g)).toHaveLength(10);
	});

	test.each([{}, { minAbundance: 0 }, { ranks: ['species'] }])(
		'no hint is given with the filter %j',
		async (filters) => {
			const { hints, json } = await results([finished(BARE)], { filters });
			expect(hints).toEqual([]);
			expect(json).not.toEqual([]);
		},
	);

	test('no hint is given where abundances are too small', async () => {
		const { hints, json } = await results([finished(TABLE)], {
			filters: { minAbundance: 0.5, ranks: ['species'] },
		});
		expect([hints, json]).toEqual([[], []]);
	});
});
