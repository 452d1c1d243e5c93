import type { IExecuteFunctions } from 'n8n-workflow';

import { batchSamplesSchema, readBatch, readTubes, registerAnswerSchema } from './answers';
import type { ApiFailure } from './failure';
import { request } from './request';
import type { AnsweredTube } from '../registration/answer';
import type { Registry, Result } from '../registration/register';

const PATH = '/api/v1/sequencing/batches';

/** The calls of the API that registering needs, made with the credential of the node. */
export function sequencingBatches(context: IExecuteFunctions): Registry<ApiFailure> {
	return {
		async register(body) {
			const answer = await request(context, { method: 'POST', path: `${PATH}/register`, body });
			if (!answer.ok) return answer;
			const parsed = registerAnswerSchema.safeParse(answer.value);
			const batch = parsed.success ? readBatch(parsed.data.batch) : undefined;
			if (!parsed.success || !batch) return undocumented(answer.value);
			return { ok: true, value: { batch, tubes: readTubes(parsed.data.samples) } };
		},
		samplesOf: async (batchId) => await samplesOf(context, batchId),
	};
}

async function samplesOf(
	context: IExecuteFunctions,
	batchId: string,
): Promise<Result<AnsweredTube[], ApiFailure>> {
	const path = `${PATH}/${encodeURIComponent(batchId)}/samples`;
	const answer = await request(context, { method: 'GET', path });
	if (!answer.ok) return answer;
	const parsed = batchSamplesSchema.safeParse(answer.value);
	return parsed.success ? { ok: true, value: readTubes(parsed.data) } : undocumented(answer.value);
}

/** A status of success without the documented content: the request may well have been carried out. */
function undocumented(body: unknown): { ok: false; failure: ApiFailure } {
	return { ok: false, failure: { delivery: 'unknown', said: '', came: nameContent(body) } };
}

function nameContent(body: unknown): string {
	if (typeof body === 'string') {
		if (body.trim() === '') return 'an empty answer';
		if (/^\s*</.test(body)) return 'a web page (HTML) instead of data';
		return 'text that is not complete JSON';
	}
	if (body === undefined || body === null) return 'an empty answer';
	if (Array.isArray(body)) return 'a list instead of a batch and its samples';
	const keys = Object.keys(body).slice(0, 10).join(', ');
	return `JSON without the documented content (it has: ${keys || 'nothing'})`;
}
