import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

/** One operation of the node, with all that the editor and the router have to know of it. */
export interface Operation {
	/** Its label in the drop-down 'Operation'. */
	name: string;
	/** What saved workflows hold; unique within its resource. */
	value: string;
	/** Its label in the list of the node's actions. */
	action: string;
	description: string;
	/** Whether it sends requests to One Codex, so that it needs a credential; it does if not given. */
	callsApi?: boolean;
	/** Its parameters, in the order in which the editor shows them. */
	fields: INodeProperties[];
	/**
	 * Takes all input items and returns its output items. Throws n8n's errors where the workflow is to
	 * stop, and where it did nothing and no row is to blame. For the rest, with 'On Error' set to continue,
	 * it returns items that hold an error.
	 */
	execute: (
		context: IExecuteFunctions,
		items: INodeExecutionData[],
	) => Promise<INodeExecutionData[]>;
}

/** What operations work on. */
export interface Resource {
	/** Its label in the drop-down 'Resource'. */
	name: string;
	/** What saved workflows hold. */
	value: string;
	/** In the order of the drop-down. */
	operations: Operation[];
	/** The operation that is chosen at first. */
	defaultOperation: Operation;
}
