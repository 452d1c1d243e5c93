import { MAX_BATCH_NAME_LENGTH, MAX_SAMPLES_PER_BATCH } from './batch';

// Invisible marks, those of direction among them.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Whether a name is the same in every form, as most are: printable ASCII with single spaces inside. */
export const isPlainName = (name: string): boolean => /^[!-~]+(?: [!-~]+)*$/.test(name);

/**
 * A batch name in the form in which two are compared. One Codex may store a name otherwise than it was
 * sent, and people write one in ways that look the same: what differs in Unicode normalisation,
 * white space and invisible marks only is the same name.
 */
export function foldName(name: string): string {
	if (isPlainName(name)) return name;
	return name.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/**
 * A batch name in the form by which batches are looked for. One Codex may store names in upper case; names that
 * differ in letter case only are not the same for that, and which of them holds a tube, its list of tubes says.
 */
export const nameKey = (name: string): string => foldName(name).toUpperCase();

/** The name of one of the batches that a large batch is split into: "NAME (1 of 3)". */
export function numberedName(name: string, number: number, count: number): string {
	const suffix = ` (${number} of ${count})`;
	return beginningOf(name, MAX_BATCH_NAME_LENGTH - suffix.length) + suffix;
}

const beginningOf = (name: string, length: number) => [...name].slice(0, length).join('').trimEnd();

const NUMBERED = /^(.*) \((\d+) of (\d+)\)$/is;

/** A name without its number, in the form of {@link foldName}: "Rack (1 of 3)" gives "Rack". */
export function withoutNumber(name: string): string {
	const folded = foldName(name);
	return NUMBERED.exec(folded)?.[1] ?? folded;
}

/** Whether a batch of this name may hold tubes of the batch `base`: it has its name, or any number of it. */
export function isNameOf(base: string, given: string): boolean {
	const name = nameKey(given);
	if (name === nameKey(base)) return true;
	const [, , number, count] = NUMBERED.exec(name) ?? [];
	return (
		number !== undefined && name === nameKey(numberedName(base, Number(number), Number(count)))
	);
}

const SHORTEST_NUMBER = ' (1 of 2)'.length;
const LONGEST_NUMBER = ` (${MAX_SAMPLES_PER_BATCH} of ${MAX_SAMPLES_PER_BATCH})`.length;

/**
 * Makes a function that gives those of some names that {@link isNameOf} finds for a batch, without going
 * through all of them.
 */
export function nameFinder(bases: Iterable<string>): (given: string) => string[] {
	const byName = new Map<string, Set<string>>();
	const byStem = new Map<string, Set<string>>();
	const add = (index: Map<string, Set<string>>, key: string, base: string) =>
		index.set(key, (index.get(key) ?? new Set()).add(base));
	for (const base of bases) {
		add(byName, nameKey(base), base);
		// A long name is cut before its number, by as much as the number needs.
		for (let length = SHORTEST_NUMBER; length <= LONGEST_NUMBER; length++) {
			add(byStem, nameKey(beginningOf(base, MAX_BATCH_NAME_LENGTH - length)), base);
		}
	}
	return (given) => {
		const name = nameKey(given);
		const numbered = byStem.get(NUMBERED.exec(name)?.[1] ?? '') ?? [];
		const found = new Set(byName.get(name));
		for (const base of numbered) if (isNameOf(base, given)) found.add(base);
		return [...found];
	};
}

// In the SQL LIKE that a server may make of a prefix, these do not mean themselves.
const PATTERN = /[\\%_]/;

/**
 * What all names that {@link isNameOf} accepts begin with, however One Codex stores and compares them:
 * the name up to the first character that may be changed or read otherwise. Empty if it begins with one.
 */
export function namePrefix(base: string): string {
	if (/^\s/.test(base)) return '';
	const characters = [...beginningOf(base, MAX_BATCH_NAME_LENGTH - LONGEST_NUMBER)];
	const end = characters.findIndex(
		(character, index) => !isSteady(character, characters[index + 1]),
	);
	return (end === -1 ? characters : characters.slice(0, end)).join('').trimEnd();
}

/** Whether a character of a name stays as it is, whatever follows it. */
function isSteady(character: string, next: string | undefined): boolean {
	if (PATTERN.test(character) || /\p{Default_Ignorable_Code_Point}/u.test(character)) return false;
	if (/\s/.test(character)) return character === ' ' && !/\s/.test(next ?? '');
	// Such as ß, which may be SS in upper case.
	if (character.toUpperCase().length !== character.length) return false;
	// Letters that consist of several characters in another form, and those that become one with the next.
	return character.normalize('NFD') === character && !/^\p{M}/u.test(next ?? '');
}
