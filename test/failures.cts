import type { Failure } from '../nodes/OneCodex/domain/failure';
import { failureWords } from '../nodes/OneCodex/wording/failures';

/** The words for a failed call; `test/wording/` alone asserts what they are. */
export const wordsFor = (failure: Partial<Failure>) =>
	failureWords({ delivery: 'unknown', said: '', ...failure });

export const headlineFor = (failure: Partial<Failure>): string => wordsFor(failure).headline;

export const detailFor = (failure: Partial<Failure>): string => wordsFor(failure).detail;
