import { nameSome, shorten } from '../../nodes/OneCodex/checking/naming';

test.each([
	['fits', 'fits'],
	['too long', 'too …'],
	['abc😀e', 'abc…'],
	['😀bcde', '😀bc…'],
])('%j in four characters is %j', (text, short) => {
	expect(shorten(text, 4)).toBe(short);
});

test.each<[string[], string]>([
	[[], ''],
	[['A'], 'A'],
	[['A', 'B'], 'A and B'],
	[['A', 'B', 'C'], 'A and B and 1 more'],
	[['A', 'B', 'C', 'D', 'E'], 'A and B and 3 more'],
])('two of %j by name', (names, text) => {
	expect(nameSome(names, 2)).toBe(text);
});

test('the words between are as asked for', () => {
	expect(nameSome(['A', 'B', 'C'], 2, ', ', ' and ')).toBe('A, B and 1 more');
});
