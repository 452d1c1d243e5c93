import { medians, type Comparison } from './compare.cts';
import type { Downloads } from './downloads.cts';
import { AT_ONCE, takers, type EventTimes } from './events.cts';
import { count, type Goal, outsideHttp, shareOfLimit } from './goals.cts';
import type { GrowthResult } from './growth.cts';
import type { Racks } from './racks.cts';
import { median } from './statistics.cts';
import type { Listing } from './listing.cts';
import type { Updates } from './updates.cts';
import { isOwn, ways, type Way } from './ways.cts';

const table = (heads: string[], rows: string[][]) =>
	[heads, heads.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');

const ms = (value: number) => (value < 100 ? value.toFixed(1) : count(value));
const seconds = (value: number) => (value / 1000).toFixed(2);

/** The medians of every way at every number of rows, and at the most rows what they mean. */
export function comparisonTable(comparisons: Comparison[]): string {
	const all = comparisons.map((comparison) => ({ comparison, took: medians(comparison) }));
	const most = all.at(-1);
	if (!most) return '';
	const heads = [
		'Median in ms',
		...all.map(({ comparison }) => `${count(comparison.rows)} rows`),
		'of the Code way',
		'of the Edit Fields way',
		'in the node, outside HTTP',
	];
	const { took, comparison } = most;
	const inside = (way: Way) => (isOwn(way) ? ms(outsideHttp(comparison.nodeRuns[way])) : '');
	const rows = (Object.keys(ways) as Way[]).map((way) => [
		ways[way],
		...all.map((one) => ms(one.took[way])),
		...(way === 'floor'
			? ['', '']
			: [(took[way] / took.code).toFixed(2), (took[way] / took.editFields).toFixed(3)]),
		inside(way),
	]);
	const note = `The last three columns are for ${count(comparison.rows)} rows. The request alone that registers them, sent without n8n, takes ${ms(median(comparison.bare))} ms.`;
	return `${table(heads, rows)}\n\n${note}`;
}

/** Time and memory for very many rows. */
export function growthTable(all: GrowthResult[]): string {
	const heads = [
		'Very many rows',
		'Rows',
		'Batches',
		'Node, s',
		'of it HTTP, s',
		'waiting for the rate limit, s',
		'own, s',
		'Longest stretch, ms',
		'Peak memory of n8n, MB',
	];
	const rows = all.flatMap(({ way, sizes }) =>
		sizes.map((size) => [
			ways[way],
			count(size.rows),
			String(size.batches),
			...[size.node, size.http, size.waiting, size.own].map(seconds),
			count(size.stretch),
			count(size.peakMb),
		]),
	);
	const before = all.map(({ baselineMb }) => `${count(baselineMb)} MB`).join(' and ');
	const beside = all.map(({ small }) => `${count(small.longest)} ms`).join(' and ');
	const alone = all.map(({ small }) => `${count(small.alone)} ms`).join(' and ');
	const note = `Each time is the median of all rounds, so the parts need not add up. A stretch is the time for which n8n can do nothing else; the longest of all rounds is shown. A webhook that does nothing takes ${alone} alone, and at most ${beside} while the node has most rows. For this table, n8n is freshly started for each mapping, stores no executions, and returns an empty answer. Before the first of these rows, it needed ${before}.`;
	return `${table(heads, rows)}\n\n${note}`;
}

/** What writing metadata took. */
export function updatesTable(all: Updates[]): string {
	const heads = [
		'Metadata Update',
		'Seconds',
		'of the rate limit',
		'Requests a sample',
		'refused by the limit',
		'Peak memory of n8n, MB',
	];
	const rows = all.map((one) => [
		`${count(one.samples)} samples`,
		one.seconds.toFixed(1),
		`${(shareOfLimit(one) * 100).toFixed(1)} %`,
		(one.requests / one.samples).toFixed(3),
		String(one.refused),
		count(one.peakMb),
	]);
	const note =
		'Five columns are written, two of them custom. "Of the rate limit" compares the number of requests with what 10 a second allow in the time of the node. For this table, the sandbox enforces the limit and takes 0.2 s for each answer.';
	return `${table(heads, rows)}\n\n${note}`;
}

/** What getting all analyses took. */
export function listingTable(all: Listing[]): string {
	const heads = [
		...['Analysis Get Many', 'Seconds', 'of the rate limit', 'Pages', 'Requests'],
		'refused by the limit',
	];
	const rows = all.map((one) => [
		`${count(one.analyses)} analyses`,
		one.seconds.toFixed(1),
		`${(shareOfLimit(one) * 100).toFixed(1)} %`,
		count(one.pages),
		count(one.requests),
		count(one.refused),
	]);
	const note =
		'Each page begins with an analysis of the page before it, which shows that none is missing between them even if the list changes in the meantime. So there are more requests than pages. For this table, the sandbox enforces the limit of 10 requests a second and takes 0.2 s for each answer.';
	return `${table(heads, rows)}\n\n${note}`;
}

/** What many batches take. */
export function racksTable(all: Racks[]): string {
	const heads = ['Batches of one tube', 'Seconds', 'Requests', 'Seconds by the rate limit'];
	const rows = all.map(({ what, batches, seconds: took, requests, limitSeconds }) => [
		`${count(batches)} ${what}`,
		took.toFixed(1),
		count(requests),
		limitSeconds.toFixed(1),
	]);
	const note =
		'For this table, the sandbox enforces the limit of 10 requests a second and takes 0.3 s for each answer.';
	return `${table(heads, rows)}\n\n${note}`;
}

/** What downloads took. */
export function downloadsTable(all: Downloads[]): string {
	const heads = [
		'Download, median in ms',
		'One Codex node',
		"n8n's HTTP Request",
		'bare',
		'Peak memory of n8n, MB',
	];
	const rows = all.map(({ bytes, own, http, bare, peakMb }) => [
		`${count(bytes / 1e6)} MB`,
		...[own, http, bare, peakMb].map(count),
	]);
	const note =
		'The bare download is a Node.js program that does nothing but write the file to the same disk. The node also makes two requests to the sandbox, and HTTP Request is given the link.';
	return `${table(heads, rows)}

${note}`;
}

/** How fast events are answered. */
export function eventsTable(all: EventTimes[]): string {
	const heads = ['Median in ms', 'one event', `the last of ${AT_ONCE} at once`];
	const rows = all.map(({ taker, single, atOnce }) => [takers[taker], ms(single), ms(atOnce)]);
	return table(heads, rows);
}

/** How the figures were measured, to follow the tables. */
export const method = (machine: string): string =>
	`Measured by \`npm run bench\` on ${machine}. Every way is a workflow in the same n8n that gets the rows in the body of a webhook and answers with all items. The times are those of the call, in changing order, without the first round. Each call has new barcodes and a new batch name, and every answer is checked. The sandbox that stands in for One Codex runs on the same machine, without its rate limit. Only the node looks for earlier registrations. "Outside HTTP" is the time of the node without that of n8n's request helper.`;

/** The goals with what came out. */
export function goalTable(goals: Goal[]): string {
	const rows = goals.map(({ what, goal, measured, met }) => [
		what,
		goal,
		measured,
		met ? 'met' : '**missed**',
	]);
	return table(['Goal', 'limit', 'measured', ''], rows);
}
