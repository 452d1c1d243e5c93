import type { Request } from 'express';
import type { Handled } from './answer.cts';
import type { Tube } from './batches.cts';
import { addressOf } from './lists.cts';
import { cutPage } from './paging.cts';
import { refusal } from './refusal.cts';
import { toWireTube } from './wire.cts';
import type { World } from './worlds.cts';

/**
 * Answers a request for the samples of a batch, the way it is done in this world.
 *
 * @param request its `page` and `per_page` are read where the list has pages
 * @param tubes all that can be read
 * @param world see `World`
 */
export function answerTubeList(request: Request, tubes: Tube[], world: World): Handled {
	const url = addressOf(request);
	const listed = tubes.map((tube) => toWireTube(tube, world));
	if (world.batchSamples === 'paged') {
		const { items, headers } = cutPage(listed, url, world);
		return { body: items, headers };
	}
	const unknown = ['page', 'per_page'].find((name) => url.searchParams.has(name));
	if (unknown !== undefined && world.batchSamples === 'wholeStrict') {
		throw refusal(400, `Unknown query parameter '${unknown}'`);
	}
	return { body: listed };
}
