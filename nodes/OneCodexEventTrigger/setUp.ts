import type { INodeTypeDescription } from 'n8n-workflow';

import { EVENT_TYPES } from './eventTypes';

const SUPPORT = 'support@onecodex.com';

const LETTER = `Please set up a webhook for our account. Address: (the Production URL). Event types: ${Object.values(EVENT_TYPES).join(', ')}.`;

const mail = `<a href="mailto:${SUPPORT}?${[
	`subject=${encodeURIComponent('Webhook for our account')}`,
	`body=${encodeURIComponent(LETTER)}`,
].join('&amp;')}" target="_blank">${SUPPORT}</a>`;

const ask = `One Codex sets webhooks up on request. Open <b>Webhook URLs</b> in this node, copy the <b>Production URL</b>, and write to ${mail}:<br /><br /><i>“${LETTER}”</i><br /><br />`;
const secret =
	'If One Codex gives you a secret for the webhook, enter it in the credential. Without one, it signs with your API key.';
const test =
	'<b>While you build the workflow</b>, only the Test URL leads here, which One Codex does not know. To build the rest, publish the workflow, wait for an event, and pin its data from the executions list.';

/** What the panel beside the node says: how One Codex comes to send events to it. The editor shows it as HTML. */
export const TRIGGER_PANEL: INodeTypeDescription['triggerPanel'] = {
	header: 'Receive events from One Codex',
	activationHint: {
		inactive: `${ask}Then publish this workflow (in n8n 1: activate it). ${secret}`,
		active: `This workflow receives what One Codex sends to its Production URL.<br /><br />${ask}${secret}`,
	},
	executionsHelp: {
		inactive: `${test}<br /><br /><b>Once it is published</b>, each event starts it. The executions are in the executions list, not here.`,
		active: `<b>Each event starts this workflow.</b> The executions are in the <a data-key="executions">executions list</a>, not here.<br /><br />${test}`,
	},
};

/** What the editor says when the workflow has been published. */
export const ACTIVATION_MESSAGE = `One Codex can now send events to the Production URL of this trigger. If it does not know that address yet, send it to ${SUPPORT}.`;
