import { SETTLING_MS } from '../../nodes/OneCodex/registration/looking/memory';
import { LOOK_PAUSES_MS } from '../../nodes/OneCodex/registration/settle';
import { makeLab, UNREAD } from './lab.cts';
import { barcode, makeBatch } from './rows.cts';
import { failuresOf, run, sentOf } from './runs.cts';

test('the looks for a lost batch take as long as a batch may take to show', () => {
	expect(LOOK_PAUSES_MS.reduce((sum, pause) => sum + pause, 0)).toBe(SETTLING_MS);
});

describe('a batch whose answer is lost', () => {
	const rack = [makeBatch('Rack', [barcode(1)])];
	/** From when on the batches were listed, before the request and then in turn, in milliseconds since 1970. */
	const listedSince = ({ lists }: ReturnType<typeof makeLab>) =>
		lists.flatMap((asked) => ('since' in asked ? [asked.since] : []));

	test('is sent again only when the whole list was read and does not have it', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost before'];
		const register = lab.registry.register.bind(lab.registry);
		let looks: number[] = [];
		lab.registry.register = (request) => {
			looks = listedSince(lab);
			return register(request);
		};
		await run(lab, rack);
		expect(sentOf(lab)).toHaveLength(2);
		expect(looks).toHaveLength(LOOK_PAUSES_MS.length + 1);
		expect(looks.filter((since) => since === -Infinity)).toEqual([looks.at(-1)]);
	});

	test('is not looked for in the whole list where it may be there already', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost after'];
		lab.registry.samplesOf = () =>
			Promise.resolve({ ok: true, value: { tubes: [], unreadable: 0 } });
		const result = await run(lab, rack);
		expect(failuresOf(result)).toEqual([['Rack', 'unseen', 'lost']]);
		expect(sentOf(lab)).toHaveLength(1);
		expect(listedSince(lab)).not.toContain(-Infinity);
	});

	test('is not sent again where no list can be read', async () => {
		const lab = makeLab();
		lab.outcomes.posts = ['lost before'];
		lab.outcomes.lists = ['answer', ...LOOK_PAUSES_MS.map(() => UNREAD), UNREAD];
		const result = await run(lab, rack);
		expect(failuresOf(result)).toEqual([['Rack', 'unread', 'lost']]);
		expect(sentOf(lab)).toHaveLength(1);
	});
});
