// Prints the chart of docs/results.md: `npm run chart` writes it.
import { stackedBars } from '../../nodes/OneCodex/resources/results/chart';
import { taxaTable } from '../../nodes/OneCodex/resources/results/taxaColumns';
import { CHART_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';

const GENERA = [
	...['Bacteroides', 'Faecalibacterium', 'Phocaeicola', 'Prevotella', 'Blautia', 'Roseburia'],
	...['Bifidobacterium', 'Akkermansia', 'Alistipes', 'Ruminococcus', 'Coprococcus', 'Dialister'],
	...['Escherichia', 'Lachnospira', 'Parabacteroides'],
];
const SAMPLES = 8;
const MOST = 10;

/** The chart of eight made-up samples of stool. */
export function exampleChart(): string {
	const samples = Array.from({ length: SAMPLES }, (_, sample) => {
		const weights = GENERA.map(
			(_name, genus) => 1 / (1 + ((genus * (sample + 3) + sample * 5) % 17)),
		);
		const whole = weights.reduce((sum, weight) => sum + weight) / 0.96;
		const taxa = GENERA.map(
			(name, genus) => [name, { name, amount: (weights[genus] ?? 0) / whole }] as const,
		);
		return { taxa: new Map(taxa), host: 0, unranked: 0.04, total: 1 };
	});
	const { columns, rows, taxaCount } = taxaTable(samples, 'genus', MOST, []);
	return stackedBars({
		title: CHART_TEXTS.title('abundance', 'genus', MOST, taxaCount),
		labels: samples.map((_sample, index) => String(23_508_114_100_017 + index)),
		columns,
		rows,
		areShares: true,
	});
}

if (require.main === module) process.stdout.write(exampleChart());
