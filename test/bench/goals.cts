import { medians, type Comparison } from './compare.cts';
import type { Downloads } from './downloads.cts';
import { AT_ONCE, takers, type EventTimes, type Taker } from './events.cts';
import type { Growth, GrowthResult } from './growth.cts';
import type { LoadCost } from './package-cost.cts';
import type { NodeRun } from './probe-log.cts';
import type { Racks } from './racks.cts';
import type { Listing } from './listing.cts';
import { median } from './statistics.cts';
import { RATE_LIMIT, type Updates } from './updates.cts';
import type { OwnWay } from './ways.cts';

/** One goal beside what was measured. */
export interface Goal {
	what: string;
	goal: string;
	measured: string;
	met: boolean;
}

const mappings = ['automatic', 'manual'] as const;

/** Milliseconds inside the node's execute() but outside n8n's request helper. */
export const outsideHttp = (runs: NodeRun[]) => median(runs.map(({ total, http }) => total - http));

/** How much larger something may be for each row at the most rows than at the fewest. */
const LINEAR = 1.25;

/** The goals at 5,000 rows. */
export function speedGoals(comparison: Comparison): Goal[] {
	const took = medians(comparison);
	const unavoidable = took.floor + median(comparison.bare);
	const goals = mappings.flatMap((mapping) => [
		atMost(`${mapping} mapping / floor and bare request`, 1.3, took[mapping] / unavoidable),
		atMost(`${mapping} mapping / Code way`, 0.45, took[mapping] / took.code),
		atMost(`${mapping} mapping / Edit Fields way`, 0.05, took[mapping] / took.editFields, '', 3),
		atMost(
			`${mapping} mapping, inside the node outside HTTP`,
			12,
			outsideHttp(comparison.nodeRuns[mapping]),
			' ms',
			1,
		),
	]);
	const ratio = took.functions / took.manual;
	return [...goals, atMost('functions in the mapping / plain columns', 1.5, ratio, ' ×')];
}

/** For how many milliseconds n8n may be kept from all else. */
const STRETCH = 200;
// The resident memory of the same run varies by that much.
const VARIES = 1.1;

/** That time and memory grow no faster than the rows, nor are more with functions, and that n8n can do other work. */
export function growthGoals(all: GrowthResult[]): Goal[] {
	const memory = (way: OwnWay) => {
		const { sizes = [], baselineMb = 0 } = all.find((one) => one.way === way) ?? {};
		return (sizes.at(-1)?.peakMb ?? NaN) - baselineMb;
	};
	const ratio = memory('functions') / memory('manual');
	return [
		...all.flatMap(goalsOfGrowth),
		atMost("memory above n8n's own, functions / plain columns", VARIES, ratio, ' ×'),
	];
}

function goalsOfGrowth({ way, baselineMb, sizes }: GrowthResult): Goal[] {
	const [fewest] = sizes;
	const most = sizes.at(-1);
	if (!fewest || !most) return [];
	const perRow = (of: (growth: Growth) => number) =>
		of(most) / most.rows / (of(fewest) / fewest.rows);
	const range = `for each row at ${count(most.rows)}, against ${count(fewest.rows)} (${way})`;
	return [
		// One Codex's limit lets the first ten requests go at once and only the later ones wait.
		atMost(
			`webhook time less waiting for the rate limit ${range}`,
			LINEAR,
			perRow(({ webhook, waiting }) => webhook - waiting),
			' ×',
		),
		atMost(
			`node's own time ${range}`,
			LINEAR,
			perRow(({ own }) => own),
			' ×',
		),
		atMost(
			`memory above n8n's own ${range}`,
			LINEAR,
			perRow(({ peakMb }) => peakMb - baselineMb),
			' ×',
		),
		atMost(
			`longest stretch of the node at ${count(most.rows)} rows (${way})`,
			STRETCH,
			most.stretch,
			' ms',
			0,
		),
	];
}

/** That writing metadata is as fast as One Codex allows, and does not gather what is under way. */
export function updateGoals(all: Updates[]): Goal[] {
	const [fewest] = all;
	const most = all.at(-1);
	if (!fewest || !most) return [];
	return [
		...all.flatMap((one) => {
			const of = `with ${count(one.samples)} samples`;
			return [
				...limitGoals(of, one),
				atMost(`requests a sample ${of}`, 1.05, one.requests / one.samples, '', 3),
			];
		}),
		atMost(
			`peak memory with ${count(most.samples)} samples, against ${count(fewest.samples)}`,
			LINEAR,
			most.peakMb / fewest.peakMb,
			' ×',
		),
	];
}

/** That requests go out as fast as One Codex's rate limit allows, and no faster. */
const limitGoals = (of: string, one: Updates | Listing): Goal[] => [
	atLeast(`share of the rate limit ${of}`, 0.95, shareOfLimit(one)),
	atMost(`refusals by the rate limit ${of}`, 0, one.refused, '', 0),
];

/** That all of a list is read as fast as One Codex allows, in hardly more requests than it has pages. */
export const listingGoals = (all: Listing[]): Goal[] =>
	all.flatMap((one) => {
		const of = `with ${count(one.analyses)} analyses`;
		return [
			...limitGoals(of, one),
			atMost(`requests a page ${of}`, OVERLAPPING, one.requests / one.pages, '', 3),
		];
	});

// Each page begins with an entry of the page before it, which shows that none is missing between them.
const OVERLAPPING = 1.2;

/**
 * That a download takes no longer than n8n's own node does, and no memory. A bare program does not store files
 * as n8n does, so it is no measure for a node.
 */
export function downloadGoals(all: Downloads[]): Goal[] {
	const [smallest] = all;
	const largest = all.at(-1);
	if (!smallest || !largest) return [];
	const size = (one: Downloads) => `${count(one.bytes / 1e6)} MB`;
	return [
		atLeast(`HTTP Request with ${size(largest)} / the node`, 0.95, largest.http / largest.own),
		atMost(
			`peak memory with a file of ${size(largest)}, against ${size(smallest)}`,
			LINEAR,
			largest.peakMb / smallest.peakMb,
			' ×',
		),
	];
}

/** That many batches take few requests, and no longer than One Codex allows for these. */
export const rackGoals = (all: Racks[]): Goal[] =>
	all.flatMap((one) => {
		const of = `for ${one.batches} batches, ${one.what}`;
		const most = one.what === 'new' ? 1.1 : 2.1;
		return [
			atMost(`requests ${of}`, one.batches * most, one.requests, '', 0),
			atMost(`time ${of}, against the rate limit`, 1.3, one.seconds / one.limitSeconds, ' ×'),
		];
	});

/** That an event is answered about as fast as n8n's own node answers, and some at once as well. */
export function eventGoals(all: EventTimes[]): Goal[] {
	const times = new Map(all.map((one) => [one.taker, one]));
	const event = times.get('event');
	return (['webhook', 'checked'] as Taker[]).flatMap((taker) => {
		const own = times.get(taker);
		if (!event || !own) return [];
		return [
			atMost(`an event / ${takers[taker]}`, 1.5, event.single / own.single),
			atMost(`${AT_ONCE} events at once / ${takers[taker]}`, 1.5, event.atOnce / own.atOnce),
		];
	});
}

/** How much of One Codex's rate limit was used, from the node's beginning to its end. */
export const shareOfLimit = ({ requests, seconds }: Pick<Updates, 'requests' | 'seconds'>) =>
	requests / seconds / RATE_LIMIT;

/** What the package itself weighs: how long it takes to load, bytes packed. */
export function packageGoals({ ms, ofWorkflow }: LoadCost, tarballBytes: number): Goal[] {
	return [
		atMost('require, on top of n8n-workflow and zod', 30, ms, ' ms', 1),
		atMost('require / that of n8n-workflow', 0.1, ofWorkflow, '', 3),
		atMost('packed tarball', 110, tarballBytes / 1000, ' kB', 1),
	];
}

/** A whole number with commas, as in a table. */
export const count = (value: number) => Math.round(value).toLocaleString('en-US');

function atMost(what: string, limit: number, value: number, unit = '', digits = 2): Goal {
	return {
		what,
		goal: `≤ ${limit}${unit}`,
		measured: `${value.toFixed(digits)}${unit}`,
		met: value <= limit,
	};
}

function atLeast(what: string, limit: number, value: number): Goal {
	return { what, goal: `≥ ${limit}`, measured: value.toFixed(3), met: value >= limit };
}
