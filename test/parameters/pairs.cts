/** Names of columns that are awkward in an expression, in n8n's evaluation or in JavaScript. */
const KEYS = [
	'Column',
	'Tube Barcode',
	' padded ',
	'',
	'0',
	'a.b',
	"it's",
	'say "yes"',
	'`tick`',
	'ünïcödé',
	'日本',
	'a{{b',
	'a}}b',
	'} }',
	'[x]',
	'a]["b',
	"a']['b",
	'${x}',
	'//',
	'/*',
	'a\rb',
	'a\u2028b',
	'tab\there',
	'$json',
	'json',
	'class',
	'await',
	'length',
	'then',
	'toJSON',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'isEmpty',
	'__proto__',
	'constructor',
	'prototype',
	'__path',
	'__isProxy',
	'__defineGetter__',
	'__lookupSetter__',
	'getPrototypeOf',
	'defineProperty',
	'mainModule',
	'binding',
	'_load',
	'caller',
	'callee',
	'arguments',
	'getBuiltinModule',
	'dlopen',
	'prepareStackTrace',
];

const MISSING = Symbol('missing');

const VALUES: unknown[] = [
	MISSING,
	undefined,
	null,
	false,
	true,
	0,
	-1.5,
	12345678901234,
	'',
	' ABC 123 4567 ',
	'={{ 1 }}',
	'{{ $json.Column }}',
	new Date('2026-01-05T08:00:00Z'),
	[],
	[1, { deep: null }],
	{},
	{ deep: { deeper: 'x', list: [0] } },
];

/** An item for each value, in which every column holds it. */
export const ITEMS: object[] = VALUES.map((value) =>
	value === MISSING ? {} : Object.fromEntries(KEYS.map((key) => [key, value])),
);

const quoted = (key: string) => [`["${key}"]`, `['${key}']`];
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const accessTo = (key: string) => [...quoted(key), ...(IDENTIFIER.test(key) ? [`.${key}`] : [])];

export const EXPRESSIONS: string[] = [
	...KEYS.flatMap(accessTo).map((access) => `={{ $json${access} }}`),
	...['.deep', '["deep"].deeper', '.deep.list', '["0"]', '.length', '.missing', '.toString'].map(
		(access) => `={{ $json.Column${access} }}`,
	),
	'={{$json.Column}}',
	'={{\n\t$json.Column\n}}',
	'={{ $json.Column}}',
	'={{\u00a0$json.Column\u00a0}}',
	'={{ $json["Tube Barcode"].deep["deeper"] }}',
];
