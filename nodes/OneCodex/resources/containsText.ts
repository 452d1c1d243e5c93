import { foldName } from '../registration/names';

const loose = (text: string) => foldName(text).toLowerCase();

/** Whether a text has a part in it, as people see both: in upper or lower case, and in any Unicode form. */
export const containsText = (text: string, part: string): boolean =>
	loose(text).includes(loose(part));
