import { batchNumber, type AnsweredBatch } from '../../nodes/OneCodex/domain/batch';

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
