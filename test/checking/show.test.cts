import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import fc from 'fast-check';

import { shorten } from '../../nodes/OneCodex/checking/naming';
import { showValue } from '../../nodes/OneCodex/checking/show';

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each([
	['undefined', undefined, ''],
	['null', null, ''],
	['false', false, 'false'],
	['NaN', NaN, 'NaN'],
	['bigint', 10n, '10'],
	['symbol', Symbol('s'), 'Symbol(s)'],
	['object', { a: [1] }, '{"a":[1]}'],
	['without a prototype', Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
	['circular', circular, 'object'],
	['toJSON gives nothing', { toJSON: () => undefined }, 'object'],
	['60 characters', 'v'.repeat(60), 'v'.repeat(60)],
	['61 characters', 'v'.repeat(61), `${'v'.repeat(60)}…`],
	['a pair at the cut', `${'v'.repeat(59)}😀v`, `${'v'.repeat(59)}…`],
])('a value in a message: %s', (_, value, shown) => {
	expect(showValue(value)).toBe(shown);
});

test('an object is shown as the beginning of its JSON', () => {
	fc.assert(
		fc.property(
			fc.object({ withDate: true, withNullPrototype: true, key: fc.string() }),
			(value) => {
				expect(showValue(value)).toBe(shorten(JSON.stringify(value), 60));
			},
		),
	);
});

/** An object of any kind that counts how often something in it is read. */
function counted<T extends object>(value: T) {
	const reads = { count: 0 };
	const get = (target: T, key: string | symbol): unknown => {
		reads.count += 1;
		return Reflect.get(target, key);
	};
	return { value: new Proxy(value, { get }), reads };
}

test.each([
	['a list', Array.from({ length: 100_000 }, (_, n) => n)],
	['an object', Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`column ${n}`, n]))],
])('of %s of very many entries, those are read that are shown, and once', (_, all) => {
	const { value, reads } = counted(all);
	const shown = shorten(JSON.stringify(all), 60);
	expect(showValue(value)).toBe(shown);
	expect(reads.count).toBeLessThan(200);
	reads.count = 0;
	expect(showValue(value)).toBe(shown);
	expect(reads.count).toBe(0);
});

test('of a list in which every entry holds the list, no more is read either', () => {
	const all: unknown[] = [];
	for (let n = 0; n < 1_000; n++) all.push({ json: { row: n }, all });
	const { value, reads } = counted(all);
	expect(showValue(value)).toBe('object');
	expect(reads.count).toBeLessThan(200);
});

test('what is shown of large values keeps none of them alive', () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const large = (n: number) => `${n}`.repeat(1_000_000);
	collect();
	const before = process.memoryUsage().heapUsed;
	const shown = Array.from({ length: 100 }, (_, n) => [
		showValue(large(10 + n)),
		showValue({ text: large(10 + n) }),
	]);
	collect();
	const kept = process.memoryUsage().heapUsed - before;
	expect(shown.flat().every((text) => text.length === 61)).toBe(true);
	expect(kept).toBeLessThan(20_000_000);
});
