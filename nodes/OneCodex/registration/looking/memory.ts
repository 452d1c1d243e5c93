import { barcodeKey } from '../../domain/barcodes';
import { isNameOf } from '../../domain/batchNames';
import type { PlannedBatch, PlannedTube } from '../planning/plan';
import type { AnsweredBatch, AnsweredTube } from '../../domain/batch';

/**
 * How long after a request its effect may still be on its way into the lists of One Codex, in
 * milliseconds. What does not show up in this time did not happen.
 */
export const SETTLING_MS = 60_000;

/** A batch that this process registered. */
export interface RememberedBatch {
	batch: AnsweredBatch;
	/** The name that it was sent with, which One Codex may have stored otherwise. */
	sentName: string;
	tubes: AnsweredTube[];
	/** Tubes that were sent and that One Codex did not show in the batch. */
	missing: PlannedTube[];
	/** When, in milliseconds since 1970. */
	at: number;
}

/**
 * What this n8n process did with an account a moment ago, and One Codex may not show yet. It lets a run
 * that follows at once, as after a webhook delivered twice or an execution stopped and started again,
 * know what the lists do not show.
 */
export interface Memory {
	registrations: RememberedBatch[];
	/** The requests whose outcome is not known. */
	doubts: Set<Doubt>;
}

/** A request whose outcome is not known: the name of its batch, and when it was sent or ended. */
export interface Doubt {
	name: string;
	/** Milliseconds since 1970. */
	at: number;
}

export const createMemory = (): Memory => ({ registrations: [], doubts: new Set() });

/** Drops what One Codex shows by now. */
export function forgetOld(memory: Memory, now: number): void {
	memory.registrations = memory.registrations.filter(({ at }) => at > now - SETTLING_MS);
	for (const doubt of memory.doubts) {
		if (doubt.at <= now - SETTLING_MS) memory.doubts.delete(doubt);
	}
}

/**
 * Whether a request is so fresh that it may still come about: one for this batch, under any of its
 * numbers, or with `anyName` one for any batch.
 */
export function isInDoubt({ doubts }: Memory, { name }: PlannedBatch, anyName: boolean): boolean {
	return [...doubts].some((doubt) => anyName || isNameOf(name, doubt.name));
}

/** The batches with which tubes were sent a moment ago without showing up, by {@link barcodeKey}. */
export function unconfirmed({ registrations }: Memory): Map<string, AnsweredBatch> {
	return new Map(
		registrations.flatMap(({ batch, missing }) =>
			missing.map(({ tube }) => [barcodeKey(tube.tube_barcode), batch] as const),
		),
	);
}
