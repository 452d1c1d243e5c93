/** What to say of parameters that apply to the whole execution. Labels come with their quotes. */
export const SETTING_TEXTS = {
	unusable: (label: string) => `The value of ${label} cannot be used`,
	correctIt: (why: string) => `${why} Correct it in the parameters of the node.`,
	/** @param reason what n8n says of the expression */
	expressionFailed: (reason: string) => `Its expression failed (${reason}).`,
	notOnOrOff: () => 'It has to be on or off, or an expression that returns true or false.',
	notAChoice: (choices: readonly string[]) => `It has to be one of: ${choices.join(', ')}.`,
	notAText: () => 'It has to be text, and not empty.',
	notAWholeNumber: (most: number) => `It has to be a whole number from 1 to ${most}.`,
};
