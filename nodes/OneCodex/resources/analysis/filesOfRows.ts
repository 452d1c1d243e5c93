import { ANALYSES, CLASSIFICATIONS, lookUpAnalyses, stateOf } from '../../api/analyses';
import { analysisFiles, type AnalysisFile } from '../../api/files/analysisFiles';
import type { Client } from '../../api/http/request';
import { makeFault } from '../../checking/faults';
import { atOnce } from '../../domain/atOnce';
import { findForRows, saysNotFound } from '../rows/findRows';
import { groupBy } from '../rows/groupBy';
import type { ItemRow, RowRun } from '../rows/rowRun';
import { OBJECT_TEXTS } from '../../wording/objectTexts';

/** The files of the analyses that rows name. */
export interface FilesOfRows<V> {
	of: Map<ItemRow<V>, AnalysisFile[]>;
	/** How many entries of their lists could not be read. */
	unreadable: number;
}

/**
 * Reads for each row the files of the analysis that it names, once for each analysis. A row whose analysis
 * has none is faulty, and its message says how far the analysis has come.
 */
export async function filesOfRows<V>(
	run: RowRun<V>,
	client: Client,
	idOf: (row: ItemRow<V>) => string,
): Promise<FilesOfRows<V>> {
	const states = new Map<ItemRow<V>, ReturnType<typeof stateOf>>();
	const lookUpAll = async (_: Client, ids: string[]) =>
		await lookUpAnalyses(client, ids, [ANALYSES, CLASSIFICATIONS]);
	const sought = { kind: ANALYSES, idKind: 'analysis' as const, idOf, lookUpAll };
	await findForRows(run, client, sought, (row, analysis) => states.set(row, stateOf(analysis)));
	const found: FilesOfRows<V> = { of: new Map(), unreadable: 0 };
	await atOnce(
		[...groupBy(states.keys(), idOf)],
		async ([id, rows]) => {
			const answer = await analysisFiles(client, id);
			if (answer.ok) found.unreadable += answer.value.unreadable;
			for (const row of rows) {
				const hasNone = answer.ok ? answer.value.files.length === 0 : saysNotFound(answer.failure);
				const state = states.get(row) ?? 'unfinished';
				if (hasNone) run.blame(row, makeFault('analysis', id, 'no_files', { state }));
				else if (answer.ok) found.of.set(row, answer.value.files);
				else run.fail(row, answer.failure, [OBJECT_TEXTS.filesNotListed(id)]);
			}
		},
		run.isOver,
	);
	return found;
}
