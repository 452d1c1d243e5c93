import { isFixed, plainPath, readPath } from '../../nodes/OneCodex/parameters/expression';
import { isSameValue } from '../../nodes/OneCodex/parameters/parameter';

describe('plainPath', () => {
	test.each<[string, string[]]>([
		['={{ $json.Column }}', ['Column']],
		['={{$json.Column}}', ['Column']],
		['={{\n\t$json.Column\n}}', ['Column']],
		['={{ $json["Tube Barcode"] }}', ['Tube Barcode']],
		["={{ $json['Tube Barcode'] }}", ['Tube Barcode']],
		['={{ $json.body.rows }}', ['body', 'rows']],
		['={{ $json.body["a.b"].c }}', ['body', 'a.b', 'c']],
		['={{ $json["it\'s"] }}', ["it's"]],
		['={{ $json[\'say "yes"\'] }}', ['say "yes"']],
		['={{ $json[""] }}', ['']],
		['={{ $json["[x]"] }}', ['[x]']],
		['={{ $json["a{{b"] }}', ['a{{b']],
		['={{ $json._1$ }}', ['_1$']],
		['={{ $json["0"] }}', ['0']],
	])('%s is a plain column', (expression, path) => {
		expect(plainPath(expression)).toEqual(path);
	});

	test.each([
		'$json.Column',
		'{{ $json.Column }}',
		'=$json.Column',
		'={{ $json }}',
		'= {{ $json.Column }}',
		'={{ $json.Column }} ',
		'=Rack {{ $json.Column }}',
		'={{ $json.a }}{{ $json.b }}',
		'={{ $json.a + $json.b }}',
		'={{ $json.a.trim() }}',
		'={{ $json.a ?? "x" }}',
		'={{ $json?.a }}',
		'={{ $json[0] }}',
		'={{ $json[a] }}',
		'={{ $json[`a`] }}',
		'={{ $json["a\\"b"] }}',
		'={{ $json["a\nb"] }}',
		'={{ $json["a}}b"] }}',
		'={{ $json["a" }}',
		'={{ $json["a\'] }}',
		'={{ $json[ "a" ] }}',
		'={{ $json .a }}',
		'={{ $json.1a }}',
		'={{ $json.a-b }}',
		'={{ $json.__proto__ }}',
		'={{ $json["constructor"] }}',
		'={{ $json.a.prototype }}',
		'={{ $jsonx.a }}',
		'={{ $item.json.a }}',
		'={{ json.a }}',
		'={{ $("Sheet").item.json.a }}',
		'={{ $json.a // comment }}',
		'={{ $json.a; }}',
		'={{ "$json.a" }}',
		'={{ }}',
		'=',
		'',
	])('%j is left to n8n', (expression) => {
		expect(plainPath(expression)).toBeUndefined();
	});
});

describe('readPath', () => {
	const date = new Date(0);
	const json = {
		empty: '',
		zero: 0,
		no: false,
		nothing: null,
		unset: undefined,
		date,
		list: [1, { a: 2 }],
		deep: { a: { b: 'c' } },
		bare: Object.assign(Object.create(null) as object, { a: 1 }),
		toString: 'own',
	};

	test.each<[string[], unknown]>([
		[['empty'], ''],
		[['zero'], 0],
		[['no'], false],
		[['nothing'], null],
		[['unset'], undefined],
		[['date'], date],
		[['list'], json.list],
		[['deep'], json.deep],
		[['deep', 'a', 'b'], 'c'],
		[['bare', 'a'], 1],
		[['toString'], 'own'],
		[['missing'], undefined],
		[['deep', 'missing'], undefined],
		[['bare', 'toString'], undefined],
	])('%j is known', (path, value) => {
		expect(readPath(json, path)).toEqual({ known: true, value });
	});

	test.each([
		[['deep', 'missing', 'b']],
		[['nothing', 'a']],
		[['empty', 'length']],
		[['zero', 'a']],
		[['list', 'length']],
		[['list', '0']],
		[['date', 'a']],
		[['valueOf']],
		[['deep', 'toString']],
		[['__proto__']],
		[['constructor']],
	])('%j is for n8n to say', (path) => {
		expect(readPath(json, path)).toEqual({ known: false });
	});
});

describe('isSameValue', () => {
	const ok = (value: unknown) => ({ ok: true as const, value });
	// As all of n8n's `$env`.
	const unwritable = {
		toJSON() {
			throw new Error('denied');
		},
	};

	test.each<[unknown, unknown, boolean]>([
		[[{ a: 1 }], [{ a: 1 }], true],
		[[{ a: 1 }], [{ a: 2 }], false],
		[unwritable, unwritable, true],
		[unwritable, { ...unwritable }, false],
	])('case %#: %s', (value, other, same) => {
		expect(isSameValue(ok(value), ok(other))).toBe(same);
	});

	test('a value and a reason are not the same', () => {
		expect(isSameValue(ok('a'), { ok: false, reason: 'a' })).toBe(false);
	});
});

describe('isFixed', () => {
	test.each([
		'=Rack 12',
		'={{ $now }}',
		'={{ $now.toISODate() }}',
		'=Rack of {{ $today.toFormat("yyyy-LL-dd") }}',
		'={{ $workflow.name + " " + $execution.id }}',
		'={{ $vars.rack }}-{{ $runIndex }}',
		'={{ $now.plus(1, "day").toISODate() }}',
		'={{ 1 + 1.5 }}',
		"={{ 'Rack' }}",
		'=Costs $5 {{ $now.year }}',
	])('%s is', (expression) => {
		expect(isFixed(expression)).toBe(true);
	});

	test.each([
		'={{ $json.Rack }}',
		'={{ $now.toISODate() + $json.Rack }}',
		'={{ $now.format($json.a) }}',
		'={{ $now.a }}{{ $json.b }}',
		'={{ $now.a }} {{ $json.b',
		'={{ $nowhere }}',
		'={{ $vars.list.randomItem() }}',
		'={{ $vars.x[$json.a] }}',
		'={{ "a" + x }}',
		'={{ "a\\" + $json.a + "" }}',
		'={{ }}',
		'={{ $json.a',
	])('%j is for n8n to say', (expression) => {
		expect(isFixed(expression)).toBe(false);
	});
});
