/** The characters that a barcode may have, as they are called and as a pattern. */
const CHARACTERS = {
	'letters and digits': '[a-zA-Z0-9]',
	digits: '[0-9]',
};

/** A format of tube barcodes. */
interface BarcodeFormat {
	length: number;
	characters: keyof typeof CHARACTERS;
	example: string;
}

/**
 * The formats of tube barcodes, in the order of the API description, which is that of their lengths. All
 * of them can be all digits. Patterns, messages and descriptions are derived from this list, and
 * `openapi/` and the pages are tested against it.
 */
export const BARCODE_FORMATS: readonly BarcodeFormat[] = [
	// Sample collection tubes.
	{ length: 10, characters: 'letters and digits', example: 'ABC1234567' },
	// Reformatting tubes.
	{ length: 14, characters: 'digits', example: '12345678901234' },
];

/** A whole barcode of any format. */
export const TUBE_BARCODE_PATTERN = new RegExp(
	BARCODE_FORMATS.map(({ characters, length }) => `^${CHARACTERS[characters]}{${length}}$`).join(
		'|',
	),
);

/** The formats in words, as in "10 letters and digits or 14 digits". */
export const BARCODE_WORDS = BARCODE_FORMATS.map(
	({ length, characters }) => `${length} ${characters}`,
).join(' or ');

const LENGTHS = BARCODE_FORMATS.map(({ length }) => length);
const [beforeLongest = 0, longest = 0] = LENGTHS.slice(-2);

/** The most digits that a barcode can have. */
export const MOST_DIGITS = longest;

/** So many digits can only be the longest barcode without its leading zeros: no other format is longer. */
export const RESTORABLE = { least: beforeLongest + 1, most: longest - 1 };

/** So many digits are a valid barcode, but a longer one looks the same without its leading zeros. */
export const UNCERTAIN_LENGTHS: readonly number[] = LENGTHS.slice(0, -1);

const NOT_SEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What makes two barcodes the same tube, whatever One Codex adds around one. Letter case does not count:
 * no run sends two barcodes that differ in nothing else, since the plan calls them repeated.
 */
export const barcodeKey = (barcode: string): string =>
	(/^[0-9A-Za-z]*$/.test(barcode)
		? barcode
		: barcode.normalize('NFKC').replace(NOT_SEEN, '')
	).toUpperCase();
