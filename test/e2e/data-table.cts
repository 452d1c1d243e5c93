import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataTableColumn } from '../../scripts/lib/n8n/data-tables.cts';
import { examplesFolder } from '../../scripts/lib/paths.cts';
import { isN8n1 } from './versions.cts';

/** The columns that the note of an example asks a data table to have. */
export async function columnsOfNote(example: string): Promise<DataTableColumn[]> {
	const text = await readFile(join(examplesFolder, `${example}.json`), 'utf8');
	const listed = (words: RegExp, type: 'string' | 'number') => {
		const [, list = ''] = words.exec(text) ?? [];
		return [...list.matchAll(/`(\w+)`/g)].map(([, name = '']) => ({ name, type }));
	};
	return [
		...listed(/text columns ((?:(?!number columns)[^.])*)/, 'string'),
		...listed(/number columns ([^.]*)\./, 'number'),
	];
}

/**
 * What to replace in the JSON of an example, so that its nodes find a data table. n8n 1 knows none by
 * its name: there, the table has to be chosen in the nodes, which then hold its id.
 */
export function tableChosen(name: string, id: string): Record<string, string> {
	return isN8n1 ? { [`"mode":"name","value":"${name}"`]: `"mode":"id","value":"${id}"` } : {};
}
