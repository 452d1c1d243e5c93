import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, 'read-days.cts');

/** Reads dates in a process of a time zone, for a workflow of a time zone. */
const readIn = (processZone: string, workflowZone: string) =>
	JSON.parse(
		execFileSync(process.execPath, ['--require', 'tsx/cjs', script, workflowZone], {
			env: { ...process.env, TZ: processZone },
			encoding: 'utf8',
		}),
	) as unknown;

const DAY = '2026-01-31T00:00:00Z';

test.each([
	['Europe/Berlin', 'Europe/Berlin'],
	['Europe/Berlin', 'America/New_York'],
	['UTC', 'Europe/Berlin'],
	['America/New_York', 'Pacific/Kiritimati'],
	['Pacific/Kiritimati', 'UTC'],
	['UTC', 'UTC'],
])(
	'in a process in %s, for a workflow in %s, a date at midnight is the day that is meant',
	(process, workflow) => {
		expect(readIn(process, workflow)).toEqual({
			days: {
				ofProcess: DAY,
				ofProcessInSummer: '2026-07-01T00:00:00Z',
				ofWorkflow: DAY,
				ofUtc: DAY,
				ofLuxon: DAY,
				ofLuxonElsewhere: DAY,
				asText: DAY,
				time: '2026-01-31T10:17:00Z',
			},
			custom: {
				ofProcess: '2026-01-31',
				ofProcessInSummer: '2026-07-01',
				ofWorkflow: '2026-01-31',
				ofUtc: '2026-01-31',
				time: '2026-01-31T10:17:00.000Z',
			},
		});
	},
);
