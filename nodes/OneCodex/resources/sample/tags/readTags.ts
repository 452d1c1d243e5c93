import { valueOf, type Reading } from '../../../checking/cells';
import { readParts } from '../../../checking/lists';
import { readText } from '../../../checking/values';
import type { FaultField } from '../../../domain/fields';

/** The longest name of a tag, by the API description. */
const MAX_TAG_LENGTH = 30;

/** Reads the names of tags, each once. */
export function readTags(field: FaultField, given: unknown): Reading<string[]> {
	const reading = readParts(field, given, (part) => readText(field, part, MAX_TAG_LENGTH));
	if (reading.kind !== 'value') return reading;
	return valueOf([...new Set(reading.value)]);
}
