import { cleanProse, MAX_CELL_LENGTH } from '../../checking/cells';
import { isPlainName } from '../../domain/batchNames';

/** A name as it is sent: in Unicode NFC, with single spaces for any white space, and without marks that say nothing. */
export const tidyName = (name: string): string =>
	isPlainName(name) ? name : cleanProse(name.normalize('NFC')).replace(/\s+/g, ' ');

/**
 * How many characters a name has, as One Codex's description counts them: by code points. Of a text that is
 * far too long, the number is not exact.
 */
export const lengthOf = (name: string): number =>
	name.length > MAX_CELL_LENGTH ? name.length : [...name].length;
