import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod/v4';

const conversation = z.looseObject({
	messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(z.object({ function: z.looseObject({ name: z.string(), parameters: z.unknown() }) }))
		.default([]),
});

/** What n8n asked the model to go on from. */
type Conversation = z.infer<typeof conversation>;

/** What the model does next: it has a tool called, or says something. */
export type Move = { call: string; with: object } | { say: string };

/**
 * Starts a server that speaks like OpenAI's chat completions, with moves that are laid down.
 * @param play decides on the next move by what the tools have answered so far
 */
export async function startModel(play: (answers: string[]) => Move) {
	const conversations: Conversation[] = [];
	const app = express();
	app.use(express.json());
	app.post('/v1/chat/completions', (request, response) => {
		const asked = conversation.parse(request.body);
		conversations.push(asked);
		const answers = asked.messages.flatMap(({ role, content }) =>
			role === 'tool' ? [typeof content === 'string' ? content : JSON.stringify(content)] : [],
		);
		response.json(completion(play(answers), conversations.length));
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** The base URL for a credential. */
		url: `http://127.0.0.1:${port}/v1`,
		/** Everything that was asked, oldest first. */
		conversations,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		},
	};
}

function completion(move: Move, number: number): object {
	const isCall = 'call' in move;
	const message = isCall
		? { content: null, tool_calls: [toolCall(move, number)] }
		: { content: move.say };
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'played',
		choices: [
			{
				index: 0,
				finish_reason: isCall ? 'tool_calls' : 'stop',
				message: { role: 'assistant', ...message },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

const toolCall = ({ call, with: values }: Extract<Move, { call: string }>, number: number) => ({
	id: `call-${number}`,
	type: 'function',
	function: { name: call, arguments: JSON.stringify(values) },
});
