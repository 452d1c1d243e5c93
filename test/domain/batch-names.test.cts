import {
	foldName,
	isNameOf,
	isPlainName,
	nameFinder,
	namePrefix,
	withoutNumber,
} from '../../nodes/OneCodex/domain/batchNames';
import { lengthOf } from '../../nodes/OneCodex/registration/planning/names';

test.each([
	['Rack 1', 'Rack 1'],
	[' Rack\u00a0 1\t', 'Rack 1'],
	['Ra\u200bck\ufe0f 1', 'Rack 1'],
	['\u202eRack 1', 'Rack 1'],
	['Cafe\u0301', 'Caf\u00e9'],
	['rack 1', 'rack 1'],
	['Rack  1', 'Rack 1'],
])('%j is compared as %j', (name, folded) => {
	expect(foldName(name)).toBe(folded);
});

test.each([
	['R', true],
	['Rack', true],
	['Rack 12 of 2026', true],
	['', false],
	[' Rack', false],
	['Rack ', false],
	['Rack  1', false],
	['Rack\u00a01', false],
	['Caf\u00e9', false],
	['Rack\n', false],
])('%j is the same in every form: %j', (name, is) => {
	expect(isPlainName(name)).toBe(is);
});

test('a name is as long as it has characters', () => {
	expect(lengthOf('😀'.repeat(51))).toBe(51);
});

test.each([
	['Rack (1 of 2)', 'Rack'],
	['Rack', 'Rack'],
	['Rack\u00a0(12 of 200)', 'Rack'],
	['Rack (1 of 2) b', 'Rack (1 of 2) b'],
])('%j without its number is %j', (name, base) => {
	expect(withoutNumber(name)).toBe(base);
});

test('a name may be that of several', () => {
	expect(nameFinder(['Rack', 'Rack (1 of 2)'])('Rack (1 of 2)').sort()).toEqual([
		'Rack',
		'Rack (1 of 2)',
	]);
});

test.each([
	['Rack', 'Rack', true],
	['Rack', 'Rack (1 of 2)', true],
	['Rack', 'Rack (17 of 200)', true],
	['n'.repeat(100), `${'n'.repeat(91)} (1 of 2)`, true],
	['n'.repeat(100), `${'n'.repeat(85)} (5000 of 5000)`, true],
	['Rack', 'Rack (NaN of NaN)', false],
	['Rack', 'rack', true],
	['Stra\u00dfe', 'STRASSE (1 OF 2)', true],
	['Rack', 'Rack 2', false],
	['Rack', 'Rack (1 of 2) ', true],
	['Rack', ' Ra\u200bck', true],
	['Rack', 'Rack  (1 of 2)', true],
	['Rack', 'Rack\n(1 of 2)', true],
	['Ca\u0301fe 1', 'C\u00e1fe\u00a01', true],
	['Rack 1', 'Rack\u20681\u2069', false],
	['Rack 1', 'Rack \u20681\u2069', true],
	['Rack', 'Rack (1)', false],
	['Rack', 'Rack (01 of 02)', false],
	['Rack', 'Rack (1 of 2) (1 of 2)', false],
	['Rack (1 of 2)', 'Rack', false],
	['n'.repeat(100), `${'n'.repeat(90)} (1 of 2)`, false],
])('for the batch %j, %j is one of its names: %j', (base, name, is) => {
	expect(isNameOf(base, name)).toBe(is);
	expect(nameFinder(['Other', base])(name)).toEqual(is ? [base] : []);
});

test.each([
	['Rack', 'Rack'],
	['n'.repeat(100), 'n'.repeat(85)],
	[`${'n'.repeat(84)} nn`, 'n'.repeat(84)],
	[`${'n'.repeat(84)}😀`, `${'n'.repeat(84)}😀`],
	[`${'n'.repeat(85)}😀`, 'n'.repeat(85)],
	[' Rack', ''],
	['Rack ', 'Rack'],
	['2026_Rack', '2026'],
	['100 % Rack', '100'],
	['a\\b', 'a'],
	['Rack  1', 'Rack'],
	['Stra\u00dfe 1', 'Stra'],
	['Rack\u00a01', 'Rack'],
	['Ra\u200bck', 'Ra'],
	['Caf\u00e9', 'Caf'],
	['Cafe\u0301', 'Caf'],
	['\u673a\u67b6 1', '\u673a\u67b6 1'],
])('all names of the batch %j begin with %j', (base, prefix) => {
	expect(namePrefix(base)).toBe(prefix);
});

test.each(['x\nRack (1 of 2)', 'Rack (1 of 2) x', '', 'undefined (NaN of NaN)'])(
	'%j is no name of the batch Rack',
	(name) => {
		expect(isNameOf('Rack', name)).toBe(false);
	},
);
