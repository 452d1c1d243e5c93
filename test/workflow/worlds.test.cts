import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { pass, waitForAnswers } from '../fake-timing.cts';
import { registerElsewhere } from '../other-program.cts';
import { runNode } from './harness.cts';
import { tube, useSandbox } from './with-sandbox.cts';
import type { World } from '../../sandbox/server.cts';
import { worldSchema } from '../../sandbox/worlds.cts';

// What One Codex's documents leave open, one world after the other, and what a run costs in each: the
// numbers are those of docs/registered-once.md.

const { sandbox, credential, posts } = useSandbox({ rateLimit: false });

const TUBES = 70;
const OTHERS = 1000;
const rows = Array.from({ length: TUBES }, (_, index) => tube(index));
const register = (batchName: string, more: object = {}) =>
	runNode(rows, {
		credential: credential(),
		parameters: { batchName, options: { includeInputFields: true }, ...more },
	});

/** The settings of what Register neither reads nor writes. */
const LATER = [
	...['analysisAddress', 'analysisFilter', 'analysisSort', 'customPatch'],
	...['fileEncoding', 'fileLength'],
	...['jobReference', 'metadataFilter', 'noFile', 'repeatedProjects', 'resultsAddress'],
	...['sampleLists', 'taxa'],
];

/** The values of each other setting of the sandbox, as they stand in the document. */
const WORLDS = Object.entries(worldSchema.shape).flatMap(([setting, schema]) =>
	'options' in schema && !LATER.includes(setting)
		? schema.options.map((value) => `${setting}: ${value}`)
		: [],
);

interface Costs {
	first: number;
	again: number;
}

/** The requests of a first run and of one that follows two minutes later, by the world. */
const TABLE = new Map<string, Costs>(
	readFileSync(join(__dirname, '../../docs/registered-once.md'), 'utf8')
		.split('\n')
		.flatMap((line): Array<[string, Costs]> => {
			const [, world, , first, again] = line.split('|').map((cell) => cell.trim());
			const name = /^`(\w+: \w+)`/.exec(world ?? '')?.[1];
			return name === undefined ? [] : [[name, { first: Number(first), again: Number(again) }]];
		}),
);

/** The world of a line of the table, with what makes it show. */
function worldOf(line: string): Partial<World> {
	const [setting = '', value] = line.split(': ');
	return {
		repeatedBarcodes: 'accepted',
		samplesLagMs: 45_000,
		[setting]: value,
	};
}

function standing() {
	return sandbox()
		.batches()
		.filter(({ name }) => !/^other/i.test(name))
		.flatMap(({ tubes }) => tubes.map(({ barcode }) => barcode));
}

beforeAll(waitForAnswers);

const requests = () => sandbox().requests.length;
const barcodes = rows.map((row) => row['Tube Barcode']);

function prepare(world: Partial<World>) {
	sandbox().setWorld(world);
	for (let other = 0; other < OTHERS; other++) {
		sandbox().addBatch(`Other ${other}`, [String(90_000_000_000_000 + other)]);
	}
	pass(3_600_000);
}

test('the document has each world, and no other', () => {
	expect([...TABLE.keys()].sort()).toEqual(WORLDS.toSorted());
});

test.each(['sent', 'none'] as const)(
	'a batch of another program shows its tubes bit by bit; its clock is behind, and dates are %s',
	async (dateHeader) => {
		sandbox().setWorld({
			...{ dateHeader, clock: 'behind', newBatches: 'samplesBitByBit', samplesLagMs: 45_000 },
			repeatedBarcodes: 'accepted',
		});
		await registerElsewhere(sandbox(), 'Rack 1', barcodes);
		pass(5_000);
		await register('Rack 1');
		expect(standing().toSorted()).toEqual(barcodes.toSorted());
	},
);

describe.each(WORLDS)('%s', (line) => {
	test('a run, and another one two minutes later, register each tube once', async () => {
		prepare(worldOf(line));
		const before = requests();
		const first = await register('Rack 1');
		const between = requests();
		pass(120_000);
		const again = await register('Rack 1');
		expect(standing()).toEqual(barcodes);
		const given = again.output.map(({ json }) => json);
		expect(given).toEqual(
			first.output.map(({ json }) => ({
				...json,
				batch_status: expect.anything() as unknown,
				already_registered: true,
			})),
		);
		expect({ first: between - before, again: requests() - between }).toEqual(TABLE.get(line));
	});

	test('an answer that is lost, and a name that reads otherwise, register each tube once', async () => {
		prepare(worldOf(line));
		const name = 'Rack_1 \\100 %\u00a0e\u0301';
		sandbox().inject({ match: { method: 'POST' }, when: 'after', fault: { kind: 'reset' } });
		const first = await register(name);
		expect(first.output.map(({ json }) => json.already_registered)).toEqual(rows.map(() => false));
		pass(120_000);
		const again = await register(name.normalize('NFC'));
		expect(again.output.map(({ json }) => json.sample_id)).toEqual(
			first.output.map(({ json }) => json.sample_id),
		);
		expect(standing()).toEqual(barcodes);
		expect(posts()).toHaveLength(1);
	});
});
