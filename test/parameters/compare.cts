import { isDeepStrictEqual } from 'node:util';

import { plainPath, readPath } from '../../nodes/OneCodex/parameters/expression';
import { openParameter } from '../../nodes/OneCodex/parameters/parameter';
import { contextOf } from './n8n.cts';

export interface Comparison {
	/** How many pairs of an expression and an item were read directly. */
	direct: number;
	/** For each expression that n8n evaluates to something else, the first item where it does, in words. */
	different: string[];
}

/** Reads every expression from every item, directly and by n8n, and compares where the former is known. */
export async function compareReadings(expressions: string[], items: object[]): Promise<Comparison> {
	const comparison: Comparison = { direct: 0, different: [] };
	const { workflow, context } = contextOf({ fields: expressions }, items);
	await workflow.expression.withIsolate(() => {
		expressions.forEach((expression, index) => {
			const differences = compare(expression, items, (item) =>
				context.getNodeParameter(`fields[${index}]`, item, null, { skipValidation: true }),
			);
			comparison.direct += differences.length;
			comparison.different.push(...differences.filter((one) => one !== '').slice(0, 1));
		});
		return Promise.resolve();
	});
	return comparison;
}

/** For each item that can be read directly, how n8n's value differs, or an empty text. */
function compare(
	expression: string,
	items: object[],
	evaluate: (item: number) => unknown,
): string[] {
	const path = plainPath(expression);
	if (!path) return [];
	return items.flatMap((item, index) => {
		const reading = readPath(item, path);
		if (!reading.known) return [];
		const evaluated = attempt(() => evaluate(index));
		if (evaluated.ok && isDeepStrictEqual(evaluated.value, reading.value)) return [''];
		const n8n = evaluated.ok ? show(evaluated.value) : evaluated.error;
		return [`${JSON.stringify(expression)}, item ${index}: ${show(reading.value)}, n8n: ${n8n}`];
	});
}

function attempt(read: () => unknown): { ok: true; value: unknown } | { ok: false; error: string } {
	try {
		return { ok: true, value: read() };
	} catch (error) {
		return { ok: false, error: String(error) };
	}
}

const show = (value: unknown) => (value === undefined ? 'undefined' : JSON.stringify(value));

/** How an expression was read for many items. */
export interface ManyReadings {
	/** How many values were read without asking n8n for the item alone. */
	ahead: number;
	/** Values that n8n's own evaluation gives otherwise, in words. */
	different: string[];
}

/**
 * Reads each expression for all items as the node does, and compares what it read ahead with n8n's values.
 * The node tries an expression out on the first and the last item. Here they have failed in another node, so that
 * it finds nothing out: whatever it takes has to be right without that.
 */
export async function compareMany(expressions: string[], rows: object[]): Promise<ManyReadings[]> {
	const { workflow, context, items } = contextOf({ fields: expressions }, [{}, ...rows, {}]);
	for (const end of [0, -1]) Object.assign(items.at(end) ?? {}, { error: { message: 'failed' } });
	const readings: ManyReadings[] = [];
	await workflow.expression.withIsolate(() => {
		expressions.forEach((expression, index) => {
			const asked = new Set<number>();
			const counting = new Proxy(context, {
				get: (target, key) => {
					const value: unknown = Reflect.get(target, key);
					if (key !== 'getNodeParameter') return value;
					return (...[path, item, ...rest]: Parameters<typeof target.getNodeParameter>) => {
						asked.add(item);
						return target.getNodeParameter(path, item, ...rest);
					};
				},
			});
			const path = `fields[${index}]`;
			const parameter = openParameter(counting, items, path);
			const values = items.map((_, item) => parameter.read(item));
			const ahead = values.flatMap((value, item) =>
				value.ok && !asked.has(item) ? [{ value, item }] : [],
			);
			const different = ahead.flatMap(({ value, item }) => {
				const evaluated = attempt(() =>
					context.getNodeParameter(path, item, null, { skipValidation: true }),
				);
				if (isDeepStrictEqual(evaluated, value)) return [];
				return [`${expression}, item ${item}: ${show(value)}, n8n: ${show(evaluated)}`];
			});
			readings.push({ ahead: ahead.length, different });
		});
		return Promise.resolve();
	});
	return readings;
}

/** Which of some expressions are the same for all of a few items, as the node finds out. */
export async function sharedOf(expressions: string[]): Promise<string[]> {
	const rows = ['A', 'B', 'A'].map((a) => ({ a, b: 'b', key: 'a', none: 'n', Date: '2026-01-05' }));
	const { workflow, context, items } = contextOf({ fields: expressions }, rows);
	let shared: string[] = [];
	await workflow.expression.withIsolate(() => {
		shared = expressions.filter((_, index) =>
			openParameter(context, items, `fields[${index}]`).isShared(),
		);
		return Promise.resolve();
	});
	return shared;
}
