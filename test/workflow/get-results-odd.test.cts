import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { taxon } from './taxon.cts';
import { useNode } from './use-node.cts';
import { headlineFor } from '../failures.cts';

const { sandbox, run, addSamples } = useNode();

const SPECIES = taxon('B. uniformis', 'species', 0.45);

/** A finished sample as a row. */
function finished() {
	const [sample_id = ''] = addSamples(1);
	sandbox().finishSample(sample_id, [taxon('Bacteria', 'domain', null, 1), SPECIES]);
	return { sample_id };
}

const results = (parameters = {}, rows = [finished()]) =>
	run('sample: getResults', rows, { simple: false, ...parameters });

/** Lets One Codex answer with a table of its own. */
const answer = (body: object) =>
	sandbox().inject({
		match: { path: /results$/ },
		times: 'always',
		fault: { kind: 'body', body: JSON.stringify(body), contentType: 'application/json' },
	});

test.each(['documented', 'odd'] as const)('taxa that are %s come out alike', async (taxa) => {
	sandbox().setWorld({ taxa });
	const { json } = await results({ filters: { ranks: ['species'], minAbundance: 0.1 } });
	expect(json).toMatchObject([SPECIES]);
	expect(json[0]).not.toHaveProperty('filtered_readcount');
	const tables = await results({ output: 'samples' });
	expect(tables.json).toMatchObject([{ host_tax_ids: ['9606'], table: [{}, SPECIES] }]);
});

test('what names no taxon is left out, and a hint says so', async () => {
	sandbox().setWorld({ taxa: 'odd' });
	const rows = [finished()];
	const { json, hints } = await results({}, rows);
	expect(json.map(({ name }) => name)).toEqual(['Bacteria', 'B. uniformis']);
	expect(hints).toEqual([HINTS.unreadableResults(2, [rows[0]?.sample_id ?? ''])]);
});

test('one entry that names no taxon is counted as one', async () => {
	answer({ host_tax_ids: null, n_reads: 1, table: [SPECIES, null] });
	const row = finished();
	const { hints } = await results({}, [row]);
	expect(hints).toEqual([HINTS.unreadableResults(1, [row.sample_id])]);
});

test.each<[string, object, object]>([
	['a field of another type', { readcount: {}, rank: 7 }, { abundance: 0.45 }],
	['both names of a column', { filtered_readcount: 3 }, { readcount: 10, filtered_readcount: 3 }],
	['counts that are text', { readcount: ' 12 ' }, { readcount: 12 }],
	['a column of its own', { quality: 'good' }, { quality: 'good' }],
	['no abundances', { abundance: '', abundance_w_children: 'x' }, { readcount: 10 }],
	['an older name without a count', { readcount: null, filtered_readcount: null }, {}],
])('a taxon with %s comes', async (_, change, expected) => {
	answer({ host_tax_ids: [9606], n_reads: 1, table: [{ ...SPECIES, ...change }] });
	const { json, hints } = await results();
	expect(json).toMatchObject([{ tax_id: SPECIES.tax_id, name: SPECIES.name, ...expected }]);
	expect(hints).toEqual([]);
});

test('a simplified taxon has null for what One Codex does not return', async () => {
	answer({ n_reads: 1, table: [{ tax_id: 820, readcount: {}, quality: 'good' }] });
	const { json } = await results({ simple: true, output: 'samples' });
	const nothing = { name: null, rank: null, abundance: null, abundance_w_children: null };
	expect(json[0]?.table).toEqual([
		{ ...nothing, tax_id: '820', readcount: null, readcount_w_children: null },
	]);
});

test.each([
	[{ n_reads: 'many', host_tax_ids: 'human' }, null],
	[{ n_reads: '98' }, 98],
])('with %j the table comes all the same', async (change, n_reads) => {
	answer({ table: [SPECIES], ...change });
	const { json } = await results({ output: 'samples' });
	expect(json).toMatchObject([{ n_reads, host_tax_ids: null, table: [SPECIES] }]);
});

test.each([{}, { table: null }, { table: [null, {}] }, []])(
	'%j is no table: the row fails, and its analysis was looked at',
	async (body) => {
		answer(body);
		const { error, routes } = await results();
		expect(error?.message).toBe(headlineFor({ received: { kind: 'list' } }));
		expect(routes.filter((route) => /classifications\/[^/]+$/.test(route))).toHaveLength(2);
	},
);

test.each(['domain', 'kingdom', 'subspecies'])('the rank %s can be asked for', async (rank) => {
	answer({ table: [SPECIES, taxon('It', rank, 0.1)] });
	const { json } = await results({ filters: { ranks: [rank] } });
	expect(json.map(({ name }) => name)).toEqual(['It']);
});
