import { idIn, type useNode } from './use-node.cts';

type Kind = 'analysis' | 'batch' | 'sample' | 'metadata';

const CHANGE = { mappingMode: 'defineBelow', value: { name: 'New name', custom: '{"a":1}' } };

/** The operations that take an id for each item: the kind of the id, its parameter, and the others. */
export const ID_OPERATIONS = [
	['analysis: get', 'analysis', 'analysisId', {}],
	['analysis: getResults', 'analysis', 'analysisId', { output: 'analyses' }],
	['sequencingBatch: get', 'batch', 'batchId', {}],
	['sequencingBatch: getSamples', 'batch', 'batchId', { includeStatus: true }],
	['sample: get', 'sample', 'sampleId', {}],
	['analysis: getFiles', 'analysis', 'analysisId', {}],
	['analysis: download', 'analysis', 'analysisId', {}],
	['sample: getDownloadLink', 'sample', 'sampleId', {}],
	['sample: download', 'sample', 'sampleId', {}],
	['sample: getResults', 'sample', 'sampleId', { output: 'samples' }],
	['sample: update', 'sample', 'sampleId', { updateFields: { tags: 'pilot' } }],
	['metadata: get', 'sample', 'sampleId', {}],
	['metadata: get', 'metadata', 'metadataId', { findBy: 'metadata' }],
	['metadata: update', 'sample', 'sampleId', { metadataFields: CHANGE }],
	['metadata: update', 'metadata', 'metadataId', { findBy: 'metadata', metadataFields: CHANGE }],
] as const;

/** What stands before the ids of a kind in an address. */
export const PATHS: Record<Kind, string> = {
	analysis: 'analyses',
	batch: 'sequencing/batches',
	sample: 'samples',
	metadata: 'metadata',
};

/** The names of the kinds in messages. */
export const NAMES: Record<Kind, string> = {
	analysis: 'Analysis',
	batch: 'Sequencing Batch',
	sample: 'Sample',
	metadata: 'Metadata',
};

/** Makes objects of a kind that can be read with all that belongs to them, and gives the id of each. */
export function makerOf({ sandbox, register, metadataOf }: ReturnType<typeof useNode>) {
	const makeSample = () => {
		const id = sandbox().addSample();
		const analysis = sandbox().finishSample(id, undefined, { size: 1_000 });
		sandbox().setFiles(analysis, [{ name: 'results.tsv', size: 900 }]);
		return { id, analysis };
	};
	return async (kind: Kind): Promise<string> => {
		if (kind === 'batch') return (await register(1))[0]?.batch_id ?? '';
		const { id, analysis } = makeSample();
		if (kind === 'analysis') return analysis;
		return kind === 'sample' ? id : idIn(metadataOf(id).$uri);
	};
}
