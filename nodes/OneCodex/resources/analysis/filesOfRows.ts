import type { IExecuteFunctions } from 'n8n-workflow';

import { ANY_ANALYSIS } from './findAnalyses';
import { stateOf } from '../../api/analyses';
import { analysisFiles, type AnalysisFile } from '../../api/files/analysisFiles';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import { atOnce } from '../../domain/atOnce';
import { findForRows, saysNotFound } from '../rows/findRows';
import { groupBy } from '../rows/groupBy';
import type { ItemRow, RowRun } from '../rows/rowRun';
import { showHint } from '../../wording/hints';
import { HINTS } from '../../wording/hintTexts';
import { OBJECT_TEXTS } from '../../wording/objectTexts';

/**
 * Reads for each row the files of the analysis that it names, once for each analysis. A row whose analysis
 * has none is faulty, and its message says how far the analysis has come. A hint counts what cannot be read.
 */
export async function filesOfRows<V>(
	context: IExecuteFunctions,
	run: RowRun<V>,
	client: Client,
	idOf: (row: ItemRow<V>) => string,
): Promise<Map<ItemRow<V>, AnalysisFile[]>> {
	const states = new Map<ItemRow<V>, ReturnType<typeof stateOf>>();
	const sought = { ...ANY_ANALYSIS, idOf };
	await findForRows(run, client, sought, (row, analysis) => states.set(row, stateOf(analysis)));
	const found = new Map<ItemRow<V>, AnalysisFile[]>();
	let unreadable = 0;
	await atOnce(
		[...groupBy(states.keys(), idOf)],
		async ([id, rows]) => {
			const answer = await analysisFiles(client, id);
			if (answer.ok) unreadable += answer.value.unreadable;
			for (const row of rows) {
				const hasNone = answer.ok ? answer.value.files.length === 0 : saysNotFound(answer.failure);
				const state = states.get(row) ?? 'unfinished';
				if (hasNone) run.blame(row, makeFault('analysis', id, 'no_files', { state }));
				else if (answer.ok) found.set(row, answer.value.files);
				else run.fail(row, answer.failure, [OBJECT_TEXTS.filesNotListed(id)]);
			}
		},
		run.isOver,
	);
	run.settle();
	if (unreadable > 0) showHint(context, HINTS.unreadableEntries(unreadable), 'warning');
	return found;
}
