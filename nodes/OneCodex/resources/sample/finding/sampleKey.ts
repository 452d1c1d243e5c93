import { readCode } from '../../../checking/values';
import type { Reading } from '../../../checking/cells';
import type { FaultField } from '../../../domain/fields';
import { METADATA_TABLE } from '../../../domain/metadataFields';
import type { Parameters } from '../../../parameters/readParameters';
import type { ReadRow } from '../../../parameters/readRow';
import { readBarcode, saysNoTube } from '../../../registration/planning/barcodes';
import { sampleLocator } from '../../descriptions/locators';

/** What an item names a sample by, in one of the modes of the sample locator. */
export interface SampleKey {
	by: 'id' | 'barcode' | 'externalId';
	value: string;
}

/**
 * Makes a reader of the tube barcode of each item, with the leading zeros that sheets drop. A row where a
 * scanner found no tube is skipped, as in Register.
 */
export function tubeReader(
	{ each, named }: Parameters,
	path: string,
): (item: number) => ReadRow<string> {
	const cellOf = each(path);
	const read = named('tube_barcode', path, (_, value) => readBarcode(value, true));
	return (item) => {
		const cell = cellOf(item);
		if (!cell.ok || !saysNoTube(cell.value)) return read(item);
		return { value: '', faults: [], nameless: 'no tube' };
	};
}

const readExternalId = (field: FaultField, value: unknown): Reading<string> =>
	readCode(field, value, METADATA_TABLE.external_sample_id.most);

/** Makes a reader of the sample that each item names. Whether there is one, `findSamples` finds out. */
export function sampleKeyReader(parameters: Parameters): (item: number) => ReadRow<SampleKey> {
	const { name } = sampleLocator;
	const mode = parameters.each(`${name}.mode`)(0);
	const by =
		mode.ok && (mode.value === 'barcode' || mode.value === 'externalId') ? mode.value : 'id';
	const read = {
		id: () => parameters.id(name, 'sample'),
		barcode: () => tubeReader(parameters, `${name}.value`),
		externalId: () => parameters.named('external_sample_id', `${name}.value`, readExternalId),
	}[by]();
	return (item) => {
		const { value, ...rest } = read(item);
		return { ...rest, value: { by, value } };
	};
}
