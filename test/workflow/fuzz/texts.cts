import type { INodeExecutionData } from 'n8n-workflow';

import type { Settings } from './sheet.cts';
import type { Input } from './to-node.cts';
import type { NodeRun } from '../harness.cts';

/**
 * Whether an item of the regular output stands for a faulty row. What the node gives for others is told
 * from columns of the sheet, which may have the same names.
 */
export const isFailureItem = ({ json }: INodeExecutionData, operation: Settings['operation']) =>
	operation === 'validate'
		? !Array.isArray(json.problems) || typeof json.valid !== 'boolean'
		: typeof json.already_registered !== 'boolean';

/** All that a run says to people. */
export function textsOf(run: NodeRun, operation: Settings['operation']) {
	const isFailure = (item: INodeExecutionData) => isFailureItem(item, operation);
	const failures = [...run.output.filter(isFailure), ...run.errorOutput];
	const problems = (operation === 'validate' ? run.output : [])
		.filter((item) => !isFailure(item))
		.map(({ json }) => (Array.isArray(json.problems) ? json.problems : []) as string[]);
	const errors = failures.map(({ json }) =>
		typeof json.error === 'string' ? json.error : JSON.stringify(json),
	);
	const { error } = run;
	return {
		error,
		/** What is wrong with single rows. */
		errors: [...errors, ...problems.flat()],
		/** Every text as long as somebody gets to see it at once. */
		whole: [
			...errors,
			...problems.map((texts) => texts.join('\n')),
			...run.hints,
			...(error ? [`${error.message}\n${error.description ?? ''}`] : []),
		],
	};
}

/**
 * The one error counts all rows, and names each faulty one or says how many it leaves out. Rows of
 * lists have names that cannot be counted here.
 */
export function expectDescribed(error: NonNullable<NodeRun['error']>, { rowsOf }: Input): void {
	const [, faulty, all] = (/^(\d+) of (\d+) rows/.exec(error.message) ?? []).map(Number);
	if (rowsOf.some(({ count }) => count === undefined)) return;
	expect(all).toBe(rowsOf.reduce((sum, { count = 0 }) => sum + count, 0));
	if (rowsOf.some(({ rows }) => rows.length !== 1)) return;

	const lines = (error.description ?? '').split('<br>\n');
	const filled = rowsOf.flatMap(({ count }, item) => (count === 1 ? [item + 1] : []));
	const named = new Set(lines.flatMap((line) => rowsIn(line, filled)));
	const [, more = '0'] = /^… and (?:.*, and )?(\d+) more rows?\. /.exec(lines.at(-1) ?? '') ?? [];
	// Several lines may count the same rows without their names.
	const counted = lines.map((line) => Number(/^Rows .*? and (\d+) more[,:] /.exec(line)?.[1] ?? 0));
	const least = named.size + Number(more);
	expect(faulty).toBeGreaterThanOrEqual(least);
	expect(faulty).toBeLessThanOrEqual(least + counted.reduce((sum, one) => sum + one, 0));
}

/** The rows that a line such as `Rows 1 to 3, 7: …` names, all of which are among the filled ones. */
function rowsIn(line: string, filled: number[]): number[] {
	const [, list = ''] =
		/^Rows? (\d(?:[\d, to]*\d)?)(?: and \d+ more)?(?:: |, \D)/.exec(
			line.replaceAll(', sample 1', ''),
		) ?? [];
	return list.split(', ').flatMap((part) => {
		const [from = NaN, to = from] = part.split(' to ').map(Number);
		return filled.filter((row) => row >= from && row <= to);
	});
}
