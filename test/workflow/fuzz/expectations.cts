import { expectDescribed, isFailureItem, textsOf } from './texts.cts';
import type { Settings, SheetRow } from './sheet.cts';
import type { Input } from './to-node.cts';
import type { Sandbox } from '../../../sandbox/server.cts';
import type { NodeRun } from '../harness.cts';

/** No text that a run says may be longer, in bytes of UTF-8. */
export const MAX_BYTES = 10_240;

/** How every fault begins: with a field of a tube or its batch, or with what there is in its place. */
export const OUR_WORDS =
	/^(Tube Barcode|Specimen Type|Sequencing Depth|Batch Name|Return Tracking Numbers|\d+ more values? of|.*: The sample|The sample|.*'Sample List'|The expression in '|No column|The columns)/s;

/** Nothing that a run says is too long, broken by the node, or of JavaScript's making. */
export function expectWords(run: NodeRun, input: Input, { operation }: Settings): void {
	const { error, errors, whole } = textsOf(run, operation);
	for (const text of whole) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_BYTES);
	for (const text of errors) expect(text).toMatch(OUR_WORDS);
	if (error) {
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toMatch(/^\d+ of \d+ rows needs? fixing/);
	}
	// Halves of surrogate pairs come out only where some came in.
	const isHalved = (value: unknown) => /\\ud[89a-f]/.test(JSON.stringify(value));
	if (!isHalved(input.items)) expect(isHalved(whole)).toBe(false);
}

/** Every row comes out as an item, with an error or without, or is told of in the one error. */
export function expectRows(run: NodeRun, input: Input): void {
	if (run.error) return expectDescribed(run.error, input);
	const counts = input.items.map(() => 0);
	for (const { pairedItem } of [...run.output, ...run.errorOutput]) {
		const { item } = pairedItem as { item: number };
		counts[item] = (counts[item] ?? 0) + 1;
	}
	const expected = input.rowsOf.map(({ count }, item) => count ?? counts[item]);
	expect(counts).toEqual(expected);
}

/** A barcode as it was meant, by the documented reading of cells; undefined where none is. */
function meant(cell: unknown, restore: boolean): string | undefined {
	if (typeof cell !== 'string' && typeof cell !== 'number') return undefined;
	const text = String(cell)
		.replace(/[\uff01-\uff5e]/g, (char) => char.normalize('NFKC'))
		.replace(/[\s\p{Cf}]/gu, '')
		.replace(/^['\u2018\u2019]/, '');
	return restore && /^\d{11,13}$/.test(text) ? text.padStart(14, '0') : text;
}

/**
 * One Codex accepted every request, and got barcodes that stand in the sheet, each once. Each sample
 * that comes out is that of its row.
 */
export function expectSent(
	run: NodeRun,
	input: Input,
	{ operation, options }: Settings,
	sandbox: Sandbox,
): void {
	const refused = sandbox.requests.filter(({ status }) => status !== 200 && status !== 201);
	expect(refused).toEqual([]);
	if (operation === 'validate') return expect(sandbox.requests).toEqual([]);

	const read = ({ barcodes }: SheetRow) =>
		barcodes.map((cell) => meant(cell, options.restoreLeadingZeros === true));
	const inSheet = new Set(input.rowsOf.flatMap(({ rows }) => rows.flatMap(read)));
	const sent = sandbox.batches().flatMap(({ tubes }) => tubes.map(({ barcode }) => barcode));
	expect(sent.filter((barcode) => !inSheet.has(barcode))).toEqual([]);
	expect(new Set(sent).size).toBe(sent.length);
	for (const { json, pairedItem } of run.output.filter((one) => !isFailureItem(one, operation))) {
		const { item } = pairedItem as { item: number };
		expect(input.rowsOf[item]?.rows.flatMap(read)).toContain(json.tube_barcode);
	}
}

const ownNames = () =>
	[Object, Array, String, Function].map(({ prototype }) => Object.getOwnPropertyNames(prototype));
const before = ownNames();

/** What all objects share is as it was. */
export function expectUnpolluted(): void {
	expect(ownNames()).toEqual(before);
}
