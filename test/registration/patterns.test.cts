import { readBaseUrl } from '../../nodes/OneCodex/api/http/address';
import { idOf } from '../../nodes/OneCodex/api/references';
import { deliveryOfCode } from '../../nodes/OneCodex/api/http/failure';
import { isFixed, mayPassUnnoticed, plainPath } from '../../nodes/OneCodex/parameters/expression';
import { TUBE_BARCODE_PATTERN } from '../../nodes/OneCodex/domain/barcodes';
import { readBarcode } from '../../nodes/OneCodex/registration/planning/barcodes';
import {
	cleanText,
	isScientific,
	looseText,
	MAX_CELL_LENGTH,
} from '../../nodes/OneCodex/checking/cells';
import { readTrackingNumbers } from '../../nodes/OneCodex/registration/planning/fields';
import { makeFault } from '../../nodes/OneCodex/checking/faults';
import { TRACKING_NUMBER_PATTERN } from '../../nodes/OneCodex/registration/planning/schema';

// A pattern that backtracks needs minutes for these; one that does not, milliseconds.
const LENGTH = 200_000;
const many = (text: string) => text.repeat(LENGTH / text.length);
/** Fills a cell, but for some characters more. */
const cell = (text: string) => text.repeat((MAX_CELL_LENGTH - 10) / text.length);

const kindOf = (text: string) => readBarcode(text, true).kind;
const refused = (text: string) => readTrackingNumbers(text).kind;

const CASES: Array<[string, () => unknown, unknown]> = [
	['barcode: digits and a letter', () => kindOf(`${cell('1')}x`), 'fault'],
	['barcode: digits', () => kindOf(cell('1')), 'fault'],
	['barcode: zeros after a decimal mark', () => kindOf(`1.${cell('0')}x`), 'fault'],
	['barcode: spaces between', () => kindOf(`1${cell(' ')}!`), 'fault'],
	['barcode: apostrophes', () => kindOf(cell(" '")), 'fault'],
	['barcode: invisible characters', () => kindOf(`${cell('\u200b')}!`), 'fault'],
	['barcode pattern', () => TUBE_BARCODE_PATTERN.test(many('1')), false],
	['tracking pattern', () => TRACKING_NUMBER_PATTERN.test(many('1 -')), false],
	['tracking: spaces', () => refused(`${cell('a ')}#`), 'fault'],
	['tracking: separators', () => refused(`${cell(',;\n')}#`), 'fault'],
	['scientific: digits', () => isScientific(`${many('1')}x`), false],
	['scientific: decimals', () => isScientific(`1.${many('1')}e`), false],
	['scientific: exponent', () => isScientific(`1e${many('1')}x`), false],
	['clean text: spaces and no apostrophe', () => cleanText(`${many(' ')}x`), 'x'],
	['clean text: full-width', () => cleanText(many('Ａ')).length, LENGTH],
	['loose text: hyphens', () => looseText(`${many('_- ')}x`), 'x'],
	['expression: spaces', () => plainPath(`={{${many(' ')}`), undefined],
	['expression: spaces at the end', () => plainPath(`={{ $json.a${many(' ')}}`), undefined],
	['expression: dots', () => plainPath(`={{ $json${many('.a')}`), undefined],
	['expression: dollars', () => plainPath(`={{ $json.${many('$')}!`), undefined],
	['expression: brackets', () => plainPath(`={{ $json${many('["')}`), undefined],
	['expression: keys', () => plainPath(`={{ $json${many('["a"]')}!`), undefined],
	['fixed: open braces', () => isFixed(`={{ ${many('$now ')}$json`), false],
	['fixed: roots', () => isFixed(`={{ ${many('$now ')}$json }}`), false],
	['fixed: one root', () => isFixed(`={{ $now${many('a')}! }}`), false],
	['fixed: a chain', () => isFixed(`={{ $now${many('.a')}! }}`), false],
	['fixed: calls', () => isFixed(`={{ $now${many('.a(1)')}! }}`), false],
	['fixed: a call', () => isFixed(`={{ $now.a(${many('1, ')}! }}`), false],
	['fixed: digits', () => isFixed(`={{ ${many('1')}! }}`), false],
	['fixed: sums', () => isFixed(`={{ 1${many(' + 1')}! }}`), false],
	['fixed: spaces', () => isFixed(`={{ 1${many(' ')}! }}`), false],
	['unnoticed: words', () => mayPassUnnoticed(`={{ ${many('new  Dat ')} }}`), false],
	['unnoticed: spaces', () => mayPassUnnoticed(`={{ new${many(' ')} }}`), false],
	['unnoticed: quotes', () => mayPassUnnoticed(`={{ ${many('"')}' }}`), false],
	['unnoticed: input', () => mayPassUnnoticed(`={{ $input${many(' ')} }}`), true],
	['unnoticed: braces', () => mayPassUnnoticed(`=${many('{{ ')}`), false],
	['unnoticed: catch', () => mayPassUnnoticed(`={{ ${many('catch ')} }}`), true],
	['id', () => idOf(`${many('a')}/${many('a')}!`), undefined],
	['id: slashes', () => idOf(many('/')), undefined],
	['code', () => deliveryOfCode(`EAI_${many('A')}!`), 'unknown'],
	['code: certificate', () => deliveryOfCode(`CERT_${many('_')}!`), 'unknown'],
	['base URL: slashes', () => readBaseUrl(`https://h/${many('/')}`).ok, true],
	['base URL: slashes and more', () => readBaseUrl(`https://h/${many('/')}x`).ok, true],
	['a value in a message', () => makeFault('row', many('a'), 'not_text').value.length, 61],
];

test.each(CASES)('%s', async (_, run, result) => {
	expect(run()).toBe(result);
	// Jest notices that the time is up only when its own timer gets a turn.
	await new Promise((resolve) => setTimeout(resolve));
});
