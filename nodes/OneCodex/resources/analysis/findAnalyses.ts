import { ANALYSES, CLASSIFICATIONS, lookUpAnalyses } from '../../api/analyses';
import type { Client } from '../../api/http/request';

/** How analyses that items name are found: among all, and classifications that are missing there in their own list. */
export const ANY_ANALYSIS = {
	kind: ANALYSES,
	idKind: 'analysis',
	lookUpAll: async (client: Client, ids: string[]) =>
		await lookUpAnalyses(client, ids, [ANALYSES, CLASSIFICATIONS]),
} as const;
