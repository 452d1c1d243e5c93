import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chart } from '../test/bench/chart.cts';
import { compare } from '../test/bench/compare.cts';
import { measureEvents } from '../test/bench/events.cts';
import {
	downloadGoals,
	eventGoals,
	growthGoals,
	listingGoals,
	packageGoals,
	rackGoals,
	speedGoals,
	updateGoals,
	type Goal,
} from '../test/bench/goals.cts';
import { measureDownloads } from '../test/bench/downloads.cts';
import { measureGrowth, type GrowthResult } from '../test/bench/growth.cts';
import { measureListing } from '../test/bench/listing.cts';
import { describeMachine } from '../test/bench/machine.cts';
import { measureRequire, measureTarball } from '../test/bench/package-cost.cts';
import { createProbe } from '../test/bench/probe-log.cts';
import {
	comparisonTable,
	downloadsTable,
	eventsTable,
	goalTable,
	growthTable,
	listingTable,
	method,
	racksTable,
	updatesTable,
} from '../test/bench/report.cts';
import { measureRacks } from '../test/bench/racks.cts';
import { measureUpdates, RATE_LIMIT } from '../test/bench/updates.cts';
import type { SandboxOptions } from '../sandbox/server.cts';
import { startLab, type Lab } from './lib/lab.cts';
import { ensureN8n } from './lib/install/n8n.cts';
import { repository } from './lib/paths.cts';
import { temporaryFolder } from './lib/processes/temporary-folder.cts';

const plans = {
	full: {
		comparisons: [
			{ rows: 10, rounds: 9 },
			{ rows: 1_000, rounds: 7 },
			{ rows: 5_000, rounds: 7 },
		],
		growth: { sizes: [20_000, 50_000, 100_000], rounds: 3 },
		updates: [500, 1_000],
		listing: [20_000, 50_000],
		downloads: { sizes: [20_000_000, 400_000_000], rounds: 9 },
		events: 9,
		processes: 15,
	},
	quick: {
		comparisons: [
			{ rows: 10, rounds: 2 },
			{ rows: 5_000, rounds: 2 },
		],
		growth: { sizes: [20_000, 100_000], rounds: 1 },
		updates: [500],
		listing: [5_000],
		downloads: { sizes: [20_000_000, 400_000_000], rounds: 2 },
		events: 3,
		processes: 5,
	},
};

const chartFile = join(repository, 'docs', 'images', 'bench.svg');

const say = (line: string) => console.log(line);

async function main(args: string[]): Promise<void> {
	const quick = args.includes('--quick');
	const unknown = args.find((arg) => arg !== '--quick');
	if (unknown !== undefined) throw new Error(`Unknown argument ${unknown}; there is only --quick`);
	const plan = quick ? plans.quick : plans.full;
	// Outside the repository, where the package would find the developers' modules instead of n8n's.
	const { path, remove } = temporaryFolder('bench');
	try {
		await measureAll(plan, path);
	} finally {
		remove();
	}
}

async function measureAll(plan: (typeof plans)['full'], folder: string): Promise<void> {
	const runtime = await ensureN8n(say);
	const machine = await describeMachine(runtime);
	const { comparisons, loadCost } = await inLab(join(folder, 'compare'), async (lab, probe) => {
		say('Comparing the ways ...');
		return {
			comparisons: await compare(lab, probe, plan.comparisons, say),
			loadCost: await measureRequire(runtime, join(folder, 'compare'), plan.processes),
		};
	});
	const growth: GrowthResult[] = [];
	// The memory of each needs an n8n of its own, which has done nothing before.
	for (const way of ['manual', 'functions'] as const) {
		const result = await inLab(join(folder, `growth-${way}`), async (lab, probe) => {
			say('Sending more and more rows ...');
			return await measureGrowth(lab, probe, way, plan.growth, say);
		});
		growth.push(result);
	}
	const keepingToTheLimit = { rateLimit: RATE_LIMIT, validateAnswers: false };
	const updates = await inLab(
		join(folder, 'updates'),
		async (lab, probe) => {
			say('Writing metadata ...');
			return await measureUpdates(lab, probe, plan.updates, say);
		},
		keepingToTheLimit,
	);
	const racks = await inLab(
		join(folder, 'racks'),
		async (lab, probe) => {
			say('Registering many batches ...');
			return await measureRacks(lab, probe, 60, say);
		},
		keepingToTheLimit,
	);
	const listing = await inLab(
		join(folder, 'listing'),
		async (lab, probe) => {
			say('Getting many analyses ...');
			return await measureListing(lab, probe, plan.listing, say);
		},
		keepingToTheLimit,
	);
	const downloads = await inLab(join(folder, 'downloads'), async (lab, probe) => {
		say('Downloading files ...');
		return await measureDownloads(lab, probe, { folder, ...plan.downloads }, say);
	});
	const events = await inLab(join(folder, 'events'), async (lab) => {
		say('Sending events ...');
		return await measureEvents(lab, plan.events, say);
	});
	const most = comparisons.at(-1);
	if (!most) throw new Error('Nothing was compared');

	const goals: Goal[] = [
		...speedGoals(most),
		...growthGoals(growth),
		...updateGoals(updates),
		...rackGoals(racks),
		...listingGoals(listing),
		...downloadGoals(downloads),
		...eventGoals(events),
		...packageGoals(loadCost, await measureTarball()),
	];
	await mkdir(dirname(chartFile), { recursive: true });
	await writeFile(chartFile, chart(most, machine));
	say(`\n${comparisonTable(comparisons)}`);
	say(`\n${growthTable(growth)}`);
	say(`\n${updatesTable(updates)}`);
	say(`\n${racksTable(racks)}`);
	say(`\n${listingTable(listing)}`);
	say(`\n${downloadsTable(downloads)}`);
	say(`\n${eventsTable(events)}`);
	say(`\n${method(machine)}`);
	say(`\nChart: ${chartFile}`);
	say(`\n${goalTable(goals)}`);
}

/** Does something with a new n8n whose node is timed, and stops it. */
async function inLab<T>(
	userFolder: string,
	work: (lab: Lab, probe: ReturnType<typeof createProbe>) => Promise<T>,
	// As fast as possible, and the same for all: the sandbox is not what is measured.
	sandbox: SandboxOptions = { rateLimit: false, validateAnswers: false },
): Promise<T> {
	const probe = createProbe(dirname(userFolder));
	const lab = await startLab({
		userFolder,
		sandbox,
		// A body of 100,000 rows is close to n8n's own limit of 16 MB.
		env: { ...probe.env, N8N_PAYLOAD_SIZE_MAX: '64' },
		progress: say,
	});
	try {
		return await work(lab, probe);
	} finally {
		await lab.stop();
	}
}

main(process.argv.slice(2)).catch((error: unknown) => {
	console.error(`\n${error instanceof Error ? error.message : String(error)}`);
	process.exit(1);
});
