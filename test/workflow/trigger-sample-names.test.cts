import { makeTrigger } from './poll-harness.cts';
import { locator, useNode } from './use-node.cts';

const { run, sandbox, register, credential } = useNode();

const TAGS = ['week 3', 'pilot'];

/** What the trigger gives for a sample that has a project and tags. */
async function availableSample() {
	const [{ sample_id = '' } = {}] = await register(1);
	await run('sample: update', [{ sample_id }], {
		updateFields: {
			project: locator(sandbox().addProject('Gut study 2026')),
			tags: TAGS.join(', '),
		},
	});
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	await trigger.poll();
	sandbox().finishSample(sample_id);
	return await trigger.poll();
}

test('a sample comes with the names of its project and its tags', async () => {
	expect(await availableSample()).toMatchObject([
		{ project_name: 'Gut study 2026', tag_names: TAGS },
	]);
});

test('a tag more can be set beside those that came with the sample', async () => {
	const items = await availableSample();
	const { json } = await run('sample: update', items, {
		updateFields: { tags: '={{ [...$json.tag_names, "data in"] }}' },
	});
	expect(json).toMatchObject([{ tag_names: [...TAGS, 'data in'] }]);
});

test('the example for building a workflow has them, too', async () => {
	await availableSample();
	const trigger = makeTrigger({ event: 'sampleAvailable' }, credential());
	expect(await trigger.test()).toMatchObject([{ project_name: 'Gut study 2026', tag_names: TAGS }]);
});
