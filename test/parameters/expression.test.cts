import { isSameForAllItems, plainPath, readPath } from '../../nodes/OneCodex/parameters/expression';

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

describe('isSameForAllItems', () => {
	test.each([
		'={{ $now }}',
		'={{ $now.toISODate() }}',
		'=Rack of {{ $today.toFormat("yyyy-LL-dd") }}',
		'={{ $workflow.name + " " + $execution.id }}',
		'={{ $vars.rack }}-{{ $runIndex }}',
		'={{ $prevNode.name }}',
		'={{ $mode }}',
		'={{ $("Webhook").first().json.body.batch }}',
		'=Rack 12',
		'={{ 1 + 1 }}',
		'={{ ["7946 1234", "7946 1235"] }}',
		'=Costs $5 {{ $now.year }}',
		"={{ $('A node').last().json.a + $input.first().json.b }}",
		'={{ $input.all().map(one => one.json.a) }}',
		'={{ $input.all().map(item => item.json) }}',
		"={{ $('Sheet').all().map((item, index) => ({ tube_barcode: item.json.code, index })) }}",
		'={{ $input.all().map(({ json }) => json.a) }}',
		'={{ $input.all().map(() => 1) }}',
		'={{ $("Sheet").all().length }}',
	])('%s is', (expression) => {
		expect(isSameForAllItems(expression)).toBe(true);
	});

	test.each([
		'={{ $json.Rack }}',
		'={{ $now.toISODate() + $json.Rack }}',
		'={{ $itemIndex }}',
		'={{ $("Sheet").item.json.a }}',
		'={{ $("Sheet").first(1).json.a + $json.b }}',
		'={{ $("Sheet").all()[$itemIndex].json.a }}',
		'={{ $("Sheet").first().json[$json.key] }}',
		'={{ $input.item.json.a }}',
		'={{ $node["Sheet"].json.a }}',
		'={{ $binary.data }}',
		'={{ $nowhere }}',
		'={{ $execution_id }}',
		'={{ $fromAI("name") }}',
		'={{ `${$now}` }}',
		'={{ $parameter.batchName }}',
		'={{ $now + Math.random() }}',
		'={{ $vars.x }}{{ items[0].json.a }}',
		'={{ DateTime.now().toMillis() }}',
		'={{ $now.year + \\u0024json.a }}',
		`={{ $vars.x.replace(/'/g, "") + $json.a.replace(/'/g, "") }}`,
		`={{ $vars.x + /"/.test($json.a) + /"/.source }}`,
		"={{ $now.year /* it's */ + $json.a /* it's */ }}",
		"={{ $now.year + // it's\n$json.a + '' }}",
		'={{ $input.all().filter(one => one.json.a === $json.a) }}',
		'={{ $input.all(1).length }}',
		'={{ items.map(one => one.json) }}',
		'={{ item.json.a + $input.all().map(item => item.json.b) }}',
		'={{ $input.all().map(one => json.a) }}',
		'={{ $input.all().map(item => item.json.a === $json.a) }}',
		'={{ $input.all().map(node => $node.a) }}',
		'={{ $input.all().map((one, two = json.a) => two) }}',
		'={{ $("Sheet").all().map(one => one.json.a).randomItem() }}',
		'={{ $input.all()[this["$itemIndex"]].json.a }}',
		'={{ $input.all().map((one, two = $json.a) => two) }}',
		'={{ $input.all().map(function (item) { return item.json.a }) }}',
		'={{ $json.a',
	])('%j may differ', (expression) => {
		expect(isSameForAllItems(expression)).toBe(false);
	});
});
