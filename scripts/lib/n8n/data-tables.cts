import { z } from 'zod/v4';
import type { Session } from './session.cts';

/** A column of a data table. */
export interface DataTableColumn {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** A row of a data table. Those that are read also have id, createdAt and updatedAt. */
export type DataTableRow = Record<string, string | number | boolean | null>;

const withId = z.object({ id: z.string() });
const row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The requests to n8n about data tables, all in the owner's own project. */
export function dataTableRequests({ request }: Session) {
	const folder = async () => {
		const { id } = withId.parse(await request('GET', '/projects/personal'));
		return `/projects/${id}/data-tables`;
	};

	return {
		/** Creates a table and returns its id. */
		createDataTable: async (name: string, columns: DataTableColumn[]) =>
			withId.parse(await request('POST', await folder(), { name, columns })).id,

		/** Adds rows to a table. */
		insertRows: async (tableId: string, data: DataTableRow[]) => {
			await request('POST', `${await folder()}/${tableId}/insert`, { data, returnType: 'count' });
		},

		/** Reads a table's rows, up to 250. */
		readRows: async (tableId: string): Promise<DataTableRow[]> => {
			const answer = await request('GET', `${await folder()}/${tableId}/rows?take=250`);
			return z.object({ data: z.array(row) }).parse(answer).data;
		},
	};
}
