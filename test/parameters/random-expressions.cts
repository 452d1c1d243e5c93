import fc from 'fast-check';

const text = fc.oneof(
	fc.constantFrom('', ' x ', ';', '-', '2026-01-05', "it's", 'é😀', '12.5', 'a', '/'),
	fc.string({ maxLength: 6 }),
);

/** A text in quotes, without what would end n8n's expression. */
const quoted = text.map((one) => JSON.stringify(one.replace(/[{}]/g, '')));

const column = fc.constantFrom(
	'$json.a',
	'$json["Tube Barcode"]',
	"$json?.['b']",
	'$json.c.d',
	'$json.c?.e?.f',
	'$json.missing',
	'$json.map.Blood',
);

const METHODS = [
	'trim()',
	'toUpperCase()',
	'slice(0, 2)',
	'split(";").join("-")',
	'replace(/[\\s/]+/g, "_")',
	'length',
	'toString()',
	'toTitleCase()',
	'isEmpty()',
	'toNumber()',
	'toDateTime()?.toISO()',
	'first()',
	'padStart(4, "0")',
];

const OPERATORS = [
	...['+', '-', '*', '/', '%', '**', '||', '&&', '??', '===', '!=', '<', '>='],
	...[', ', ' ? 1 : '],
];

const FUNCTIONS = ['String', 'Number', 'parseInt', 'Boolean', '$ifEmpty', '$if', '$max', '$not'];

const { expression } = fc.letrec<{ expression: string; deeper: string }>((tie) => ({
	deeper: tie('expression'),
	expression: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		fc.oneof(column, quoted, fc.constantFrom('0', '1.5', 'null', 'undefined', 'true', '$runIndex')),
		fc.tuple(fc.constantFrom('!', '-', 'typeof ', '+'), tie('deeper')).map((all) => all.join('')),
		fc
			.tuple(tie('deeper'), fc.constantFrom(...OPERATORS), tie('deeper'))
			.map((all) => `(${all.join('')})`),
		fc
			.tuple(tie('deeper'), fc.constantFrom('.', '?.'), fc.constantFrom(...METHODS))
			.map((all) => all.join('')),
		fc
			.tuple(tie('deeper'), tie('deeper'))
			.map(([one, other]) => `\`${'$'}{${one} } ${'$'}{${other} }\``),
		fc.tuple(tie('deeper'), tie('deeper')).map(([one, other]) => `[${one}, ${other}].join()`),
		fc
			.tuple(tie('deeper'), tie('deeper'))
			.map(([one, other]) => `({ x: ${one}, "y": 1 })[${other}]`),
		fc
			.tuple(tie('deeper'), tie('deeper'))
			.map(([list, body]) => `[${list}, 1].map((one, x) => one + x + ${body}).first()`),
		fc
			.tuple(fc.constantFrom(...FUNCTIONS), tie('deeper'), tie('deeper'))
			.map(([name, one, other]) => `${name}(${one}, ${other})`),
	),
}));

/** Expressions as people write them. */
export const plausible = expression.map((code) => `={{ ${code} }}`);

const INTRUDERS = [
	...['$itemIndex', '$json', '$input.item.json.a', 'this', 'x', 'one', 'E', '_row', '_left', '$'],
	...['=', '++', '--', ';', ',', '(', ')', '[', ']', '{', '}', '}}', '{{', '`', '"', "'", '\\'],
	...['/', '//', '/*', '*/', '<!--', '?.', '.', ':', '?', '=>', '${', '\n', '\u2028', '\u202e'],
	...['.constructor', '["constructor"]', '.randomItem()', 'new ', 'function () {', 'return ', '#'],
	...[') => (', ')) + ((', '].map((', ' in ', 'async ', 'delete ', '$json = ', 'arguments'],
	...['() => ', '(one) => ', '{ a: 1 }', '.isEmpty()', 'extend(', 'chainValue1', '\\n', '\ufeff'],
];

/** Such expressions with something put into them, or a piece taken out. */
export const damaged = fc
	.tuple(
		plausible,
		fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ...INTRUDERS)), {
			minLength: 1,
			maxLength: 3,
		}),
	)
	.map(([whole, damages]) =>
		damages.reduce((current, [place, length, intruder]) => {
			const at = 3 + (place % (current.length - 4));
			return current.slice(0, at) + intruder + current.slice(at + length);
		}, whole),
	);

const cell = fc.oneof(
	text,
	fc.string({ unit: 'binary', maxLength: 4 }),
	fc.double(),
	fc.integer(),
	fc.constantFrom(undefined, null, true, false, '', -0),
	fc.jsonValue({ maxDepth: 1 }),
);

/** Rows of a sheet, with columns that are missing in some. */
export const rows = fc.array(
	fc.record(
		{
			a: cell,
			'Tube Barcode': text,
			b: cell,
			c: fc.record({ d: cell, e: fc.record({ f: text }) }, { requiredKeys: [] }),
			map: fc.constant({ Blood: 'Whole Blood' }),
		},
		{ requiredKeys: [] },
	),
	{ minLength: 10, maxLength: 14 },
);
