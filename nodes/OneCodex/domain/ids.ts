/** The kinds of objects that a user names by an id, with the words for them in a sentence. */
export const NOUNS = {
	batch: 'sequencing batch',
	sample: 'sample',
	metadata: 'metadata record',
	project: 'project',
} as const;

export type IdKind = keyof typeof NOUNS;
