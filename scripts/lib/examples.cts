import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { examplesFolder } from './paths.cts';

// By default, n8n reads and writes files only in this folder.
const FILES = /\.n8n-files\/(tubes\.xlsx)?/g;

const workflowSchema = z.looseObject({
	name: z.string(),
	nodes: z.array(z.looseObject({ name: z.string(), type: z.string() })),
	connections: z.record(z.string(), z.unknown()),
	settings: z.record(z.string(), z.unknown()).optional(),
});

/** An example workflow, ready to be created in an n8n. */
export type ExampleWorkflow = z.infer<typeof workflowSchema>;

/** The type of the One Codex node. */
export const nodeType = 'n8n-nodes-onecodex.oneCodex';

/**
 * Reads an example workflow by its name without `.json`. It names files in n8n's own folder for them.
 * Here, the workbook of tubes becomes the one of this repository, and what the workflow writes goes to
 * `outputFolder`. Other texts of its JSON, without spaces between values, can be replaced, such as the
 * ids of credentials.
 */
export async function readExample(
	name: string,
	outputFolder: string,
	replacements: Record<string, string> = {},
): Promise<ExampleWorkflow> {
	const text = await readFile(join(examplesFolder, `${name}.json`), 'utf8');
	const tubes = insideJson(join(examplesFolder, 'tubes.xlsx'));
	const output = insideJson(join(outputFolder, '/'));
	const placed = text.replace(FILES, (_, read) => (read ? tubes : output));
	const compact = JSON.stringify(JSON.parse(placed));
	const replaced = Object.entries(replacements).reduce(
		(all, [from, to]) => all.replaceAll(from, to),
		compact,
	);
	return workflowSchema.parse(JSON.parse(replaced));
}

function insideJson(path: string): string {
	// n8n takes forward slashes on every system, and a backslash would start an escape.
	return path.replaceAll('\\', '/');
}
