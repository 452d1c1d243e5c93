import { medians, type Comparison } from './compare.cts';
import { AT_ONCE, takers, type EventTimes } from './events.cts';
import { count, outsideHttp, shareOfLimit, type Goal } from './goals.cts';
import type { GrowthResult } from './growth.cts';
import type { Racks } from './racks.cts';
import { median } from './statistics.cts';
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
		'above the floor',
		'/ Code',
		'/ Edit Fields',
		'in the node, outside HTTP',
	];
	const { took, comparison } = most;
	const inside = (way: Way) => (isOwn(way) ? ms(outsideHttp(comparison.nodeRuns[way])) : '');
	const rows = (Object.keys(ways) as Way[]).map((way) => [
		ways[way],
		...all.map((one) => ms(one.took[way])),
		...(way === 'floor'
			? ['', '', '']
			: [
					ms(took[way] - took.floor),
					(took[way] / took.code).toFixed(2),
					(took[way] / took.editFields).toFixed(3),
				]),
		inside(way),
	]);
	const bare = ms(median(comparison.bare));
	const note = `The last four columns are for ${count(comparison.rows)} rows. Without n8n, the request alone that registers them takes ${bare} ms.`;
	return `${table(heads, rows)}\n\n${note}`;
}

/** Time and memory for very many rows. */
export function growthTable(all: GrowthResult[]): string {
	const heads = [
		'Way',
		'Rows',
		'Batches',
		'Webhook, s',
		'Node, s',
		'of it HTTP',
		'waiting',
		'own',
		'longest stretch, ms',
		'Peak memory, MB',
	];
	const rows = all.flatMap(({ way, sizes }) =>
		sizes.map((size) => [
			ways[way],
			count(size.rows),
			String(size.batches),
			...[size.webhook, size.node, size.http, size.waiting, size.own].map(seconds),
			count(size.stretch),
			count(size.peakMb),
		]),
	);
	const before = all.map(({ baselineMb }) => `${count(baselineMb)} MB`).join(' and ');
	const note = `Before, n8n needed ${before}. Waiting is for One Codex's limit of 10 requests in a second. A stretch is a time in which nothing else in n8n has its turn, such as a webhook beside it; the longest of all rounds is shown.`;
	return `${table(heads, rows)}\n\n${note}`;
}

/** What writing metadata took. */
export function updatesTable(all: Updates[]): string {
	const heads = [
		'Samples',
		'Seconds',
		'of the rate limit',
		'Requests a sample',
		'refused (429)',
		'Peak memory, MB',
	];
	const rows = all.map((one) => [
		count(one.samples),
		one.seconds.toFixed(1),
		`${(shareOfLimit(one) * 100).toFixed(1)} %`,
		(one.requests / one.samples).toFixed(3),
		String(one.refused),
		count(one.peakMb),
	]);
	const note =
		'Metadata Update of five columns, two of them custom. The sandbox keeps to 10 requests in a second and takes 0.2 s for each answer.';
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
	const note = 'The sandbox keeps to 10 requests in a second and takes 0.3 s for each answer.';
	return `${table(heads, rows)}\n\n${note}`;
}

/** How fast events are answered. */
export function eventsTable(all: EventTimes[]): string {
	const heads = ['Median in ms', 'one event', `the last of ${AT_ONCE} at once`];
	const rows = all.map(({ taker, single, atOnce }) => [takers[taker], ms(single), ms(atOnce)]);
	return table(heads, rows);
}

/** What the figures are, to stand below the tables. */
export const method = `How it was measured: every way is a workflow of one n8n process that gets the rows in a webhook's body, splits them into items and answers with all items at its end. The time is that of the call, seen from outside; n8n stores executions as it does by default, after the answer. The ways take turns in changing order, each call has new barcodes and a new batch name, every answer is checked, and the first round is not counted. The sandbox that plays One Codex runs on the same machine, without its rate limit and without checking its own answers. The node asks once per batch for earlier registrations; the other ways do not. Inside the node, outside HTTP is the time of its execute() less that of n8n's request helper. For very many rows n8n is a fresh one that stores no executions and answers with nothing.`;

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
