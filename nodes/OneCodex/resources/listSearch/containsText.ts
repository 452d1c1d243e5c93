import { foldName } from '../../domain/batchNames';

/** A text as people compare it: in any letter case and any Unicode form. */
export const foldText = (text: string): string => foldName(text).toLowerCase();

/** Whether a text has a part in it, as people compare both. */
export const containsText = (text: string, part: string): boolean =>
	foldText(text).includes(foldText(part));
