/** Cuts a text to a readable length, and says so by an ellipsis. Nothing else of it is kept alive. */
export function shorten(text: string, mostChars: number): string {
	if (text.length <= mostChars) return text;
	// Half of a surrogate pair is no character.
	return copyOf(`${text.slice(0, mostChars).replace(/[\uD800-\uDBFF]$/, '')}…`);
}

/** The same text in memory of its own: V8 takes a part of a text from the whole, which it then keeps. */
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le');

/**
 * The first of some names, and how many more there are: "A and B and 3 more".
 * @param beforeRest what stands before the number of the others
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
