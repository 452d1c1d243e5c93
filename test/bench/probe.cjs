// Loaded into n8n with --require: times this package's node from inside and writes one line of JSON
// for each of its runs. Plain JavaScript, since n8n's process knows no TypeScript.
const { tracingChannel } = require('node:diagnostics_channel');
const { appendFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');

const log = process.env.ONECODEX_BENCH_LOG;
const timed = new WeakSet();
const LOOK_MS = 5;

/** Finds the longest time for which nothing else in the process had its turn, give or take a few milliseconds. */
function watchLoop() {
	let longest = 0;
	let last = performance.now();
	const look = () => {
		const time = performance.now();
		longest = Math.max(longest, time - last);
		last = time;
	};
	const looking = setInterval(look, LOOK_MS);
	return () => {
		clearInterval(looking);
		look();
		return longest;
	};
}

/** Runs the node and tells apart its requests, its waiting (rate limit, database) and the rest. */
async function measure(context, execute) {
	const send = context.helpers.httpRequestWithAuthentication;
	let http = 0;
	let waiting = 0;
	let requests = 0;
	// Requests go on beside each other: the time is counted in which any of them is under way.
	let underWay = 0;
	let since = 0;
	// An event loop that has nothing to do outside a request waits for something else.
	let left = performance.eventLoopUtilization();
	const countWaiting = () => {
		waiting += performance.eventLoopUtilization(left).idle;
	};
	// n8n makes the helpers anew for each run of a node, so nobody else gets this one.
	context.helpers.httpRequestWithAuthentication = async function (...args) {
		if (underWay++ === 0) {
			countWaiting();
			since = performance.now();
		}
		try {
			return await send.apply(this, args);
		} finally {
			requests += 1;
			if (--underWay === 0) {
				http += performance.now() - since;
				left = performance.eventLoopUtilization();
			}
		}
	};
	const endOfWatch = watchLoop();
	const begun = performance.now();
	const outputs = await execute.call(context);
	const stretch = endOfWatch();
	const total = performance.now() - begun;
	countWaiting();
	const items = outputs[0].length;
	const peakKb = process.resourceUsage().maxRSS;
	const endedAt = Date.now();
	const run = { items, total, http, waiting, requests, stretch, peakKb, endedAt };
	appendFileSync(log, `${JSON.stringify(run)}\n`);
	return outputs;
}

tracingChannel('module.require').subscribe({
	end: ({ id, result }) => {
		const prototype = /OneCodex\.node(\.js)?$/.test(id) ? result?.OneCodex?.prototype : undefined;
		if (!prototype || timed.has(prototype)) return;
		timed.add(prototype);
		const { execute } = prototype;
		prototype.execute = function () {
			return measure(this, execute);
		};
	},
});
