import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod/v4';

const cell = z.union([z.string(), z.number(), z.boolean()]);
type Cell = z.infer<typeof cell>;

/** The hosts that Google Sheets and its credential need, as one certificate names them. */
export const GOOGLE_HOSTS = '*.googleapis.com';

const ADDRESS = /^(?<sheet>[^!]+)!(?<column>[A-Z])(?<row>\d+)$/;
const update = z.object({
	valueInputOption: z.enum(['RAW', 'USER_ENTERED']),
	data: z.array(z.object({ range: z.string(), values: z.tuple([z.tuple([cell])]) })),
});

/**
 * Starts a server that answers like Google: it renews access for a refresh token, and reads and writes
 * the cells of a spreadsheet with one sheet. No access lasts longer than a workflow: each needs renewing.
 * @param rows the cells of the sheet from A1 on; they change with what is written
 */
export async function startGoogle(title: string, rows: Cell[][]) {
	const spreadsheetId = `1${randomUUID().replaceAll('-', '')}`;
	const refreshToken = randomUUID();
	const client = { clientId: 'lab', clientSecret: randomUUID() };
	let access = randomUUID();
	const updates: string[] = [];

	const app = express();
	app.use(express.json(), express.urlencoded({ extended: false }));
	app.post('/token', (request, response) => {
		const { grant_type, refresh_token, client_secret } = request.body as Record<string, string>;
		const isKnown = refresh_token === refreshToken && client_secret === client.clientSecret;
		if (grant_type !== 'refresh_token' || !isKnown) {
			return void response.status(400).json({ error: 'invalid_grant' });
		}
		access = randomUUID();
		response.json({ access_token: access, expires_in: 3599, token_type: 'Bearer' });
	});
	app.use((request, response, next) => {
		if (request.headers.authorization === `Bearer ${access}`) return next();
		response.status(401).json({ error: { code: 401, status: 'UNAUTHENTICATED' } });
	});
	const at = `/v4/spreadsheets/${spreadsheetId}`;
	app.get(at, (_request, response) => {
		response.json({ sheets: [{ properties: { sheetId: 0, title } }] });
	});
	app.get(`${at}/values/:range`, (request, response) => {
		if (request.params.range.replaceAll("'", '') !== title) {
			return void response.status(400).json({ error: { code: 400, status: 'INVALID_ARGUMENT' } });
		}
		response.json({ range: title, majorDimension: 'ROWS', values: rows.map(withoutEnd) });
	});
	app.post(`${at}/values\\:batchUpdate`, (request, response) => {
		const { data, valueInputOption } = update.parse(request.body);
		for (const { range, values } of data) {
			const { sheet, column = '', row } = ADDRESS.exec(range)?.groups ?? {};
			const cells = rows[Number(row) - 1];
			if (sheet !== title || !cells) {
				return void response.status(400).json({ error: { code: 400, status: 'INVALID_ARGUMENT' } });
			}
			cells[column.charCodeAt(0) - 'A'.charCodeAt(0)] = values[0][0];
		}
		updates.push(valueInputOption);
		response.json({ spreadsheetId, totalUpdatedCells: data.length });
	});

	const server = createServer(app).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		/** Where a person finds the spreadsheet. */
		address: `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit?gid=0#gid=0`,
		/** What n8n stores of a person who connected their account; the access has ended since. */
		credential: {
			...client,
			oauthTokenData: {
				access_token: 'ended',
				refresh_token: refreshToken,
				token_type: 'Bearer',
			},
		},
		rows,
		/** How each update was to enter its values: `RAW` as they are, `USER_ENTERED` as if they were typed. */
		updates,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Google leaves out the empty cells at the end of a row. */
function withoutEnd(row: Cell[]): Cell[] {
	const filled = Array.from(row, (one) => one ?? '');
	return filled.slice(0, filled.findLastIndex((one) => one !== '') + 1);
}
