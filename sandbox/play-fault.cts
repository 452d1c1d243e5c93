import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'express';
import type { Fault } from './faults.cts';
import type { Reply, WireTube } from './wire.cts';

/** How a fault gets at the sockets and the memory of a sandbox. */
export type Stage = {
	/** Aborted when the sandbox closes, so that no delay outlives it. */
	closing: AbortSignal;
	/** Notes the status that is about to be written. */
	note: (status: number) => void;
	/** Hides tubes from every later answer. */
	withhold: (sampleIds: Set<string>) => void;
};

/**
 * Lets a fault happen.
 *
 * @param fault what goes wrong
 * @param response the answer, nothing of it written yet
 * @param reply what would have been answered; undefined before the request is carried out
 * @param stage see `Stage`
 * @returns the reply to go on with, or 'answered' when there is nothing left to do
 */
export async function playFault(
	fault: Fault,
	response: Response,
	reply: Reply | undefined,
	stage: Stage,
): Promise<Reply | undefined | 'answered'> {
	const write = (status: number, type: string, text: string, headers = {}) => {
		stage.note(status);
		response.writeHead(status, { 'Content-Type': type, ...headers }).end(text);
		return 'answered' as const;
	};
	const writeError = (status: number, message: string, headers = {}) =>
		write(status, 'application/json', JSON.stringify({ message, status }), headers);

	switch (fault.kind) {
		case 'status':
			return writeError(fault.status, fault.message ?? 'Injected fault', fault.headers);
		case 'refuseWhere':
			return writeError(400, 'where: this filter is not supported');
		case 'html':
			return write(fault.status, 'text/html', gatewayPage(fault.status));
		case 'body':
			return write(fault.status ?? 200, fault.contentType, fault.body);
		case 'redirect':
			return write(fault.status ?? 302, 'text/plain', 'Moved', { Location: fault.to });
		case 'cutJson':
			return cutJson(fault.drop ?? false, response, reply, stage);
		case 'hang':
			return 'answered';
		case 'reset':
			response.req.socket.resetAndDestroy();
			return 'answered';
		case 'delay':
			// Ends early without an error when the sandbox closes.
			await pause(fault.ms, undefined, { signal: stage.closing }).catch(() => undefined);
			return reply;
		case 'stopFile':
			return reply;
		case 'dropSamples':
			return reply && dropSamples(fault, reply, stage);
		case 'reorderSamples':
			return reply && changeTubes(reply, (tubes) => tubes.toReversed());
	}
}

function cutJson(drop: boolean, response: Response, reply: Reply | undefined, stage: Stage) {
	const text = JSON.stringify(reply?.body ?? { batch: { batch_number: 'SB000000' }, samples: [] });
	const half = text.slice(0, Math.ceil(text.length / 2));
	stage.note(200);
	const promised = Buffer.byteLength(drop ? text : half);
	response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': promised });
	if (drop) {
		// The half must be on its way before the connection goes, or it would be a plain reset.
		response.write(half, () => response.req.socket.destroy());
	} else {
		response.end(half);
	}
	return 'answered' as const;
}

function dropSamples(fault: Fault & { kind: 'dropSamples' }, reply: Reply, stage: Stage): Reply {
	const { barcodes } = fault;
	return changeTubes(reply, (tubes) => {
		const isKept = (tube: WireTube, index: number) =>
			typeof barcodes === 'number'
				? index < tubes.length - barcodes
				: !barcodes.includes(tube.tube_barcode);
		if (fault.everywhere) {
			const dropped = tubes.filter((tube, index) => !isKept(tube, index));
			stage.withhold(new Set(dropped.map((tube) => tube.sample.$ref.split('/').at(-1) ?? '')));
		}
		return tubes.filter(isKept);
	});
}

/** Changes the tubes of a registration or of a batch's list; other replies have none. */
function changeTubes(reply: Reply, change: (tubes: WireTube[]) => WireTube[]): Reply {
	const { body } = reply;
	if ('samples' in body) return { ...reply, body: { ...body, samples: change(body.samples) } };
	if (Array.isArray(body)) {
		const tubes = body.filter(
			(entry): entry is WireTube => entry !== null && 'tube_barcode' in entry,
		);
		if (tubes.length > 0) return { ...reply, body: change(tubes) };
	}
	return reply;
}

function gatewayPage(status: number): string {
	return `<html><head><title>${status}</title></head><body><h1>${status} from a gateway</h1></body></html>`;
}
