import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { failureWords } from '../../nodes/OneCodex/wording/failures';
import { faultText } from '../../nodes/OneCodex/wording/faultTexts';
import { faultWords } from '../../nodes/OneCodex/wording/faults';
import { repository } from '../../scripts/lib/paths.cts';
import { examples } from './examples.cts';
import { failures } from './failures.cts';
import { hintExamples } from './hints.cts';

/** The page of messages, of which `npm run messages` writes the tables. */
export const PAGE = join(repository, 'docs', 'messages.md');

const TABLES: Record<string, () => string[][]> = {
	hints: () => [['Hint', 'What it means'], ...Object.values(hintExamples)],
	failures: () => [
		['Message', 'What to do'],
		...[
			...new Map(
				failures.map((failure) => {
					const { headline, cure } = failureWords(failure);
					return [headline, cure];
				}),
			),
		],
	],
	faults: () => [
		['Message', 'What to do'],
		...examples.map((fault) => {
			const { cure } = faultWords(fault);
			return [faultText(fault).replace(` ${cure}.`, ''), `${cure}.`];
		}),
	],
};

// A cell must not end early, nor be taken for markup.
const escape = (text: string) => text.replace(/[|<>*_[\]\\]/g, '\\$&');

function markdownOf([head = [], ...rows]: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map(() => '---')),
		...rows.map((row) => line(row.map(escape))),
	].join('\n');
}

/** The page with each of its tables as the catalogue has them now. */
export function pageNow(): string {
	return Object.entries(TABLES).reduce(
		(page, [name, rowsOf]) => {
			const [begin, end] = [
				`<!-- ${name}: written by npm run messages -->`,
				`<!-- end of ${name} -->`,
			];
			const [before, rest] = page.split(begin);
			const after = rest?.split(end)[1];
			if (before === undefined || after === undefined)
				throw new Error(`${PAGE} has no place for ${name}`);
			return `${before}${begin}\n\n${markdownOf(rowsOf())}\n\n${end}${after}`;
		},
		readFileSync(PAGE, 'utf8'),
	);
}
