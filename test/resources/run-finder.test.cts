import type { ApiCall } from '../../nodes/OneCodex/api/http/calls';
import { runFinder } from '../../nodes/OneCodex/resources/analysis/run/runsOf';
import { scriptedClient, type Scripted } from '../api/client.cts';

const SAMPLE = '00000000000000aa';
const LIST = { headers: { 'x-total-count': '1' } };
const NAME = 'Of one name';

/** The runs that are found of a job in an account with one analysis, of another job of the same name. */
async function runsOf(type: string | undefined, analysisType: string | undefined) {
	const job = { $uri: '/api/v1/jobs/00000000000000b2', name: NAME };
	const analysis = {
		$uri: '/api/v1/analyses/00000000000000c1',
		...(analysisType !== undefined && { analysis_type: analysisType }),
		sample: { $ref: `/api/v1/samples/${SAMPLE}` },
		job: { $ref: job.$uri },
	};
	const { client } = scriptedClient(({ path }: Pick<ApiCall<unknown>, 'path'>): Scripted => {
		if (path.startsWith('/api/v1/jobs/')) return { body: job };
		return path === '/api/v1/analyses' ? { body: [analysis], ...LIST } : { body: [] };
	});
	const wanted = { id: '00000000000000b1', name: NAME, type };
	const found = await runFinder(client, [wanted])([SAMPLE]);
	if (!found.ok) throw new Error('The analyses could not be listed');
	const { sure, unclear } = found.value(SAMPLE, wanted);
	return [sure.length, unclear.length];
}

test.each([
	['panel', 'panel', 1],
	['panel', undefined, 1],
	[undefined, 'panel', 1],
	['panel', 'workflow', 0],
])(
	'of a job of the type %s, one of the same name with an analysis of the type %s',
	async (type, other, sure) => {
		expect(await runsOf(type, other)).toEqual([sure, 0]);
	},
);
