import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { EVENT_TYPES } from './eventTypes';
import { ANY_EVENT, receive } from './receive';
import { ACTIVATION_MESSAGE, TRIGGER_PANEL } from './setUp';
import { optionsField } from '../OneCodex/resources/descriptions/optionsField';

export class OneCodexEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'One Codex Event Trigger',
		name: 'oneCodexEventTrigger',
		icon: { light: 'file:../../icons/onecodex.svg', dark: 'file:../../icons/onecodex.dark.svg' },
		group: ['trigger'],
		// n8n evaluates an expression for each webhook of a version 1, which takes its time.
		version: [1, 2],
		defaultVersion: 2,
		subtitle:
			'={{ [].concat($parameter["events"]).map((event) => event === "*" ? "any event" : event).join(", ") }}',
		description: 'Starts the workflow when One Codex has received a sample or finished an analysis',
		defaults: { name: 'One Codex Event Trigger' },
		triggerPanel: TRIGGER_PANEL,
		activationMessage: ACTIVATION_MESSAGE,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneCodexApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n answers with what webhook() gives.
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: [
					{
						name: 'Analysis Failed',
						value: EVENT_TYPES.analysisFailed,
						description: 'An analysis ended without results. One Codex may try it again.',
					},
					{
						name: 'Analysis Succeeded',
						value: EVENT_TYPES.analysisSucceeded,
						description: 'The results of an analysis are available',
					},
					{
						name: 'Any Event',
						value: ANY_EVENT,
						description: 'All events, including types that One Codex adds in the future',
					},
					{
						name: 'Sample Uploaded',
						value: EVENT_TYPES.sampleUploaded,
						description: 'One Codex received the data of a sample and starts to process it',
					},
				],
				required: true,
				default: [ANY_EVENT],
				description:
					'The events that start the workflow. Others are answered and ignored. An event of an unknown type starts it, too.',
			},
			optionsField([
				{
					displayName: 'Signature Time Window',
					name: 'signatureWindow',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 1440 },
					default: 60,
					description:
						'How many minutes ago One Codex may have signed a webhook, 1,440 at most. It may send one again with its first signature. What is older is refused, since it could be a recording that somebody sends again.',
				},
			]),
		],
	};

	// One Codex's API can list webhooks, not create or delete them, so there is nothing to do.
	webhookMethods = {
		default: {
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
