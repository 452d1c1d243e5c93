import type { Failure } from '../../domain/failure';
import type { Result } from '../../domain/result';

/** A list that One Codex is asked to filter. */
interface Filtering<T, U> {
	/** Asks One Codex for what the filter finds. */
	there(): Promise<Result<T>>;
	/** Whether to rely on what One Codex found: its filter may miss entries, or not filter at all. */
	isReliable(found: T): boolean | Promise<boolean>;
	/**
	 * Finds the same without the filter.
	 * @param refusal why One Codex did not filter; undefined if it did, but not reliably
	 */
	here(refusal: Failure | undefined): U | Promise<U>;
}

/**
 * Lets One Codex filter, and filters here if it refuses to or cannot be relied on. Which filters it has is
 * documented for few lists.
 * @returns what either way found, or why One Codex could not be asked
 */
export async function filterThereOrHere<T, U>({
	there,
	isReliable,
	here,
}: Filtering<T, U>): Promise<Result<T> | U> {
	const found = await there();
	if (!found.ok) return refusesFilter(found.failure) ? await here(found.failure) : found;
	return (await isReliable(found.value)) ? found : await here(undefined);
}

/** Whether a failure may be due to the filter: One Codex is known to fail on some, rather than refuse them. */
export const refusesFilter = ({ status }: Failure) => status === 400 || status === 500;
