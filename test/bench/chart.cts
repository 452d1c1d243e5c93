import { medians, type Comparison } from './compare.cts';
import { count } from './goals.cts';
import { isOwn, ways, type Way } from './ways.cts';

const WIDTH = 860;
const LABELS = 360;
const BARS = 380;
const ROW = 34;
const TOP = 64;

/** A bar chart of one comparison, as SVG. It brings its own ground, so it is readable on any page. */
export function chart(comparison: Comparison, machine: string): string {
	const took = medians(comparison);
	const longest = Math.max(...Object.values(took));
	const all = Object.keys(ways) as Way[];
	const height = TOP + all.length * ROW + 58;
	const bars = all.map((way, index) => {
		const width = Math.max(1, (took[way] / longest) * BARS).toFixed(1);
		const y = TOP + index * ROW;
		return `	<text x="${LABELS}" y="${y + 17}" text-anchor="end">${escape(ways[way])}</text>
	<rect class="${kind(way)}" x="${LABELS + 12}" y="${y + 2}" width="${width}" height="20" rx="3"/>
	<text x="${LABELS + 20 + Number(width)}" y="${y + 17}">${label(took[way])}</text>`;
	});
	const [hardware, software] = halves(machine);
	const title = `Registering ${count(comparison.rows)} tubes from a webhook in n8n`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escape(title)}">
	<style>
		text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #1f2328; }
		.title { font-size: 16px; font-weight: 600; }
		.small { font-size: 11px; fill: #59636e; }
		.ground { fill: #ffffff; }
		.own { fill: #0e8a7d; }
		.other { fill: #8c959f; }
		.floor { fill: #d1d9e0; }
		@media (prefers-color-scheme: dark) {
			text { fill: #e6edf3; }
			.small { fill: #9198a1; }
			.ground { fill: #0d1117; }
			.own { fill: #2dc4b2; }
			.other { fill: #6e7681; }
			.floor { fill: #3d444d; }
		}
	</style>
	<rect class="ground" width="${WIDTH}" height="${height}" rx="8"/>
	<text class="title" x="20" y="30">${escape(title)}</text>
	<text class="small" x="20" y="48">From the call to the end of the answer, median; shorter is better</text>
${bars.join('\n')}
	<text class="small" x="20" y="${height - 32}">${escape(hardware)}</text>
	<text class="small" x="20" y="${height - 16}">${escape(software)}</text>
</svg>
`;
}

function kind(way: Way): string {
	if (way === 'floor') return 'floor';
	return isOwn(way) ? 'own' : 'other';
}

const label = (ms: number) =>
	ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;

function halves(machine: string): [string, string] {
	const parts = machine.split(', ');
	const middle = Math.ceil(parts.length / 2);
	return [parts.slice(0, middle).join(', '), parts.slice(middle).join(', ')];
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
