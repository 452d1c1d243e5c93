import { isPlace, wellIn } from '../../nodes/OneCodex/checking/places';

test.each([
	['Well', true],
	['POSITION', true],
	['rack_', true],
	['Rack ID', false],
	['Wells', false],
	['', false],
])('a column %j says where a tube is: %j', (title, is) => {
	expect(isPlace(title)).toBe(is);
});

test.each<[Record<string, unknown>, string]>([
	[{ Code: 'x', Well: 'B7' }, 'B7'],
	[{ Position: 12, well: 'B7' }, 'B7'],
	[{ Position: 12 }, '12'],
	[{ Well: ' ', Position: 'A1' }, 'A1'],
	[{ Rack: 'R1' }, ''],
	[{}, ''],
])('the place of a tube by %j is %j', (columns, place) => {
	expect(wellIn(columns)).toBe(place);
});
