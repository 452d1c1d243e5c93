import { hasLostDigits } from '../../nodes/OneCodex/checking/cells';
import { readDay } from '../../nodes/OneCodex/checking/dates';
import { readId } from '../../nodes/OneCodex/checking/ids';
import { splitList } from '../../nodes/OneCodex/checking/lists';
import { readCode, readNumber, readYesOrNo } from '../../nodes/OneCodex/checking/values';

// A pattern that backtracks needs minutes for these; one that does not, milliseconds.
const LENGTH = 200_000;
const many = (text: string) => text.repeat(LENGTH / text.length);

const id = (text: string) => readId('sample', text).kind;
const date = (text: string) => readDay('date_collected', text, 'UTC').kind;
const number = (text: string) => readNumber('location_lat', text, [-90, 90]).kind;

const CASES: Array<[string, () => unknown, unknown]> = [
	['id: digits', () => id(many('a')), 'fault'],
	['id: slashes', () => id(many('/')), 'fault'],
	['id: segments', () => id(many('samples/')), 'fault'],
	['id: ids', () => id(many('/0123456789abcdef/0')), 'fault'],
	['id: questions', () => id(`/${many('?#')}`), 'fault'],
	['id: spaces', () => id(`${many(' ')}! !`), 'fault'],
	['date: digits', () => date(many('1')), 'fault'],
	['date: digits behind', () => date(`2026-01-05T00:00:00.${many('1')}`), 'fault'],
	['date: zones', () => date(`2026-01-05T00:00${many('+00:00')}`), 'fault'],
	['number: digits and a letter', () => number(`${many('1')}x`), 'fault'],
	['number: decimals and a letter', () => number(`1.${many('1')}x`), 'fault'],
	['code: digits', () => readCode('name', `1.${many('1')}e`, 60).kind, 'fault'],
	['lost digits: digits', () => hasLostDigits(`${many('1')}x`), false],
	['lost digits: decimals', () => hasLostDigits(`1.${many('1')}`), false],
	['lost digits: exponent', () => hasLostDigits(`1e+${many('1')}x`), false],
	['date: zeros', () => date(`2026-01-05T00:00:00.${many('0')}x`), 'fault'],
	['yes or no: hyphens', () => readYesOrNo('starred', `yes${many('_- ')}x`).kind, 'fault'],
	['list: separators', () => splitList(many(',;\n')).length, 0],
	['list: spaces', () => splitList(`${many(' ')}x`).length, 1],
];

test.each(CASES)('%s', async (_, run, result) => {
	expect(run()).toBe(result);
	// Jest notices that the time is up only when its own timer gets a turn.
	await new Promise((resolve) => setTimeout(resolve));
});
