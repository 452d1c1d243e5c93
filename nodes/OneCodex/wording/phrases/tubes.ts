import { nameSome } from '../../checking/naming';
import { BARCODE_WORDS } from '../../domain/barcodes';
import { FIELD_NAMES } from '../../domain/fields';
import { LABELS } from '../labels';
import { AS_TEXT, TYPES, quote, thereAre, type Phrases } from './phrase';

const SCAN_AGAIN = 'Enter or scan the barcode on the tube again';
const LIST_SHAPE =
	'Use a list of objects, such as [{ "tube_barcode": "…", "specimen_type": "…", "sequencing_depth": "…" }]';

const RENAMED = ' (n8n adds _1 to a title that is there twice)';

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const numbers = (all: string[]) => ` (batch numbers: ${nameSome(all, 3, ', ', ' and ')})`;
const orMap = (canMap: boolean) => (canMap ? `, or choose the mode ${LABELS.mapManually}` : '');

/** A character with its code point: look-alikes of Latin letters look the same to the eye. */
function nameCharacter(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const hex = code.toString(16).toUpperCase().padStart(4, '0');
	return code > 0x7e || code < 0x20
		? `"${char}" (U+${hex}), which is not a plain letter`
		: `"${char}"`;
}

/** The words for what can be wrong with tubes, their batch, and the columns or lists that they come from. */
export const TUBE_PHRASES = {
	barcode_not_text: ({ type }) => ({
		what: `${TYPES[type]} instead of text`,
		cure: 'Map the column that holds the barcode',
	}),
	barcode_not_read: ({ well }) => ({
		what: `the scanner could not read the barcode${well && ` at position ${well}`}`,
		cure: 'Clean the tube and scan it again, or enter the barcode by hand',
	}),
	barcode_with_decimals: () => ({
		what: 'saved as a decimal number, so digits may be lost',
		cure: AS_TEXT,
	}),
	barcode_with_character: ({ character }) => ({
		what: `contains ${nameCharacter(character)}`,
		cure: SCAN_AGAIN,
	}),
	barcode_length: ({ length }) => ({
		what: `${plural(length, 'character')} instead of ${BARCODE_WORDS}`,
		cure: SCAN_AGAIN,
	}),
	barcode_lines: () => ({
		what: 'more than one line, so it may be several barcodes',
		cure: 'Put each tube into a row of its own',
	}),
	barcode_words: () => ({
		what: 'words instead of a barcode',
		cure: `${SCAN_AGAIN}, or remove the row if there is no tube`,
	}),
	too_many_digits: ({ digits, most }) => ({
		what: `${digits} digits instead of ${most}`,
		cure: SCAN_AGAIN,
	}),
	lost_zeros: ({ digits, canBeRestored }) => ({
		what: `${plural(digits, 'digit')}, so the leading zeros are probably lost`,
		cure: canBeRestored ? `${AS_TEXT}, or turn on ${LABELS.restoreZeros}` : AS_TEXT,
	}),
	repeated: ({ rows, more, inOtherCase }) => ({
		what: `also in row ${rows.join(' and row ')}${more > 0 ? ` and ${more} more` : ''}${inOtherCase ? ', in different letter case' : ''}`,
		cure: 'Keep one row for each tube',
	}),
	already_registered: ({ batches }) => ({
		what: `already registered in batch ${nameSome(batches, 3)}`,
		cure: `Remove the row, or set ${LABELS.ifRegistered} to ${LABELS.existing}`,
	}),
	tube_not_found: ({ days, canceled, unsure }) => ({
		what: [
			`not in any active sequencing batch of the last ${days} days`,
			...(canceled.length > 0 ? [`it is only in canceled ones${numbers(canceled)}`] : []),
			...(unsure.length > 0 ? [`some may not show all of their tubes yet${numbers(unsure)}`] : []),
		].join('; '),
		cure: `Check the barcode, or use Find Tubes with a higher ${LABELS.lookBackDays}`,
	}),
	tube_without_sample: ({ batch }) => ({
		what: `in batch number ${batch}, but without a sample`,
		cure: 'Ask One Codex about it',
	}),

	batch_name_not_text: () => ({
		what: 'not text',
		cure: 'Use text, or an expression that returns text (for a date, add .toFormat("yyyy-LL-dd"))',
	}),
	half_character: () => ({
		what: 'has half a character, such as an emoji that was cut in two',
		cure: 'Enter the name again, or cut it at another place',
	}),
	too_many_tracking_numbers: ({ count, unit, most }) => ({
		what: `${count} ${unit}`,
		cure: `Use at most ${most} tracking numbers`,
	}),
	too_many_in_batch: ({ count, batch, most }, field) => ({
		what: `${FIELD_NAMES[field]} has ${count} different numbers in the batch "${batch}"`,
		cure: `Use at most ${most} in a batch`,
	}),
	tracking_number_characters: () => ({
		what: 'has characters other than letters, digits, spaces and hyphens',
		cure: 'Separate several tracking numbers by commas, semicolons or new lines',
	}),

	no_barcode_column: ({ titles, canMap }) => ({
		what: `No column has the title Tube Barcode, Barcode or Tube ID (${thereAre(titles)})`,
		cure: `Rename the column that holds the barcodes${orMap(canMap)}`,
	}),
	ambiguous_columns: ({ titles, canMap, twice }, field) => ({
		what: `The columns ${nameSome(titles.map(quote), 3)} could both be the ${FIELD_NAMES[field]}${twice ? RENAMED : ''}`,
		cure: `Rename or remove all but one of them${orMap(canMap)}`,
	}),
	unknown_columns: ({ titles }) => ({
		what: `Unknown ${titles.length === 1 ? 'column' : 'columns'} ${nameSome(titles.map(quote), 5)}`,
		cure: `Rename or remove ${titles.length === 1 ? 'it' : 'them'}, or set ${LABELS.unknownColumns} to ${LABELS.ignore}`,
	}),
	no_plate_columns: ({ titles }) => ({
		what: `No column has a title from 1 to 12 (${thereAre(titles)})`,
		cure: 'Use the numbers of the plate columns as titles',
	}),
	second_plate: ({ titles }) => ({
		what: `The ${titles.length === 1 ? 'column' : 'columns'} ${nameSome(titles.map(quote), 3)} ${titles.length === 1 ? 'looks' : 'look'} like a second plate beside the first`,
		cure: 'Put it below the first plate, or into a sheet of its own',
	}),
	not_a_well: () => ({
		what: 'not a well from A1 to H12',
		cure: 'Use titles from 1 to 12, and begin each row with its letter from A to H',
	}),
	no_samples: () => ({ what: 'There are no samples', cure: 'Add a sample in the node' }),
	list_empty: () => ({ what: `${LABELS.sampleList} is empty`, cure: LIST_SHAPE }),
	list_not_json: () => ({ what: `${LABELS.sampleList} is not valid JSON`, cure: LIST_SHAPE }),
	not_a_list: () => ({ what: `${LABELS.sampleList} is neither a list nor JSON`, cure: LIST_SHAPE }),
	list_too_long: ({ entries, most }) => ({
		what: `${LABELS.sampleList} has ${entries} entries`,
		cure: `Use at most ${most} entries in a list`,
	}),
	lists_too_long: ({ most }) => ({
		what: `The lists of all items together have more than ${most} entries`,
		cure: 'Map a list that holds only the samples of its item, or use fewer items',
	}),
	not_an_object: () => ({
		what: `${LABELS.sampleList} has an entry that is not an object`,
		cure: LIST_SHAPE,
	}),
	moves_on: (_, field) => ({
		what: `${FIELD_NAMES[field]} contains a time that differs from row to row`,
		cure: "Use the date instead, such as {{ $now.toFormat('yyyy-MM-dd') }}",
	}),
	varies_by_item: (_, field) => ({
		what: `${FIELD_NAMES[field]} differs from item to item, but the samples are the same for all items`,
		cure: 'Map the samples of each item, or use one value for all items',
	}),
} satisfies Partial<Phrases>;
