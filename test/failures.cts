import type { ApiFailure } from '../nodes/OneCodex/api/http/failure';
import { failureWords } from '../nodes/OneCodex/wording/failures';

/** The words for a failed call; `test/wording/` alone asserts what they are. */
export const wordsFor = (failure: Partial<ApiFailure>) =>
	failureWords({ delivery: 'unknown', said: '', ...failure });

export const headlineFor = (failure: Partial<ApiFailure>): string => wordsFor(failure).headline;

export const detailFor = (failure: Partial<ApiFailure>): string => wordsFor(failure).detail;
