import type { ApiFailure } from '../nodes/OneCodex/api/http/failure';
import { failureWords } from '../nodes/OneCodex/wording/failures';

const wordsFor = (failure: Partial<ApiFailure>) =>
	failureWords({ delivery: 'unknown', said: '', ...failure });

/** The headline of a failed call, whatever its words are; `test/wording/` alone asserts those. */
export const headlineFor = (failure: Partial<ApiFailure>): string => wordsFor(failure).headline;

/** What is said of a failed call; `test/wording/` alone asserts the words. */
export const detailFor = (failure: Partial<ApiFailure>): string => wordsFor(failure).detail;
