import type { Failure } from '../../nodes/OneCodex/domain/failure';
import { deliveryOfStatus } from '../../nodes/OneCodex/api/http/failure';
import type { Kind } from '../../nodes/OneCodex/api/kinds';
import type { ApiCall } from '../../nodes/OneCodex/api/http/calls';
import type { Client } from '../../nodes/OneCodex/api/http/request';
import type { Result } from '../../nodes/OneCodex/domain/result';

/** What a scripted server answers: a body, or a status other than success. */
export type Scripted = { body: unknown; headers?: Record<string, unknown> } | { status: number };

export interface Asked {
	path: string;
	page: number;
	perPage: number;
	where: Record<string, unknown> | undefined;
	sort: Record<string, boolean> | undefined;
}

let clients = 0;

/** A client whose server is a function; it keeps all that it was asked for. */
export function scriptedClient(serve: (asked: Asked) => Scripted | Promise<Scripted>) {
	const asked: Asked[] = [];
	const request = async <T,>(call: ApiCall<T>): Promise<Result<T>> => {
		const one = readCall(call);
		asked.push(one);
		const answer = await serve(one);
		if ('status' in answer) return { ok: false, failure: failureOf(answer.status) };
		const value = call.read(answer.body, answer.headers ?? {});
		if (value === undefined) throw new Error('The script answers with nothing that can be read');
		return { ok: true, value };
	};
	const client: Client = {
		account: `test ${++clients}`,
		base: 'https://example.test',
		signal: undefined,
		clock: Date.now,
		tellsTime: () => true,
		request,
	};
	return { client, asked };
}

export const failureOf = (status: number): Failure => ({
	status,
	delivery: deliveryOfStatus(status),
	said: '',
});

function readCall({ path, query = {} }: Pick<ApiCall<unknown>, 'path' | 'query'>): Asked {
	const json = (value: unknown) =>
		typeof value === 'string' ? (JSON.parse(value) as never) : undefined;
	return {
		path,
		page: Number(query.page),
		perPage: Number(query.per_page),
		where: json(query.where),
		sort: json(query.sort),
	};
}

export interface Thing {
	id: string;
	number: number;
}

/** A kind of object for the tests: numbered things. */
export const THINGS: Kind<Thing> = {
	path: '/api/v1/things',
	read: (value) => {
		const { number } = (value ?? {}) as { number?: unknown };
		return typeof number === 'number' ? { id: idOf(number), number } : undefined;
	},
};

export const idOf = (number: number) => `t${number}`;

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A page of a list of numbers as a server answers it. */
export function pageOf(
	all: number[],
	{ page, perPage }: Pick<Asked, 'page' | 'perPage'>,
	{ most = 100, total = true }: { most?: number; total?: boolean } = {},
): Scripted {
	const size = Math.min(perPage, most);
	const body = all.slice((page - 1) * size, page * size).map((number) => ({ number }));
	return { body, headers: total ? { 'x-total-count': String(all.length) } : {} };
}
