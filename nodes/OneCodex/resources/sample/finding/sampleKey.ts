import { readCode } from '../../../checking/values';
import type { Reading } from '../../../checking/cells';
import type { FaultField } from '../../../domain/fields';
import { METADATA_TABLE } from '../../../domain/metadataFields';
import type { Parameters } from '../../../parameters/readParameters';
import type { ReadRow } from '../../../parameters/readRow';
import { readBarcode } from '../../../registration/planning/barcodes';
import { sampleLocator } from '../../descriptions/locators';

/** What an item names a sample by, in one of the modes of the sample locator. */
export interface SampleKey {
	by: 'id' | 'barcode' | 'externalId';
	value: string;
}

type Check = (field: FaultField, value: unknown) => Reading<string>;

/** Reads a tube barcode, with the leading zeros that sheets drop. */
export const readTubeBarcode: Check = (_, value) => readBarcode(value, true);

const readExternalId: Check = (field, value) =>
	readCode(field, value, METADATA_TABLE.external_sample_id.most);

/** Makes a reader of the sample that each item names. Whether there is one, `findSamples` finds out. */
export function sampleKeyReader(parameters: Parameters): (item: number) => ReadRow<SampleKey> {
	const { name } = sampleLocator;
	const mode = parameters.each(`${name}.mode`)(0);
	const by =
		mode.ok && (mode.value === 'barcode' || mode.value === 'externalId') ? mode.value : 'id';
	const read = {
		id: () => parameters.id(name, 'sample'),
		barcode: () => parameters.named('tube_barcode', `${name}.value`, readTubeBarcode),
		externalId: () => parameters.named('external_sample_id', `${name}.value`, readExternalId),
	}[by]();
	return (item) => {
		const { value, ...rest } = read(item);
		return { ...rest, value: { by, value } };
	};
}
