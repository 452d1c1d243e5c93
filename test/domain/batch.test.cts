import { batchNumber, type AnsweredBatch } from '../../nodes/OneCodex/domain/batch';
import { METADATA_FIELDS, ofMetadataFields } from '../../nodes/OneCodex/domain/metadataFields';

const answered = (batch: Record<string, unknown>): AnsweredBatch => ({
	id: '0123456789abcdef',
	name: 'Rack 1',
	canceled: false,
	createdAt: undefined,
	batch,
});

test.each([
	['SB000012', 'SB000012'],
	[12, '12'],
	[null, '0123456789abcdef'],
	[undefined, '0123456789abcdef'],
])('a batch whose number is %j is called %s', (number, called) => {
	expect(batchNumber(answered({ batch_number: number }))).toBe(called);
});

test('each field of metadata has what is made of its entry', () => {
	const labels = ofMetadataFields(({ label }, field) => `${field}: ${label}`);
	expect(Object.keys(labels)).toEqual(METADATA_FIELDS);
	expect(labels.custom).toBe('custom: Custom');
});
