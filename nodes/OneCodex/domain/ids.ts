/** The kinds of objects that a user names by an id, with the words for them in a sentence. */
export const NOUNS = {
	batch: 'sequencing batch',
	sample: 'sample',
	metadata: 'metadata record',
	project: 'project',
	analysis: 'analysis',
	job: 'job',
} as const;

export type IdKind = keyof typeof NOUNS;

/** A noun with its article: a user, but an analysis. */
export const withArticle = (noun: string): string => `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
