import { FIELD_NAMES, type FaultField } from '../../domain/fields';
import { NOUNS, withArticle, type IdKind } from '../../domain/ids';
import { LABELS } from '../labels';
import { AS_TEXT, type Phrases } from './phrase';

const FIX_EXPRESSION = 'Open the parameter and correct the expression';

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

const isEmpty = (field: FaultField) => `${FIELD_NAMES[field]} is empty`;
const idCure = (kind: IdKind) =>
	`Use the ID of the ${NOUNS[kind]}, such as 0123456789abcdef, or its URL`;

/** The words for what can be wrong with a value of any kind, or with an ID. */
export const VALUE_PHRASES = {
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
		cure: 'Use text with commas between the values, or a list of text values',
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
		what: `${count} more ${count === 1 ? 'value' : 'values'} of ${FIELD_NAMES[field]} ${count === 1 ? 'needs' : 'need'} fixing`,
		cure: `Fix ${count === 1 ? 'it' : 'them'} the same way`,
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
		what: `the URL of ${withArticle(other)}, not of ${withArticle(NOUNS[kind])}`,
		cure: idCure(kind),
	}),
	address_without_id: ({ kind }) => ({ what: 'a URL without an ID', cure: idCure(kind) }),
	address_with_ids: ({ kind }) => ({ what: 'a URL with several IDs', cure: idCure(kind) }),
	not_found: ({ kind }) => ({
		what: `no ${NOUNS[kind]} of this account`,
		cure: 'Check the ID, and that the credential has the API key of the right account',
	}),
} satisfies Partial<Phrases>;
