import { looseText } from '../../nodes/OneCodex/checking/cells';
import { readChoice } from '../../nodes/OneCodex/checking/choices';
import {
	LIBRARY_TYPES,
	PLATFORMS,
	SAMPLE_TYPES,
} from '../../nodes/OneCodex/domain/metadataChoices';
import {
	SEQUENCING_DEPTHS,
	SPECIMEN_TYPES,
} from '../../nodes/OneCodex/registration/planning/schema';

// A choice is found by its loose form, so that of two that look alike only the first would ever be.
test.each<[string, readonly string[]]>([
	['library types', LIBRARY_TYPES],
	['sample types', SAMPLE_TYPES],
	['platforms', PLATFORMS],
	['specimen types', SPECIMEN_TYPES],
	['sequencing depths', SEQUENCING_DEPTHS],
])('no two %s are alike, however they are written', (_, choices) => {
	expect(new Set(choices.map(looseText)).size).toBe(choices.length);
	for (const choice of choices) {
		const written = choice.toUpperCase().replaceAll(' ', '_');
		expect(readChoice('platform', written, choices)).toEqual({ kind: 'value', value: choice });
	}
});
