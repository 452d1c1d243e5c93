/** Cuts a text to a length, with an ellipsis at the end. Does not keep the whole text in memory. */
export function shorten(text: string, mostChars: number): string {
	if (text.length <= mostChars) return text;
	// Half of a surrogate pair is not a character.
	return copyOf(`${text.slice(0, mostChars).replace(/[\uD800-\uDBFF]$/, '')}…`);
}

/** A copy of a text. In V8, a part of a text keeps the whole text in memory. */
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le');

/**
 * The first of some names, and how many more there are: "A and B and 3 more".
 * @param beforeRest the text before the number of the others
 */
export function nameSome(
	names: string[],
	most: number,
	between = ' and ',
	beforeRest = between,
): string {
	const more = names.length - most;
	return names.slice(0, most).join(between) + (more > 0 ? `${beforeRest}${more} more` : '');
}
