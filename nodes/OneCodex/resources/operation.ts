import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * One operation of the node: takes all input items at once and gives its output items. Throws n8n's
 * errors where the workflow is to stop; with On Error set to continue it throws nothing that a row or
 * the API caused.
 */
export type Operation = (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[]>;
