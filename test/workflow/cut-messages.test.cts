import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import { nothingSent } from '../faults.cts';

const { credential } = useSandbox();

/** What the last line of a message counts, and that it says how to see everything. */
const restOf = (line = '') => ({
	more: [...line.matchAll(/(\d+) more/g)].map(([, count]) => Number(count)),
	says: /To see them all, set 'Operation' to 'Validate', or 'On Error' to/.test(line),
});

test('of very many faulty rows, those are told that fit into 10 kB, and the others counted', async () => {
	const many = Array.from({ length: 5_000 }, (_, n) => tube(n, { 'Tube Barcode': `<${n}>` }));
	const { error } = await runNode(many, { credential: credential() });
	const description = error?.description ?? '';
	expect(error?.message).toBe(nothingSent(5000, 5000));
	expect(Buffer.byteLength(`${error?.message}${description}`)).toBeLessThanOrEqual(10_240);
	const lines = description.split('<br>\n');
	expect(lines.length).toBeGreaterThan(50);
	expect(lines.slice(0, -1).every((line, index) => line.startsWith(`Row ${index + 1}, `))).toBe(
		true,
	);
	expect(restOf(lines.at(-1))).toEqual({ more: [5_001 - lines.length], says: true });
});

test('rows that share a fault are named as far as they fit, and the others counted once', async () => {
	const many = Array.from({ length: 5_000 }, (_, n) =>
		tube(n, n % 2 ? {} : { 'Specimen Type': 'soil' }),
	);
	const { error } = await runNode(many, { credential: credential() });
	expect(error?.message).toBe(nothingSent(2500, 5000));
	const [line, more, ...others] = error?.description?.split('<br>\n') ?? [];
	expect(line).toMatch(/^Rows 1, 3, 5, .*, 199 and 2400 more, Specimen Type soil: /);
	expect(restOf(more)).toEqual({ more: [], says: true });
	expect(others).toEqual([]);
});

const wrongTracking = (n: number) =>
	Array.from({ length: 5 }, (_, part) => `${n}_${part}_${'é'.repeat(200)}`).join();

test('faults that are left out are counted, of rows that are told and of others', async () => {
	const parameters = { returnTrackingNumbers: '={{ $json.Box }}' };
	const rowsOf = (count: number, faulty: number) =>
		Array.from({ length: count }, (_, n) => tube(n, { Box: n < faulty ? wrongTracking(n) : 'T' }));
	const lastLine = async (count: number, faulty: number) => {
		const { error } = await runNode(rowsOf(count, faulty), {
			credential: credential(),
			parameters,
		});
		const lines = error?.description?.split('<br>\n') ?? [];
		return { told: lines.length - 1, last: lines.at(-1) };
	};
	const { told, last } = await lastLine(40, 40);
	const whole = Math.ceil(told / 5);
	const left = whole * 5 - told;
	expect(left).toBeGreaterThan(0);
	expect(restOf(last)).toEqual({ more: [left, 40 - whole], says: true });
	const others = await lastLine(40, whole);
	expect(others.told).toBe(told);
	expect(restOf(others.last)).toEqual({ more: [left], says: true });
});
