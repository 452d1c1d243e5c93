import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { MOST_COLOURS, stackedBars } from './chart';
import { compositionOf, METRICS, type Composition } from './composition';
import { hintAtComparison } from './resultHints';
import { COMPARED_RANKS } from './resultFields';
import { taxaTable, type TaxaTable } from './taxaColumns';
import type { Results } from '../../api/results';
import type { Parameters } from '../../parameters/readParameters';
import { LABELS } from '../../wording/labels';
import { CHART_TEXTS } from '../../wording/objectTexts';

// More columns than any sheet takes.
const MOST_COLUMNS = 10_000;

/** A sample as it is compared with others. */
interface Compared {
	item: number;
	sampleId: string;
	/** What to call it. */
	label: string | undefined;
	composition: Composition | undefined;
}

/**
 * Begins to put samples next to each other, as a table or as a chart of it.
 * @throws NodeOperationError for a setting that cannot be used
 */
export function startComparison(
	context: IExecuteFunctions,
	{ choice, text, wholeNumber }: Parameters,
	asChart: boolean,
) {
	const rank = choice('rank', LABELS.rank, COMPARED_RANKS);
	const metric = choice('metric', LABELS.metric, METRICS);
	const most = wholeNumber('maxTaxa', LABELS.maxTaxa, asChart ? MOST_COLOURS : MOST_COLUMNS, 10);
	const field = asChart ? text('binaryPropertyName', LABELS.outputField, 'data') : '';
	const compared: Compared[] = [];

	const chartOf = async (table: TaxaTable): Promise<INodeExecutionData> => {
		const { columns, rows, taxaCount } = table;
		const items = compared.map((one, row) => itemOf(one, table, row));
		// A sample that several rows name has one bar.
		const bars = [...new Map(items.map((json, row) => [JSON.stringify(json), row])).values()];
		const svg = stackedBars({
			title: CHART_TEXTS.title(metric, rank, Math.min(most, taxaCount), taxaCount),
			labels: bars.map((row) => compared[row]?.label ?? compared[row]?.sampleId ?? ''),
			columns,
			rows: bars.map((row) => rows[row]),
			areShares: metric !== 'readcount',
		});
		const file = await context.helpers.prepareBinaryData(
			Buffer.from(svg),
			`${rank}.svg`,
			'image/svg+xml',
		);
		return {
			json: {
				rank,
				metric,
				sample_count: bars.length,
				taxon_count: taxaCount,
				table: bars.map((row) => items[row] ?? {}),
			},
			binary: { [field]: file },
			pairedItem: compared.map(({ item }) => ({ item })),
		};
	};

	return {
		/** Takes the results of a sample, divided once for all rows that name it. */
		divide: (results: Results): Composition | undefined => compositionOf(results, rank, metric),
		/** Adds a row. */
		add: (one: Compared): void => {
			compared.push(one);
		},
		/** An item for each row, or one with the chart of all; none if there are no rows. */
		items: async (): Promise<INodeExecutionData[]> => {
			compared.sort((a, b) => a.item - b.item);
			const table = taxaTable(
				compared.map(({ composition }) => composition),
				rank,
				most,
				Object.keys(nameOf({ sampleId: '', label: '' })),
			);
			const lacking = compared.filter(({ composition }) => !composition);
			hintAtComparison(context, {
				withoutMetric: [...new Set(lacking.map(({ sampleId }) => sampleId))],
				rankWithoutTaxa: compared.length > lacking.length && table.taxaCount === 0 ? rank : '',
			});
			if (asChart) return compared.length === 0 ? [] : [await chartOf(table)];
			return compared.map((one, row) => ({
				json: itemOf(one, table, row),
				pairedItem: { item: one.item },
			}));
		},
	};
}

const nameOf = ({ sampleId, label }: Pick<Compared, 'sampleId' | 'label'>): IDataObject => ({
	sample_id: sampleId,
	...(label !== undefined && { sample_label: label }),
});

const itemOf = (one: Compared, { columns, rows }: TaxaTable, row: number): IDataObject => ({
	...nameOf(one),
	// A column may have any name, even that of what every object has.
	...Object.fromEntries(columns.map(({ title }, place) => [title, rows[row]?.[place] ?? null])),
});
