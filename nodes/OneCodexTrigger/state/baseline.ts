import type { IPollFunctions } from 'n8n-workflow';

/** What a trigger knows, as long as n8n keeps nothing that it can go on with. */
export interface Baseline {
	/** What was kept; undefined for nothing. */
	kept: unknown;
	keep(text: string): void;
	drop(): void;
}

/**
 * The baseline of a trigger, which is in the static data of its workflow. n8n's durable cursors drop what
 * the poll of an activation has kept for its node, if it gave nothing; but n8n stores what belongs to the
 * workflow. Without it, what happens between the activation and the first poll after it would be lost if
 * n8n is restarted then. It is of no use once n8n has stored what a poll knew.
 */
export function baselineOf(context: IPollFunctions): Baseline {
	const shared = context.getWorkflowStaticData('global');
	// A node keeps its id when it is renamed.
	const key = `oneCodexTrigger ${context.getNode().id}`;
	return {
		kept: shared[key],
		keep: (text) => {
			shared[key] = text;
		},
		drop: () => {
			// n8n stores the data of the whole workflow as soon as some of it is touched.
			if (Object.hasOwn(shared, key)) delete shared[key];
		},
	};
}
