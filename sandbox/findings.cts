import type { AnalysisType, WireFindings } from './analyses.cts';
import { gut } from './taxa.cts';

/** What runs of jobs find, by type; nothing for the types that are not here. */
export const findings = {
	classification: { host_tax_ids: ['9606'], n_reads: 98_500, table: gut },
	mlst: {
		mlstResults: {
			results: [{ alleles: [{ allele: 10, gene: 'adk' }], metadata: [], st: 131 }],
			summary: { complete_match: true, mlst: 131, n_alleles_matched: 7, n_alleles_total: 7 },
		},
		panelResults: null,
	},
	panel: { panel_name: 'Resistance genes', panel_results: [{ gene: 'mecA' }] },
} satisfies Partial<Record<AnalysisType, WireFindings>>;

/** Whether runs of a type find something. */
export const isFindable = (type: string): type is keyof typeof findings =>
	Object.hasOwn(findings, type);
