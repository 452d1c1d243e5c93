import type { SampleKey } from './sampleKey';
import { searchTubes } from './searchTubes';
import { findByExternalId } from '../../../api/externalIds';
import { SAMPLES, type AnsweredSample } from '../../../api/kinds';
import { idOf, referredId } from '../../../api/references';
import type { Client } from '../../../api/http/request';
import { makeFault } from '../../../checking/faults';
import { batchNumber } from '../../../domain/batch';
import type { Fault } from '../../../domain/fault';
import { findForRows } from '../../rows/findRows';
import type { ItemRow, RowRun } from '../../rows/rowRun';
import { OBJECT_TEXTS } from '../../../wording/objectTexts';

/** What each row names its sample by; the id of the sample, as soon as that is known. */
type Names<V> = Map<ItemRow<V>, string>;

/**
 * Reads for each row the sample that it names, whatever by, and hands it over. Rows share the look-ups. A
 * row whose name belongs to no sample, or to several, is faulty.
 * @param keyOf what names the sample of a row; undefined if the row asks for none
 */
export async function findSamples<V>(
	run: RowRun<V>,
	client: Client,
	keyOf: (row: ItemRow<V>) => SampleKey | undefined,
	use: (row: ItemRow<V>, sample: AnsweredSample) => void,
): Promise<void> {
	const names: Names<V> = new Map();
	let by: SampleKey['by'] = 'id';
	for (const row of run.rows()) {
		const key = keyOf(row);
		if (!key) continue;
		names.set(row, key.value);
		// All items have the same mode.
		({ by } = key);
	}
	if (by === 'barcode') await findByBarcodes(run, client, names);
	if (by === 'externalId') await findByExternalIds(run, client, names);
	if (run.isOver()) return;
	const rows = [...names.keys()].filter((row) => !run.hasFailed(row));
	const idOfRow = (row: ItemRow<V>) => names.get(row) ?? '';
	await findForRows(run, client, { kind: SAMPLES, idKind: 'sample', idOf: idOfRow, rows }, use);
}

// Where a tube is in none of them, each batch takes a request.
const LOOK_BACK = { days: 365, takesCanceled: false };

async function findByBarcodes<V>(run: RowRun<V>, client: Client, names: Names<V>): Promise<void> {
	for (const [row, places] of await searchTubes(run, client, names, LOOK_BACK)) {
		const samples = new Map<string, string>();
		for (const { batch, answered } of places) {
			const id = idOf(answered.sampleUri);
			if (id !== undefined) samples.set(id, `${id} (batch number ${batchNumber(batch)})`);
		}
		const name = names.get(row);
		const batch = places[0] ? batchNumber(places[0].batch) : '';
		const none = makeFault('tube_barcode', name, 'tube_without_sample', { batch });
		settleName(run, names, row, samples, none);
	}
}

async function findByExternalIds<V>(
	run: RowRun<V>,
	client: Client,
	names: Names<V>,
): Promise<void> {
	const recordsOf = await findByExternalId(client, names.values());
	for (const [row, name] of names) {
		if (!recordsOf.ok) {
			run.fail(row, recordsOf.failure, [OBJECT_TEXTS.notRead('sample', name)]);
			continue;
		}
		const ids = recordsOf.value(name).flatMap(({ raw }) => referredId(raw.sample) ?? []);
		const none = makeFault('external_sample_id', name, 'external_id_not_found');
		settleName(run, names, row, new Map(ids.map((id) => [id, id])), none);
	}
}

/**
 * Puts the id of a sample in place of what names it.
 * @param samples the samples of that name, by their ids, as a message calls them
 * @param none what is wrong if there is none
 */
function settleName<V>(
	run: RowRun<V>,
	names: Names<V>,
	row: ItemRow<V>,
	samples: Map<string, string>,
	none: Fault,
): void {
	const [id, another] = samples.keys();
	if (id === undefined) run.blame(row, none);
	else if (another === undefined) names.set(row, id);
	else {
		const params = { samples: [...samples.values()] };
		run.blame(row, makeFault(none.field, names.get(row), 'several_samples', params));
	}
}
