import { patchesIn, useNode } from './use-node.cts';

const { sandbox, run } = useNode();

const ID = '0123456789abcdef';
const REF = { $ref: `/api/v1/tags/${ID}` };

/** Adds or removes a tag where One Codex answers with such tags before, and with such ones after. */
async function change(tagAction: string, name: string, before: object, after: object = before) {
	const sample_id = sandbox().addSample();
	const $uri = `/api/v1/samples/${sample_id}`;
	for (const [method, tags] of [
		['GET', before],
		['PATCH', after],
	] as const) {
		const body = JSON.stringify({ $uri, ...tags });
		sandbox().inject({
			match: { method, path: /samples/ },
			times: 'always',
			fault: { kind: 'body', body, contentType: 'application/json' },
		});
	}
	const parameters = { updateFields: { tags: name }, options: { tagAction } };
	const { requests, error } = await run('sample: update', [{ sample_id }], parameters);
	return { sent: patchesIn(requests).map(({ body }) => body), error: error?.description };
}

describe.each(['add', 'remove'])('%s', (action) => {
	test.each([{ tags: 'pilot' }, { tags: ['pilot'] }, { tags: { pilot: true } }, { tags: [null] }])(
		'does not touch tags that cannot be read: %j',
		async (tags) => {
			const { sent, error } = await change(action, 'new', tags);
			expect(sent).toEqual([]);
			expect(error).toContain('could not be read');
		},
	);

	test.each([{}, { tags: null }, { tags: [] }])('takes %j for no tags', async (tags) => {
		const { sent, error } = await change(action, 'new', tags, {});
		expect(error).toBeUndefined();
		expect(sent).toEqual(action === 'add' ? [{ tags: [{ name: 'new' }] }] : []);
	});
});

test.each<[string, string, object[], unknown[]]>([
	['add', 'b', [{ name: 'a' }], [{ tags: [{ name: 'a' }, { name: 'b' }] }]],
	['remove', 'a', [{ name: 'a' }, { name: 'b' }], [{ tags: [{ name: 'b' }] }]],
	['remove', 'a', [{ name: 'a' }, REF], [{ tags: [REF] }]],
	['remove', 'a', [{ name: 'a', $uri: REF.$ref }, { name: 'b' }], [{ tags: [{ name: 'b' }] }]],
])('%s "%s" with the tags %j sends %j', async (action, name, before, body) => {
	const { sent, error } = await change(action, name, { tags: before }, {});
	expect(error).toBeUndefined();
	expect(sent).toEqual(body);
});

test.each<[string, string, object[]]>([
	['add', 'b', [{ name: 'a' }, REF]],
	['remove', 'b', [{ name: 'a' }, REF]],
	['remove', 'a', [{ name: 'a' }, { name: 'b' }, { colour: 'red' }]],
])('%s "%s" is a fault where %j leaves a name open', async (action, name, before) => {
	const { sent, error } = await change(action, name, { tags: before });
	expect(sent).toEqual([]);
	expect(error).toContain('Row 1, Tags');
});

test.each(['add', 'remove'])(
	'an answer to a change (%s) that tells no tags is not taken for a sample without tags',
	async (tagAction) => {
		const sample_id = sandbox().addSample();
		const rowsOf = (tags: string[]) => tags.map((tag) => ({ sample_id, tag }));
		const change = async (tags: string[], action: string) =>
			await run('sample: update', rowsOf(tags), {
				updateFields: { tags: '={{ $json.tag }}' },
				options: { tagAction: action },
			});
		await change(['old', 'older', 'oldest'], 'add');
		const body = JSON.stringify({ $uri: `/api/v1/samples/${sample_id}` });
		sandbox().inject({
			match: { method: 'PATCH' },
			when: 'after',
			times: 'always',
			fault: { kind: 'body', body, contentType: 'application/json' },
		});
		const { error } = await change(
			['old', 'older'].map((tag) => (tagAction === 'add' ? `very ${tag}` : tag)),
			tagAction,
		);
		expect(error).toBeUndefined();
		const [sample] = sandbox().samples().slice(-1);
		expect(sample?.tags).toHaveLength(tagAction === 'add' ? 5 : 1);
	},
);
