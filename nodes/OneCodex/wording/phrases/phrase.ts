import type { FaultCode, FaultParams } from '../../domain/fault';
import type { FaultField } from '../../domain/fields';

/** The words of a fault, both without an end mark. */
export interface FaultWords {
	/** What is wrong. It follows the field and its value; where no value is shown, it is a sentence of its own. */
	what: string;
	cure: string;
}

/** What makes the words, for each code. */
export type Phrases = {
	[Code in FaultCode]: (params: FaultParams[Code], field: FaultField) => FaultWords;
};

export const AS_TEXT =
	'Format the column as plain text in the spreadsheet, and enter the value again';
export const TYPES = {
	list: 'a list',
	object: 'an object',
	boolean: 'true or false',
	other: 'no value',
};

export const quote = (text: string) => `"${text}"`;

/** Which columns there are, as part of a sentence. */
export function thereAre(titles: string[]): string {
	if (titles.length === 0) return 'there are no columns';
	const list = titles.slice(0, 10).map(quote).join(', ');
	return `there ${titles.length === 1 ? 'is' : 'are'}: ${list}`;
}
