import type { TaxaColumn } from './taxaColumns';
import { CHART_TEXTS } from '../../wording/objectTexts';

/** What a chart shows. */
interface Bars {
	title: string;
	/** What each bar is called. */
	labels: string[];
	columns: TaxaColumn[];
	/** The lengths of the parts of each bar, by the columns; undefined for a bar without any. */
	rows: Array<number[] | undefined>;
	/** Whether the parts are shares of 1. */
	areShares: boolean;
}

/** The most taxa that a chart can show: each has a colour of its own, the first ones the most distinct. */
export const MOST_COLOURS = 20;

// Picked so that they differ for eyes that see few reds or greens, too; a test measures how much.
const COLOURS = [
	...['#2f6db0', '#f0a13a', '#2a9d78', '#b8303f', '#5b3a9e', '#f1d65b', '#63b7dd', '#6b3f1d'],
	...['#9687f0', '#968700', '#87d287', '#965a87', '#e1a5b4', '#003c78', '#006969', '#d2695a'],
	...['#b4c3ff', '#0fd2d2', '#b4a569', '#b478c3'],
];
const GREYS = { other: '#8d939a', host: '#3f4349', unranked: '#d9dce0' };

/** The colour of each column. */
export const coloursOf = (columns: TaxaColumn[]): string[] =>
	columns.map(({ kind }, place) =>
		kind === 'taxon' ? (COLOURS[place % MOST_COLOURS] ?? '') : GREYS[kind],
	);

const WIDTH = 960;
const TOP = 76;
const BARS = { from: 200, width: 480 };
const LEGEND = { from: 704, row: 20 };
const MAX_CHARS = { label: 26, legend: 34 };
// Where there are more, the bars are low and bear no numbers.
const MOST_HIGH_BARS = 60;
const NARROWEST_NUMBER = 34;
const INK = '#1f2328';
const PALE_INK = '#59636e';

/** A chart of stacked bars as SVG. It brings its own ground, so it is readable on any page. */
export function stackedBars({ title, labels, columns, rows, areShares }: Bars): string {
	const isHigh = rows.length <= MOST_HIGH_BARS;
	const [step, high] = isHigh ? [26, 20] : [14, 12];
	const colours = coloursOf(columns);
	const lengths = rows.map((row) => (row ?? []).reduce((sum, part) => sum + part, 0));
	const longest = areShares ? 1 : Math.max(...lengths, 1);
	const show = (part: number) =>
		areShares ? `${(part * 100).toFixed(1)}%` : part.toLocaleString('en-US');

	const bar = (row: number[] | undefined, index: number): string => {
		if (!row) return `<text y="${high / 2 + 4}" fill="${PALE_INK}">${CHART_TEXTS.noData()}</text>`;
		// Shares may add up to a little more than 1.
		const scale = BARS.width / (areShares ? Math.max(1, lengths[index] ?? 1) : longest);
		let from = 0;
		const numbers: string[] = [];
		const parts = row.map((part, place) => {
			const [x, width, fill = ''] = [from, part * scale, colours[place]];
			from += width;
			if (width < 0.05) return '';
			if (isHigh && areShares && width >= NARROWEST_NUMBER) {
				numbers.push(
					`<text x="${fix(x + width / 2)}" y="14" fill="${isDark(fill) ? '#fff' : INK}">${show(part)}</text>`,
				);
			}
			const name = escapeXml(columns[place]?.title ?? '');
			return `<rect x="${fix(x)}" width="${fix(width)}" height="${high}" fill="${fill}"><title>${name}: ${show(part)}</title></rect>`;
		});
		return `<g stroke="#fff" stroke-width=".5">${parts.join('')}</g><g text-anchor="middle" font-size="11" pointer-events="none">${numbers.join('')}</g>`;
	};
	const bars = rows.map((row, index) => {
		const y = TOP + index * step;
		const label = `<text x="-10" y="${high / 2 + 4}" text-anchor="end" font-size="${isHigh ? 13 : 11}">${nameOf(labels[index] ?? '', MAX_CHARS.label)}</text>`;
		return `<g transform="translate(${BARS.from} ${y})">${label}${bar(row, index)}</g>`;
	});

	const used = columns.flatMap((column, place) =>
		column.kind === 'taxon' || rows.some((row) => (row?.[place] ?? 0) > 0)
			? [{ ...column, fill: colours[place] }]
			: [],
	);
	const legend = used.map(
		({ title: name, fill }, place) =>
			`<g transform="translate(${LEGEND.from} ${TOP + place * LEGEND.row})"><rect width="14" height="14" fill="${fill}" stroke="${PALE_INK}" stroke-width=".5"/><text x="21" y="12">${nameOf(name, MAX_CHARS.legend)}</text></g>`,
	);
	const end = TOP + rows.length * step;
	const height = Math.max(end, TOP + used.length * LEGEND.row) + 16;
	const axis = ticks(longest).map((at) => {
		const x = fix(BARS.from + (at / longest) * BARS.width);
		return `<path d="M${x} ${TOP - 6}V${end}" stroke="#d1d9e0"/><text x="${x}" y="${TOP - 12}" text-anchor="middle" font-size="11" fill="${PALE_INK}">${areShares ? `${at * 100}%` : show(at)}</text>`;
	});
	const name = escapeXml(title);
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${name}" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="12" fill="${INK}">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text x="20" y="32" font-size="17" font-weight="600">${name}</text>
${[...axis, ...bars, ...legend].join('\n')}
</svg>
`;
}

/** Round numbers from 0 to an end, about four of them. */
function ticks(end: number): number[] {
	const rough = end / 4;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
	return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) => index * step);
}

const fix = (pixels: number): string => String(Number(pixels.toFixed(1)));

/** The content of a text: a name, cut between two characters, and whole for those who point at it. */
function nameOf(name: string, most: number): string {
	const chars = [...name];
	const shown = chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : name;
	return `<title>${escapeXml(name)}</title>${escapeXml(shown)}`;
}

/** Whether white can be read on a colour better than black, by the weights of the eye. */
function isDark(colour: string): boolean {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
		parseInt(colour.slice(at, at + 2), 16),
	);
	return red * 0.299 + green * 0.587 + blue * 0.114 < 140;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text within XML, without the characters that XML cannot have. */
const escapeXml = (text: string): string =>
	text
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
		.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? '');
