import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { coloursOf, MOST_COLOURS, stackedBars } from '../../nodes/OneCodex/resources/results/chart';
import type { TaxaColumn } from '../../nodes/OneCodex/resources/results/taxaColumns';
import { CHART_TEXTS } from '../../nodes/OneCodex/wording/objectTexts';
import { repository } from '../../scripts/lib/paths.cts';
import { exampleChart } from './chart-example.cts';
import { range } from '../workflow/use-node.cts';

const column = (title: string, kind: TaxaColumn['kind'] = 'taxon'): TaxaColumn => ({ title, kind });
const COLUMNS = [column('Bacteroides'), column('Other', 'other'), column('Host', 'host')];

const chartOf = (change: Partial<Parameters<typeof stackedBars>[0]> = {}) =>
	stackedBars({
		title: 'Genera',
		labels: ['P-1', 'P-2'],
		columns: COLUMNS,
		rows: [
			[0.5, 0.25, 0],
			[0.2, 0.8, 0],
		],
		areShares: true,
		...change,
	});

/** The texts of an SVG, which has to be well-formed. */
function textsIn(svg: string): string[] {
	const open: string[] = [];
	const texts: string[] = [];
	const tokens = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
	let end = 0;
	for (const [token, closing, name = '', , empty, text] of svg.matchAll(tokens)) {
		end += token.length;
		if (text !== undefined && text.trim() !== '') texts.push(text);
		else if (closing) expect(open.pop()).toBe(name);
		else if (name && !empty) open.push(name);
	}
	expect([end, open]).toEqual([svg.length, []]);
	expect(svg.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&');
	return texts;
}

const widthsIn = (svg: string) =>
	[...svg.matchAll(/<rect x="[\d.]+" width="([\d.]+)"/g)].map(([, width]) => Number(width));

test('each part of a bar is as long as its share, and says what it is', () => {
	const svg = chartOf();
	expect(textsIn(svg)).toEqual(
		expect.arrayContaining(['Genera', 'P-1', 'P-2', 'Bacteroides: 50.0%', '50.0%', '100%']),
	);
	expect(widthsIn(svg)).toEqual([240, 120, 96, 384]);
});

test('the legend has every taxon, and of the rest what there is', () => {
	const texts = textsIn(chartOf({ columns: [...COLUMNS, column('A')], rows: [[0, 0, 0.1, 0]] }));
	expect(texts).toEqual(expect.arrayContaining(['Bacteroides', 'Host', 'A']));
	expect(texts).not.toContain('Other');
});

test('shares of a little more than 1 stay within the chart', () => {
	const widths = widthsIn(chartOf({ rows: [[0.61, 0.4, 0]] }));
	expect(widths.reduce((sum, width) => sum + width)).toBeCloseTo(480, 0);
});

test('numbers of reads are drawn to the longest bar', () => {
	const rows = [
		[12_000, 36_000, 0],
		[6000, 0, 0],
	];
	const svg = chartOf({ rows, areShares: false });
	expect(widthsIn(svg)).toEqual([120, 360, 60]);
	expect(textsIn(svg)).toEqual(expect.arrayContaining(['20,000', 'Bacteroides: 6,000']));
});

test.each([true, false])('a bar may be missing, and all of them may (shares: %s)', (areShares) => {
	const svg = chartOf({ rows: [undefined, [0, 0, 0]], areShares });
	expect(textsIn(svg)).toContain(CHART_TEXTS.noData());
	expect([widthsIn(svg), /NaN|Infinity|undefined/.exec(svg)]).toEqual([[], null]);
});

test('names are text, whatever they hold, and long ones are cut between characters', () => {
	const odd = `<script>alert("1")</script> & 'A'\u0000\u001f\ufffe\ud83d`;
	const long = '🦠'.repeat(50);
	const svg = chartOf({
		title: odd,
		labels: [odd, long],
		columns: [column(odd), column(long), column('__proto__')],
	});
	const texts = textsIn(svg);
	expect(svg).not.toMatch(/<script|[\u0000\u001f\ufffe]/);
	expect(Buffer.from(svg).toString()).toBe(svg);
	expect(texts).toEqual(
		expect.arrayContaining([`${'🦠'.repeat(25)}…`, `${'🦠'.repeat(33)}…`, long]),
	);
});

test('300 samples come on one page, 60 of them with numbers', () => {
	const heights = [1, 60, 300].map((count) => {
		const labels = range(count).map((index) => `P-${index}`);
		const svg = chartOf({ labels, rows: labels.map(() => [0.5, 0.5, 0]) });
		expect(textsIn(svg).filter((text) => text === '50.0%')).toHaveLength(
			count > 60 ? 0 : 2 * count,
		);
		return Number(/height="(\d+)"/.exec(svg)?.[1]);
	});
	expect(Math.max(...heights)).toBeLessThan(5000);
	expect(heights).toEqual(heights.toSorted((a, b) => a - b));
});

type Rgb = [number, number, number];
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const rgbOf = (hex: string) =>
	[1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb;
const times = (matrix: Rgb[], colour: Rgb) =>
	matrix.map((row) => row.reduce((sum, part, at) => sum + part * (colour[at] ?? 0), 0)) as Rgb;

/** How different two colours look, by the distance in OKLab (of 100 from black to white). */
function distance(a: Rgb, b: Rgb): number {
	const lab = (colour: Rgb) => {
		const cones = times(
			[
				[0.4122, 0.5363, 0.0514],
				[0.2119, 0.6807, 0.1074],
				[0.0883, 0.2817, 0.63],
			],
			colour.map((part) => Math.max(0, part)) as Rgb,
		).map(Math.cbrt) as Rgb;
		return times(
			[
				[0.2105, 0.7936, -0.0041],
				[1.978, -2.4286, 0.4506],
				[0.0259, 0.7828, -0.8087],
			],
			cones,
		);
	};
	const [one, other] = [lab(a), lab(b)];
	return 100 * Math.hypot(...one.map((part, at) => part - (other[at] ?? 0)));
}

// What eyes see that lack one kind of cones, by Machado, Oliveira and Fernandes (2009).
const EYES: Array<[string, Rgb[], least: number]> = [
	[
		'all cones',
		[
			[1, 0, 0],
			[0, 1, 0],
			[0, 0, 1],
		],
		8,
	],
	[
		'few greens',
		[
			[0.3673, 0.8606, -0.228],
			[0.2801, 0.6725, 0.0474],
			[-0.0118, 0.0429, 0.9689],
		],
		4.5,
	],
	[
		'few reds',
		[
			[0.1523, 1.0526, -0.2049],
			[0.1145, 0.7863, 0.0992],
			[-0.0039, -0.0481, 1.052],
		],
		4.5,
	],
];

// Two colours next to each other look the same below 2.
test.each(EYES)('colours can be told apart by eyes with %s', (_, eye, least) => {
	const columns = [
		...(['other', 'host', 'unranked'] as const).map((kind) => column(kind, kind)),
		...range(MOST_COLOURS).map((index) => column(String(index))),
	];
	const seen = coloursOf(columns).map((hex) => times(eye, rgbOf(hex)));
	const distances = seen.flatMap((one, at) =>
		seen.slice(at + 1).map((other) => distance(one, other)),
	);
	expect(Math.min(...distances)).toBeGreaterThan(least);
});

test('the documentation has the chart as it is now (npm run chart writes it)', () => {
	const shown = readFileSync(join(repository, 'docs', 'images', 'chart.svg'), 'utf8');
	expect(textsIn(shown)).toContain('23508114100017');
	expect(shown).toBe(exampleChart());
});
