import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';
import { ID_OPERATIONS, makerOf, NAMES, PATHS } from './id-operations.cts';
import { locator, range, UNKNOWN, useNode } from './use-node.cts';
import { textOf, lineOf, nothingChanged } from '../faults.cts';

const node = useNode();
const { run } = node;
const make = makerOf(node);

describe.each(ID_OPERATIONS)('%s by the id of a %s', (name, kind, parameter, parameters) => {
	const byColumn = { ...parameters, [parameter]: locator('={{ $json.id }}') };
	// The tubes of a batch are given once, however many items name it.
	const linksOf = (count: number) =>
		range(name === 'sequencingBatch: getSamples' ? 1 : count).map((item) => ({ item }));

	test('takes it in each of its forms', async () => {
		const id = await make(kind);
		const forms = [
			id,
			id.toUpperCase(),
			`/api/v1/${PATHS[kind]}/${id}`,
			`https://app.onecodex.com/${PATHS[kind]}/${id}?tab=1#top`,
			{ $ref: `/api/v1/${PATHS[kind]}/${id}` },
			{ $uri: `/api/v1/${PATHS[kind]}/${id}`, other: true },
		];
		const { output, status } = await run(
			name,
			forms.map((form) => ({ id: form })),
			byColumn,
		);
		expect(status).toBe('success');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(linksOf(forms.length));
	});

	test.each(['list', 'url', 'id'])('takes it as %s', async (mode) => {
		const id = await make(kind);
		const value = mode === 'url' ? `/api/v1/${PATHS[kind]}/${id}` : id;
		const { output, status } = await run(name, [{ any: 1 }, { any: 2 }], {
			...parameters,
			[parameter]: { __rl: true, mode, value, cachedResultName: 'Name' },
		});
		expect(status).toBe('success');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(linksOf(2));
	});

	const faulty = async () => [
		{ id: await make(kind), row_number: 1 },
		{ id: 'Patient 2', patient: 'P-2', row_number: 2 },
		{ id: 1234567890123456, row_number: 17 },
		{ id: '', patient: 'P-4', row_number: 4 },
		{ id: '..', row_number: 5 },
		{ id: `https://app.onecodex.com/project/${UNKNOWN}`, row_number: 6 },
	];

	test('refuses what is no id before anything is sent, and names every faulty row', async () => {
		const rows = await faulty();
		const { error, requests } = await run(name, rows, byColumn);
		expect(requests).toEqual([]);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toBe(nothingChanged(5, 6));
		expect(error?.description?.split('<br>\n')).toEqual([
			lineOf(['2'], kind, 'Patient 2', 'not_an_id', { kind }),
			lineOf(['17'], kind, 1234567890123456, 'id_as_number', { kind }),
			lineOf(['4'], kind, '', 'empty'),
			lineOf(['5'], kind, '..', 'not_an_id', { kind }),
			lineOf(['6'], kind, rows[5]?.id, 'address_of_other', { kind, other: 'project' }),
		]);
	});

	test('sends faulty rows to the error output with their columns, and does the others', async () => {
		const rows = await faulty();
		const done = await run(name, rows, byColumn, { onError: 'continueErrorOutput' });
		expect(done.output).toHaveLength(1);
		expect(done.errorOutput.map(({ json }) => json)).toEqual(
			rows
				.slice(1)
				.map((row) => ({ ...row, error: expect.stringContaining(NAMES[kind]) as string })),
		);
	});

	test('an expression that fails is a fault of its row', async () => {
		const value = '={{ $json.id || $("No such node").item.json.id }}';
		const { error, requests } = await run(name, [{ id: UNKNOWN }, { other: 1 }], {
			...parameters,
			[parameter]: locator(value),
		});
		expect(requests).toEqual([]);
		expect(error?.message).toContain(nothingChanged(1, 2));
		expect(error?.description).toMatch(new RegExp(`^Row 2: .*'${NAMES[kind]}' failed \\(`));
	});

	const someUnknown = async () => [{ id: await make(kind) }, { id: UNKNOWN, patient: 'P-2' }];

	test('stops at an id that One Codex does not have, with nothing changed', async () => {
		const { error, routes } = await run(name, await someUnknown(), byColumn);
		expect(error?.message).toBe(nothingChanged(1, 2));
		expect(error?.description).toBe(lineOf(['2'], kind, UNKNOWN, 'not_found', { kind }));
		expect(routes.filter((route) => route.startsWith('PATCH'))).toEqual([]);
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'goes on without such a row with %s',
		async (onError) => {
			const { output, errorOutput } = await run(name, await someUnknown(), byColumn, { onError });
			const [good, ...behind] = output;
			const [bad] = onError === 'continueErrorOutput' ? errorOutput : behind;
			expect(good?.pairedItem).toEqual({ item: 0 });
			expect(good?.json).not.toHaveProperty('error');
			expect(output.length + errorOutput.length).toBe(2);
			expect(bad?.json).toEqual({
				id: UNKNOWN,
				patient: 'P-2',
				error: textOf(kind, UNKNOWN, 'not_found', { kind }),
			});
		},
	);

	test('skips blank rows and says how many', async () => {
		const rows = [{ id: '' }, { id: await make(kind), note: 'x' }, { id: ' ', row_number: 3 }];
		const { output, hints } = await run(name, rows, byColumn);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(hints).toEqual([HINTS.blankRows(2, false)]);
	});

	test('takes nothing but blank rows for a mistake', async () => {
		const { error, requests } = await run(name, [{ id: '' }, {}], byColumn);
		expect(error?.message).toBe(nothingChanged(2, 2));
		expect(error?.description).toContain('Rows 1 to 2: ');
		expect(requests).toEqual([]);
	});
});
