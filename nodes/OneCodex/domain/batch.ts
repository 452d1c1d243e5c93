/** In characters, by the API description. */
export const MAX_BATCH_NAME_LENGTH = 100;
/** By the API description. */
export const MAX_SAMPLES_PER_BATCH = 5000;

/** A sequencing batch as One Codex describes it. */
export interface AnsweredBatch {
	/** The last part of the batch's path, safe in a path again once it is encoded. */
	id: string;
	name: string | undefined;
	/** A canceled batch does not count as a registration of its tubes. */
	canceled: boolean;
	/** Milliseconds since 1970, by One Codex's clock; undefined if the answer has none. */
	createdAt: number | undefined;
	/** All of it, as returned by the API. */
	batch: Record<string, unknown>;
}

/** How the lab calls a batch: by its number, or by its id where the answer gives no number. */
export function batchNumber({ id, batch }: AnsweredBatch): string {
	const { batch_number: number } = batch;
	return typeof number === 'string' || typeof number === 'number' ? String(number) : id;
}

/** One tube of an answer, with its barcode and its Sample as the API gave them. */
export interface AnsweredTube {
	barcode: string;
	/** The Sample's path, such as `/api/v1/samples/0123456789abcdef`; undefined if the answer names none. */
	sampleUri: string | undefined;
	sample: Record<string, unknown>;
}

/** The tubes that a batch is listed with. */
export interface TubeList {
	tubes: AnsweredTube[];
	/** How many more entries there are, which cannot be assigned to a tube. */
	unreadable: number;
}

/** A batch together with the tubes that an answer lists for it. */
export interface AnsweredRegistration {
	batch: AnsweredBatch;
	tubes: AnsweredTube[];
}
