import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * One operation of the node: takes all input items at once and gives its output items. Throws n8n's
 * errors where the workflow is to stop, and where nothing was done and no row is to blame; for the rest,
 * with On Error set to continue, it gives items that bear an error.
 */
export type Operation = (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[]>;
