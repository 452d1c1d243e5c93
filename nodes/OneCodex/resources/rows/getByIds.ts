import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { connect } from '../../api/http/request';
import { readParameters } from '../../parameters/readParameters';
import { findForRows, type Sought } from './findRows';
import { startRows } from './rowRun';
import { LABELS } from '../../wording/labels';

/** How an operation gives one object for each input item. */
interface Getting<T extends { id: string }>
	extends Pick<Sought<T, string>, 'kind' | 'idKind' | 'lookUpAll'> {
	/** The resource locator that names the object. */
	parameter: string;
	/** The object as an item. */
	toJson(found: T, simple: boolean): IDataObject;
}

/** Gives for each input item the object that it names. */
export async function getByIds<T extends { id: string }>(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	{ parameter, toJson, ...sought }: Getting<T>,
): Promise<INodeExecutionData[]> {
	const parameters = readParameters(context, items);
	const simple = parameters.isOn('simple', LABELS.simplify, true);
	const run = await startRows(context, items, parameters.id(parameter, sought.idKind));
	run.settle();
	const client = await connect(context);
	await findForRows(run, client, { ...sought, idOf: ({ value }) => value }, (row, found) =>
		run.finish(row, [toJson(found, simple)]),
	);
	run.settle();
	return await run.output();
}
