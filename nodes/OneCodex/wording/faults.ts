import { nameSome } from '../checking/naming';
import { BARCODE_WORDS } from '../domain/barcodes';
import type { Fault, FaultCode, FaultParams } from '../domain/fault';
import { FIELD_NAMES, type FaultField } from '../domain/fields';
import { NOUNS, type IdKind } from '../domain/ids';
import { LABELS } from './labels';

/** The words of a fault, both without an end mark. */
interface FaultWords {
	/** What is wrong. It follows the field and its value; where no value is shown, it is a sentence of its own. */
	what: string;
	cure: string;
}

type Phrase<Code extends FaultCode> = (params: FaultParams[Code], field: FaultField) => FaultWords;

const SCAN_AGAIN = 'Enter or scan the barcode on the tube again';
const AS_TEXT = 'Format the column as plain text in the spreadsheet, and enter the value again';
const FIX_EXPRESSION = 'Open the parameter and correct the expression';
const LIST_SHAPE =
	'Use a list of objects, such as [{ "tube_barcode": "…", "specimen_type": "…", "sequencing_depth": "…" }]';
const TRY_LATER =
	'Try again later. One Codex analyzes a sample some time after its data arrives, and the One Codex Event Trigger can start a workflow when it is done';
const ASK = 'Ask One Codex about it';

const EMPTY_CURES: Partial<Record<FaultField, string>> = {
	tube_barcode: 'Enter the barcode, or delete the row',
	batch_name: 'Enter a name for the batch',
	return_tracking_numbers: 'Enter at least one tracking number of the shipment to the lab',
};
const NUMBERS = {
	unreadable: 'not a number that can be read',
	rounded: 'a number beyond 2^53, so its last digits were rounded',
	decimals: 'a number with decimals',
	negative: 'a negative number',
};
const TYPES = { list: 'a list', object: 'an object', boolean: 'true or false', other: 'no value' };

/** The words for each code. */
const PHRASES: { [Code in FaultCode]: Phrase<Code> } = {
	empty: (_, field) => ({
		what: isEmpty(field),
		cure: EMPTY_CURES[field] ?? `Map a column to '${FIELD_NAMES[field]}'`,
	}),
	empty_choice: ({ choices }, field) => ({
		what: isEmpty(field),
		cure: `Enter ${choices.join(' or ')}, or set a default under ${LABELS.options}`,
	}),
	empty_filter: (_, field) => ({
		what: isEmpty(field),
		cure: `Map a column to '${FIELD_NAMES[field]}', or remove the filter`,
	}),
	not_text: () => ({ what: 'not text', cure: 'Map a column that holds text' }),
	not_text_list: () => ({
		what: 'not text',
		cure: 'Use text with commas between the values, or a list of texts',
	}),
	too_long: ({ length, most }) => ({
		what: `${length} characters`,
		cure: `Use at most ${most} characters`,
	}),
	lost_digits: () => ({ what: 'a long number that may have lost digits', cure: AS_TEXT }),
	unusable_number: ({ reason }) => ({ what: NUMBERS[reason], cure: AS_TEXT }),
	scientific: () => ({ what: 'in scientific notation, so digits are lost', cure: AS_TEXT }),
	not_a_number: () => ({
		what: 'not a number',
		cure: 'Use digits with a decimal point, such as 52.52',
	}),
	not_a_whole_number: ({ least, most }) => ({
		what: 'not a whole number',
		cure: `Use a whole number from ${least} to ${most}`,
	}),
	out_of_range: ({ least, most }) => ({
		what: 'out of range',
		cure: `Use a number from ${least} to ${most}`,
	}),
	not_yes_or_no: () => ({ what: 'neither true nor false', cure: 'Use true or false' }),
	unclear_date: () => ({
		what: 'not an unambiguous date',
		cure: 'Write year, month and day, such as 2026-01-31 or 2026-01-31T14:30',
	}),
	not_a_choice: ({ choices }) => ({
		what: 'not one of the choices',
		cure: `Use ${choices.join(' or ')}`,
	}),
	more_values: ({ count }, field) => ({
		what: `${count} more values of ${FIELD_NAMES[field]} need fixing`,
		cure: 'Fix them the same way',
	}),
	expression_failed: ({ reason, parameter }, field) => ({
		what: `The expression in '${parameter ?? FIELD_NAMES[field]}' failed (${reason})`,
		cure: FIX_EXPRESSION,
	}),

	not_an_id: ({ kind }) => ({ what: 'not an ID', cure: idCure(kind) }),
	id_not_text: ({ kind }) => ({ what: 'not text', cure: idCure(kind) }),
	id_as_number: () => ({
		what: 'a number, which may have lost digits of the ID',
		cure: AS_TEXT,
	}),
	address_of_other: ({ kind, other }) => ({
		what: `the URL of ${article(other)}, not of ${article(NOUNS[kind])}`,
		cure: idCure(kind),
	}),
	address_without_id: ({ kind }) => ({ what: 'a URL without an ID', cure: idCure(kind) }),
	address_with_ids: ({ kind }) => ({ what: 'a URL with several IDs', cure: idCure(kind) }),
	not_found: ({ kind }) => ({
		what: `no ${NOUNS[kind]} of this account`,
		cure: 'Check the ID, and that the credential has the API key of the right account',
	}),

	barcode_not_text: ({ type }) => ({
		what: `${TYPES[type]} instead of text`,
		cure: 'Map the column that holds the barcode',
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

	batch_name_not_text: () => ({
		what: 'not text',
		cure: 'Use text, or an expression that returns text (for a date, add .toFormat("yyyy-LL-dd"))',
	}),
	half_character: () => ({
		what: 'ends in half a character, such as an emoji that was cut in two',
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
		what: `No column has the title Tube Barcode or Barcode (${thereAre(titles)})`,
		cure: `Rename the column${orMap(canMap)}`,
	}),
	ambiguous_columns: ({ titles, canMap }, field) => ({
		what: `The columns ${nameSome(titles.map(quote), 3)} could both be the ${FIELD_NAMES[field]}`,
		cure: `Rename or remove all but one of them${orMap(canMap)}`,
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
	not_an_object: () => ({ what: 'The sample is not an object', cure: LIST_SHAPE }),
	varies_by_item: (_, field) => ({
		what: `${FIELD_NAMES[field]} differs from item to item, but the samples are the same for all items`,
		cure: 'Map the samples of each item, or use one value for all items',
	}),

	no_metadata: () => ({ what: 'no metadata record', cure: ASK }),
	custom_not_an_object: () => ({
		what: 'not an object',
		cure: 'Use an object such as { "patient": "P-7" }, or map no column to \'Custom\'',
	}),
	custom_unreadable: () => ({
		what: 'the custom value of the record, which is not an object, so nothing can be added to it',
		cure: 'Remove the custom values from the row, or ask One Codex',
	}),
	custom_lost_digits: ({ title }) => ({
		what: `a number in the column "${title}" that may have lost digits`,
		cure: AS_TEXT,
	}),
	custom_not_flat: ({ title, type }) => ({
		what: `${TYPES[type]} in the column "${title}", which custom metadata cannot hold`,
		cure: 'Use text, a number, or true or false, or remove the column from the items',
	}),
	custom_not_kept: ({ titles }) => ({
		what: `One Codex did not keep ${nameSome(titles.map(quote), 5)}, although it was written twice`,
		cure: 'Another program may be changing the same record: check it in One Codex, and run the row again',
	}),

	tags_unknown: ({ sampleId }) => ({
		what: `cannot be added or removed, because the present tags of the sample ${sampleId} could not be read`,
		cure: `Run the workflow again later, or set ${LABELS.tagAction} to ${LABELS.setTags}`,
	}),
	tags_differ: ({ sampleId }) => ({
		what: `The sample ${sampleId} now has different tags than it should`,
		cure: 'Another program may have changed its tags at the same moment: check it in One Codex, and run the workflow again',
	}),
	not_analyzed: ({ status }) => ({
		what: `no results yet (status: ${status ?? 'not known'})`,
		cure: TRY_LATER,
	}),
	analysis_unfinished: () => ({
		what: 'no results yet, because the analysis is not finished',
		cure: TRY_LATER,
	}),
	analysis_failed: ({ reason }) => ({
		what: `no results, because the analysis failed${reason && `: ${reason}`}`,
		cure: 'Run the analysis again in One Codex, or ask One Codex about it',
	}),
	analysis_without_results: () => ({
		what: 'no results, although the analysis succeeded',
		cure: ASK,
	}),
	analysis_not_found: ({ analysisId }) => ({
		what: `no results, because One Codex does not have the analysis ${analysisId}`,
		cure: ASK,
	}),
};

/** What a fault means, and what to do about it. */
export function faultWords({ code, params, field }: Fault): FaultWords {
	// Each code comes with its params, which TypeScript does not follow through the table.
	const phrase = PHRASES[code] as (params: unknown, field: FaultField) => FaultWords;
	return phrase(params, field);
}

const isEmpty = (field: FaultField) => `${FIELD_NAMES[field]} is empty`;
const idCure = (kind: IdKind) =>
	`Use the ID of the ${NOUNS[kind]}, such as 0123456789abcdef, or its URL`;
const article = (noun: string) => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
const quote = (text: string) => `"${text}"`;
const orMap = (canMap: boolean) => (canMap ? `, or choose the mode ${LABELS.mapManually}` : '');

/** Which columns there are, as part of a sentence. */
export function thereAre(titles: string[]): string {
	if (titles.length === 0) return 'there are no columns';
	const list = titles.slice(0, 10).map(quote).join(', ');
	return `there ${titles.length === 1 ? 'is' : 'are'}: ${list}`;
}

/** A character with its code point: look-alikes of Latin letters cannot be told apart by eye. */
function nameCharacter(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const hex = code.toString(16).toUpperCase().padStart(4, '0');
	return code > 0x7e || code < 0x20
		? `"${char}" (U+${hex}), which is not a plain letter`
		: `"${char}"`;
}
