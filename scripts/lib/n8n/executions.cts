import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'flatted';
import { z } from 'zod/v4';
import type { Session } from './session.cts';

const summary = z.object({ id: z.coerce.string(), status: z.string() });
const message = z.looseObject({ message: z.string(), description: z.string().nullish() });
const item = z.looseObject({ json: z.record(z.string(), z.unknown()) });
const nodeRun = z.looseObject({
	executionStatus: z.string().optional(),
	executionTime: z.number().optional(),
	error: message.optional(),
	hints: z.array(z.looseObject({ message: z.string() })).optional(),
	data: z.looseObject({ main: z.array(z.array(item).nullable()).optional() }).optional(),
});
const stored = z.looseObject({
	resultData: z.looseObject({
		runData: z.record(z.string(), z.array(nodeRun)).default({}),
		lastNodeExecuted: z.string().optional(),
		error: message.optional(),
	}),
});
const answer = z.object({ status: z.string(), data: z.string() });

/** An execution in a list. */
export type ExecutionSummary = z.infer<typeof summary>;

/** One item of a node's output. */
export type Item = z.infer<typeof item>;

/** What one execution did. */
export interface ExecutionData {
	id: string;
	status: string;
	/** The error that ended it. */
	error?: z.infer<typeof message>;
	/** The last node that ran. */
	lastNode?: string;
	/** Each node's runs, as n8n stored them. */
	runs: Record<string, Array<z.infer<typeof nodeRun>>>;
	/** The stored text, to look for what must not be in it. */
	raw: string;
}

/** Which execution to wait for, and how long. */
export interface WaitOptions {
	/** Only an execution later than this one. */
	after?: string;
	timeoutMs?: number;
}

/** The requests to n8n about executions. */
export function executionRequests({ request }: Session) {
	/** The executions of a workflow, latest first. */
	const executions = async (workflowId: string, limit = 20): Promise<ExecutionSummary[]> => {
		const query = new URLSearchParams({
			filter: JSON.stringify({ workflowId }),
			limit: String(limit),
		});
		const list = await request('GET', `/executions?${query.toString()}`);
		const { results } = z.object({ results: z.array(summary) }).parse(list);
		// n8n lists running executions and then ended ones. One that ends meanwhile is in both lists.
		const different = new Map(results.map((one) => [one.id, one]));
		return [...different.values()].sort((a, b) => Number(b.id) - Number(a.id));
	};

	/** Reads all that n8n has stored about an execution. */
	const executionData = async (id: string): Promise<ExecutionData> => {
		const { status, data: raw } = answer.parse(await request('GET', `/executions/${id}`));
		const { resultData } = stored.parse(parse(raw));
		const { error, lastNodeExecuted: lastNode, runData: runs } = resultData;
		return { id, status, error, lastNode, runs, raw };
	};

	/** Waits until a workflow's latest execution has ended, and reads what it did. */
	const waitForExecution = async (
		workflowId: string,
		{ after = '0', timeoutMs = 60_000 }: WaitOptions = {},
	): Promise<ExecutionData> => {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const [latest] = await executions(workflowId, 1);
			if (latest && Number(latest.id) > Number(after) && isOver(latest.status)) {
				return await executionData(latest.id);
			}
			await delay(200);
		}
		throw new Error(`No execution of workflow ${workflowId} ended within ${timeoutMs} ms`);
	};

	return { executions, executionData, waitForExecution };
}

/** The items of one of a node's outputs, from all its runs. */
export function outputItems({ runs }: ExecutionData, node: string, output = 0): Item[] {
	return (runs[node] ?? []).flatMap(({ data }) => data?.main?.[output] ?? []);
}

function isOver(status: string): boolean {
	return !['new', 'running', 'waiting', 'unknown'].includes(status);
}
