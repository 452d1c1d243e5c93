import type { RegisterSettings } from '../../nodes/OneCodex/registration/register';
import { makeLab, REPEATED, UNREAD, type Lab } from './lab.cts';
import { REJECTED } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';
import { rowsOf, run, sentOf } from './runs.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;

/** Lets another run register some tubes between the look and the request of this one. */
function meanwhile(lab: Lab, name: string, barcodes: string[]): void {
	const register = lab.registry.register.bind(lab.registry);
	lab.registry.register = (request) => {
		lab.registry.register = register;
		lab.add(name, barcodes);
		lab.outcomes.posts.unshift(REPEATED);
		return register(request);
	};
}

async function outcome(lab: Lab, settings: Partial<RegisterSettings> = {}) {
	const result = await run(lab, [makeBatch('Rack', [a, b, c])], settings);
	return {
		rows: rowsOf(result),
		problems: result.problems.map(({ row }) => row),
		failures: result.failures.map(({ planned, step, failure }) => [
			planned.tubes.map(({ row }) => row),
			step,
			failure.said,
		]),
		sent: sentOf(lab).map(([, barcodes]) => barcodes),
	};
}

describe('another run was faster', () => {
	test('with some of the tubes: these are used, and the rest is sent', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		expect(await outcome(lab)).toEqual({
			rows: [
				[1, 'b1', true],
				[0, 'b2', false],
				[2, 'b2', false],
			],
			problems: [],
			failures: [],
			sent: [
				[a, b, c],
				[a, c],
			],
		});
	});

	test('with all of them: nothing else is sent', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [a, b, c, barcode(4)]);
		const { rows, failures, sent } = await outcome(lab);
		expect(rows.map(([, id, already]) => [id, already])).toEqual(Array(3).fill(['b1', true]));
		expect([failures, sent]).toEqual([[], [[a, b, c]]]);
	});

	test('with the whole of a batch that this one splits', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [a, b, c]);
		lab.outcomes.posts = [REPEATED];
		const { rows, sent } = await outcome(lab, { maxSamplesPerBatch: 2 });
		expect(rows.map(([, id, already]) => [id, already])).toEqual(Array(3).fill(['b1', true]));
		expect(sent).toEqual([[a]]);
	});

	test('with tubes in a batch of any name, where all batches are looked at', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Other', [a, b, c]);
		const { rows } = await outcome(lab, { lookBackMs: 1000 });
		expect(rows.map(([, id]) => id)).toEqual(['b1', 'b1', 'b1']);
	});

	test('with tubes that are faulty rows then, and the rest is sent', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		const settings = { ifRegistered: 'error', stopAtFailure: false } as const;
		expect(await outcome(lab, settings)).toMatchObject({
			problems: [1],
			rows: [
				[0, 'b2', false],
				[2, 'b2', false],
			],
		});
	});

	test('with tubes that are faulty rows then: nothing else is sent where these are to end it', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		const batches = [makeBatch('Rack', [a, b, c]), makeBatch('Other', [barcode(4)], 3)];
		const result = await run(lab, batches, { ifRegistered: 'error' });
		expect(result.problems.map(({ row }) => row)).toEqual([1]);
		expect(sentOf(lab)).toEqual([['Rack', [a, b, c]]]);
		expect(result.tubes).toEqual([]);
	});

	test('again, with the rest: it is told as a failure', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		lab.outcomes.posts = [REPEATED];
		expect(await outcome(lab)).toMatchObject({
			rows: [[1, 'b1', true]],
			failures: [[[0, 2], 'repeated', 'repeated']],
			sent: [
				[a, b, c],
				[a, c],
			],
		});
	});

	test('and the rest is refused: it is told as a failure', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		lab.outcomes.posts = [REJECTED];
		const { failures } = await outcome(lab);
		expect(failures).toEqual([[[0, 2], 'refused', 'rejected']]);
	});

	test('and the answer to the rest is lost: what the other run sent is not taken for it', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b, c]);
		lab.outcomes.posts = ['lost after'];
		const { rows, failures } = await outcome(lab);
		expect(rows).toEqual([
			[1, 'b1', true],
			[2, 'b1', true],
			[0, 'b2', false],
		]);
		expect(failures).toEqual([]);
	});
});

describe('a refusal of registered tubes is told as it is', () => {
	test('where nobody finds them', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Other', [b]);
		const { failures, sent } = await outcome(lab);
		expect(failures).toEqual([[[0, 1, 2], 'repeated', 'repeated']]);
		expect(sent).toHaveLength(1);
	});

	test('where all are to be sent again: nothing is looked for', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		const { failures } = await outcome(lab, { ifRegistered: 'register' });
		expect(failures).toEqual([[[0, 1, 2], 'repeated', 'repeated']]);
		expect(lab.lists).toEqual([]);
	});

	test('where the look fails, with why', async () => {
		const lab = makeLab();
		meanwhile(lab, 'Rack', [b]);
		lab.outcomes.lists = ['answer', UNREAD];
		const { failures } = await outcome(lab);
		expect(failures).toEqual([[[0, 1, 2], 'repeated unread', 'unread']]);
	});
});
