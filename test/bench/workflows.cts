import { nodeType } from '../../scripts/lib/examples.cts';
import { sandboxCredential } from '../../scripts/lib/lab.cts';
import type { WorkflowContent } from '../../scripts/lib/n8n/client.cts';
import type { OwnWay, Way } from './ways.cts';

const trackingNumber = '794612345678';

interface BenchNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
}

const credentials = {
	oneCodexApi: { id: sandboxCredential.id, name: sandboxCredential.name },
};

const core = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): BenchNode => ({ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters });

const webhook = (path: string) =>
	core('Webhook', 'webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'responseNode',
		options: {},
	});

const rows = core('Rows', 'splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} });

const samples = core('Samples', 'splitOut', 1, { fieldToSplitOut: 'samples', options: {} });

const respond = (respondWith: 'allIncomingItems' | 'noData') =>
	core('Respond', 'respondToWebhook', 1.5, { respondWith, options: {} });

const oneCodex = (
	sampleFields: Record<string, unknown>,
	batchName = '={{ $json.Batch }}',
): BenchNode => ({
	name: 'One Codex',
	type: nodeType,
	typeVersion: 1,
	parameters: {
		resource: 'sequencingBatch',
		operation: 'register',
		batchName,
		returnTrackingNumbers: trackingNumber,
		samplesFrom: 'inputItems',
		sampleFields,
		simple: true,
		options: {},
	},
	credentials,
});

const automatic = oneCodex({ mappingMode: 'autoMapInputData', value: null });

const fields = {
	tube_barcode: '={{ $json["Tube Barcode"] }}',
	specimen_type: '={{ $json["Specimen Type"] }}',
	sequencing_depth: '={{ $json["Sequencing Depth"] }}',
};

const functions = {
	tube_barcode: '={{ $json["Tube Barcode"].trim().toUpperCase() }}',
	specimen_type: '={{ $json["Specimen Type"] || "Other" }}',
	sequencing_depth: '={{ $json["Sequencing Depth"].toTitleCase() }}',
};

const own: Record<OwnWay, BenchNode> = {
	automatic,
	manual: oneCodex({ mappingMode: 'defineBelow', value: fields }),
	functions: oneCodex(
		{ mappingMode: 'defineBelow', value: functions },
		'={{ $json.Batch.trim() }}',
	),
};

const code = core('Code', 'code', 2, {
	jsCode: `const rows = $input.all().map(({ json }) => json);
return [{ json: {
	batch_name: rows[0].Batch,
	return_tracking_numbers: ['${trackingNumber}'],
	samples: rows.map((row) => ({
		tube_barcode: row['Tube Barcode'],
		specimen_type: row['Specimen Type'],
		sequencing_depth: row['Sequencing Depth'],
	})),
} }];`,
});

const editFields = core('Edit Fields', 'set', 3.5, {
	assignments: {
		assignments: Object.entries(fields).map(([name, value]) => ({
			id: name,
			name,
			value,
			type: 'string',
		})),
	},
	options: {},
});

const aggregate = core('Aggregate', 'aggregate', 1, {
	aggregate: 'aggregateAllItemData',
	destinationFieldName: 'samples',
	options: {},
});

const httpRequest = (baseUrl: string, jsonBody: string): BenchNode => ({
	...core('HTTP Request', 'httpRequest', 4.5, {
		method: 'POST',
		url: `${baseUrl}/api/v1/sequencing/batches/register`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'oneCodexApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	}),
	credentials,
});

const aggregatedBody = `={{ ({ batch_name: $('Rows').first().json.Batch, return_tracking_numbers: ['${trackingNumber}'], samples: $json.samples }) }}`;

/** The workflow of one way. It answers with all items that come out at its end. */
export function benchWorkflow(way: Way, sandboxUrl: string): WorkflowContent {
	const steps: Record<Way, BenchNode[]> = {
		automatic: [own.automatic],
		manual: [own.manual],
		functions: [own.functions],
		code: [code, httpRequest(sandboxUrl, '={{ $json }}'), samples],
		editFields: [editFields, aggregate, httpRequest(sandboxUrl, aggregatedBody), samples],
		floor: [],
	};
	return chain(way, [webhook(way), rows, ...steps[way], respond('allIncomingItems')]);
}

/** The workflow for very many rows: answers with nothing, stores nothing, so that the node's part shows. */
export function growthWorkflow(way: OwnWay): WorkflowContent {
	const nodes = [webhook('growth'), rows, own[way], respond('noData')];
	return { ...chain('growth', nodes), settings: { ...settings, saveDataSuccessExecution: 'none' } };
}

/** A workflow that does nothing but answer. */
export function smallWorkflow(): WorkflowContent {
	const nodes = [webhook('small'), respond('noData')];
	return { ...chain('small', nodes), settings: { ...settings, saveDataSuccessExecution: 'none' } };
}

/** The workflow that writes columns of rows to the metadata of their samples. */
export function updatesWorkflow(): WorkflowContent {
	const update: BenchNode = {
		...automatic,
		parameters: {
			resource: 'metadata',
			operation: 'update',
			findBy: 'sample',
			sampleId: { __rl: true, mode: 'id', value: '={{ $json.sample_id }}' },
			metadataFields: { mappingMode: 'autoMapInputData', value: null },
			options: { othersToCustom: true },
		},
	};
	const nodes = [webhook('updates'), rows, update, respond('noData')];
	return {
		...chain('updates', nodes),
		settings: { ...settings, saveDataSuccessExecution: 'none' },
	};
}

/** The workflow that downloads the files of samples; or, with n8n's own node, what is at addresses. */
export function downloadWorkflow(way: 'download' | 'http-download'): WorkflowContent {
	const download: BenchNode = {
		...automatic,
		parameters: { resource: 'sample', operation: 'download', options: { maxSize: 10_000 } },
	};
	const request = core('HTTP Request', 'httpRequest', 4.2, {
		url: '={{ $json.url }}',
		options: { response: { response: { responseFormat: 'file' } } },
	});
	const nodes = [webhook(way), rows, way === 'download' ? download : request, respond('noData')];
	return {
		...chain(way, nodes),
		settings: { ...settings, saveDataSuccessExecution: 'none' },
	};
}

/** The workflow that gets all analyses. */
export function listingWorkflow(): WorkflowContent {
	const list: BenchNode = {
		...automatic,
		parameters: { resource: 'analysis', operation: 'getAll', returnAll: true },
	};
	const nodes = [webhook('listing'), rows, list, respond('noData')];
	return {
		...chain('listing', nodes),
		settings: { ...settings, saveDataSuccessExecution: 'none' },
	};
}

/** The workflow that registers a batch for each rack that its rows name. */
export function racksWorkflow(): WorkflowContent {
	const parameters = { ...automatic.parameters, batchName: '={{ $json.Rack }}' };
	const nodes = [webhook('racks'), rows, { ...automatic, parameters }, respond('noData')];
	return {
		...chain('racks', nodes),
		settings: { ...settings, saveDataSuccessExecution: 'none' },
	};
}

const settings = { executionOrder: 'v1' };

function chain(name: string, nodes: BenchNode[]): WorkflowContent {
	const placed = nodes.map((node, index) => ({
		...node,
		id: `${name}-${index}`,
		position: [240 * index, 0],
		...(index === 0 && { webhookId: `bench-${name}` }),
	}));
	const connections = nodes.slice(0, -1).map((node, index) => {
		const next = { node: nodes[index + 1]?.name, type: 'main', index: 0 };
		return [node.name, { main: [[next]] }] as const;
	});
	return {
		name: `Bench: ${name}`,
		nodes: placed,
		connections: Object.fromEntries(connections),
		settings,
	};
}
