import {
	cleanText,
	hasLostDigits,
	isEmptyCell,
	isObject,
	isScientific,
	looseText,
	lostDigits,
	readingOnce,
} from '../../nodes/OneCodex/checking/cells';

test.each([
	['plain', 'AB12', 'AB12'],
	['spaces at both ends', ' \tAB12\r\n', 'AB12'],
	['spaces inside stay', 'AB  12', 'AB  12'],
	['no-break space', '\u00a0AB12\u00a0', 'AB12'],
	['zero-width space', 'AB\u200b12', 'AB12'],
	['byte order mark', '\ufeffAB12', 'AB12'],
	['soft hyphen', 'AB\u00ad12', 'AB12'],
	['direction marks', '\u200eAB12\u202c', 'AB12'],
	['word joiner', 'AB\u206012', 'AB12'],
	['full-width forms', 'ＡＢ１２', 'AB12'],
	['full-width punctuation', 'Ａ＋１', 'A+1'],
	['leading apostrophe', "'AB12", 'AB12'],
	['curly apostrophe', '\u2019AB12', 'AB12'],
	['full-width apostrophe', '＇AB12', 'AB12'],
	['apostrophe after spaces', "  'AB12", 'AB12'],
	['apostrophe and a space', "' AB12", 'AB12'],
	['only the first apostrophe', "''AB12", "'AB12"],
	['an apostrophe inside stays', "AB'12", "AB'12"],
	['Cyrillic letters stay', 'АВ12', 'АВ12'],
	['Arabic digits stay', '٠١', '٠١'],
])('cleanText: %s', (_, text, clean) => {
	expect(cleanText(text)).toBe(clean);
});

test.each([undefined, null, '', ' ', '\u00a0', '\u200b', "'", " ' ", '\ufeff\t'])(
	'%j is an empty cell',
	(cell) => {
		expect(isEmptyCell(cell)).toBe(true);
	},
);

test.each([0, false, NaN, '0', "''", '-', [], {}])('%j is not an empty cell', (cell) => {
	expect(isEmptyCell(cell)).toBe(false);
});

test.each([
	'Human stool',
	'human_stool',
	'HUMAN-STOOL',
	' humanstool ',
	'Human\u00a0 stool',
	'Ｈuman stool',
])('looseText takes %j for the same as the others', (text) => {
	expect(looseText(text)).toBe('humanstool');
});

test('looseText keeps letters and other marks apart', () => {
	expect(looseText('Human.stool')).not.toBe(looseText('Human stool'));
	expect(looseText('Humans tool')).toBe(looseText('Human stool'));
	expect(looseText('Human stools')).not.toBe(looseText('Human stool'));
});

test.each([0, 1, 99999999999999, Number.MAX_SAFE_INTEGER])('%d has all its digits', (value) => {
	expect(lostDigits(value)).toBeUndefined();
});

test.each([
	[Number.MAX_SAFE_INTEGER + 1, 'rounded'],
	[-Number.MAX_SAFE_INTEGER - 1, 'rounded'],
	[1e300, 'rounded'],
	[1.5, 'decimals'],
	[-1.5, 'decimals'],
	[-1, 'negative'],
	[NaN, 'unreadable'],
	[Infinity, 'unreadable'],
	[-Infinity, 'unreadable'],
])('%d is not what was typed', (value, why) => {
	expect(lostDigits(value)).toBe(why);
});

test.each(['1E5', '1e5', '1.23457E+13', '1,23457E+13', '-1.2e-3', '12345E10'])(
	'%s is scientific notation',
	(text) => {
		expect(isScientific(text)).toBe(true);
	},
);

test.each(['', 'E5', '1E', '1.E5', '1E5.5', 'A1E5', '12345', '1.2.3E4', '1 E5'])(
	'%j is not scientific notation',
	(text) => {
		expect(isScientific(text)).toBe(false);
	},
);

test.each<[unknown]>([
	[2 ** 53],
	[-(2 ** 53)],
	[1e300],
	[NaN],
	[Infinity],
	['1.23457E+13'],
	['1,23457E+13'],
	['1.5e3'],
	['-1.2e+3'],
	['1E+13'],
	[" '1.23457E+13 "],
])('a spreadsheet may have taken digits from %p', (value) => {
	expect(hasLostDigits(value)).toBe(true);
});

test.each<[unknown]>([
	[Number.MAX_SAFE_INTEGER],
	[-Number.MAX_SAFE_INTEGER],
	[1.5],
	[0],
	['12E3'],
	['1e5'],
	['1E13'],
	['2.5E-05'],
	['1e-7'],
	['9007199254740993'],
	['1.2.3E+4'],
	['A1E+5'],
	['1.5'],
	[''],
	[null],
	[true],
])('%p has all its digits, or is a code', (value) => {
	expect(hasLostDigits(value)).toBe(false);
});

test('a value that comes again is not read again, unlike another one of the same content', () => {
	const list = [1];
	const read = jest.fn((cell: unknown) => ({ cell }));
	const readOnce = readingOnce(read);
	const cells = [undefined, undefined, list, list, [1], 'a', 'a', NaN, NaN];
	const readings = cells.map((cell) => readOnce(cell));
	expect(readings.map(({ cell }) => cell)).toEqual(cells);
	expect(read.mock.calls).toEqual([[undefined], [list], [[1]], ['a'], [NaN]]);
	expect(readings[3]).toBe(readings[2]);
});

test.each([
	[{}, true],
	[new Date(0), true],
	[[], false],
	[null, false],
	[undefined, false],
	['text', false],
	[() => 1, false],
])('%p is an object and no list: %j', (value, is) => {
	expect(isObject(value)).toBe(is);
});
