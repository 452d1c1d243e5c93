import {
	createMemory,
	type Doubt,
	forgetOld,
	isInDoubt,
	SETTLING_MS,
	unconfirmed,
} from '../../nodes/OneCodex/registration/looking/memory';
import { sendBatch } from '../../nodes/OneCodex/registration/send';
import { always, makeLab, REPEATED, slowly, START, UNREAD, type Lab } from './lab.cts';
import { answered, BATCH, REJECTED } from './registry.cts';
import { barcode, makeBatch } from './rows.cts';

const [a, b, c] = [barcode(1), barcode(2), barcode(3)] as const;
const MINUTE = 60_000;
const SENT = { batch: BATCH, sentName: 'Rack 1' };
const send = (lab: Lab) => sendBatch(makeBatch('Rack', [a, b]), lab.registry, new Set());

describe('what a process remembers of a batch that it sent', () => {
	test('is what One Codex has of it', async () => {
		const lab = makeLab();
		lab.registry.register = slowly(lab);
		await send(lab);
		const { registrations, doubts } = lab.memory;
		expect(registrations).toMatchObject([{ batch: { id: 'b1' }, missing: [], at: START + 1000 }]);
		expect(registrations[0]?.tubes.map((tube) => tube.barcode)).toEqual([a, b]);
		expect([...doubts]).toEqual([]);
	});

	test('is a doubt while the request is on its way', async () => {
		const lab = makeLab();
		const register = lab.registry.register.bind(lab.registry);
		const during: Doubt[] = [];
		lab.registry.register = (request) => {
			during.push(...[...lab.memory.doubts].map((doubt) => ({ ...doubt })));
			return register(request);
		};
		await send(lab);
		expect(during).toEqual([{ name: 'Rack', at: START }]);
	});

	test.each<[string, Partial<Lab['outcomes']>]>([
		['not seen', { posts: always('lost before') }],
		['not read', { posts: ['lost before'], lists: always(UNREAD) }],
	])('is a doubt after an answer that was lost, if its batch was %s', async (_, outcomes) => {
		const lab = makeLab();
		lab.registry.register = slowly(lab);
		Object.assign(lab.outcomes, outcomes);
		await send(lab);
		const lastPost = START + lab.posts.length * 1000 + (lab.posts.length - 1) * MINUTE;
		expect([...lab.memory.doubts]).toEqual([{ name: 'Rack', at: lastPost }]);
		expect(lab.memory.registrations).toEqual([]);
	});

	test('is a doubt after the execution was stopped meanwhile', async () => {
		const lab = makeLab();
		lab.registry.register = () => {
			lab.pass(1000);
			return Promise.reject(new Error('stopped'));
		};
		await expect(send(lab)).rejects.toThrow('stopped');
		expect([...lab.memory.doubts]).toEqual([{ name: 'Rack', at: START + 1000 }]);
	});

	test.each([REJECTED, REPEATED])('is nothing after a refusal: $name', async (failure) => {
		const lab = makeLab();
		lab.outcomes.posts = [failure];
		await send(lab);
		expect(lab.memory).toEqual({ registrations: [], doubts: new Set() });
	});
});

test('what is a minute old is forgotten, since One Codex shows it by then', () => {
	const memory = createMemory();
	const at = (time: number) => ({ ...SENT, tubes: [], missing: [], at: time });
	memory.registrations = [at(START), at(START + 1)];
	memory.doubts = new Set([
		{ name: 'old', at: START },
		{ name: 'young', at: START + 1 },
	]);
	forgetOld(memory, START + SETTLING_MS);
	expect(memory.registrations).toEqual([at(START + 1)]);
	expect([...memory.doubts]).toEqual([{ name: 'young', at: START + 1 }]);
});

test('a doubt is about the batch under any of its numbers, or about all where any name counts', () => {
	const memory = createMemory();
	const named = (name: string) => makeBatch(name, [a]);
	expect(isInDoubt(memory, named('Rack'), true)).toBe(false);
	memory.doubts.add({ name: 'Other', at: START }).add({ name: 'Rack (1 of 2)', at: START });
	expect(isInDoubt(memory, named('Rack'), false)).toBe(true);
	expect(isInDoubt(memory, named('Rack 1'), false)).toBe(false);
	expect(isInDoubt(memory, named('Rack 1'), true)).toBe(true);
});

test('the tubes that did not show up are known with their batch, in any letter case', () => {
	const memory = createMemory();
	const other = { ...BATCH, id: 'b2' };
	const missing = (...barcodes: string[]) => makeBatch('Rack', barcodes).tubes;
	memory.registrations = [
		{ ...SENT, tubes: [answered(a)], missing: missing(b, 'abc1234567'), at: START },
		{ ...SENT, batch: other, tubes: [], missing: missing(c), at: START },
	];
	expect([...unconfirmed(memory)]).toEqual([
		[b, BATCH],
		['ABC1234567', BATCH],
		[c, other],
	]);
});
