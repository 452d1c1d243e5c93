import { METADATA_FIELDS, ofMetadataFields } from '../../nodes/OneCodex/domain/metadataFields';

test('each field of metadata has what is made of its entry', () => {
	const labels = ofMetadataFields(({ label }, field) => `${field}: ${label}`);
	expect(Object.keys(labels)).toEqual(METADATA_FIELDS);
	expect(labels.custom).toBe('custom: Custom');
});
