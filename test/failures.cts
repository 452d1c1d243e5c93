import type { ApiFailure } from '../nodes/OneCodex/api/http/failure';
import { failureWords } from '../nodes/OneCodex/wording/failures';

/** The headline of a failed call, whatever its words are; `test/wording/` alone asserts those. */
export const headlineFor = (failure: Partial<ApiFailure>): string =>
	failureWords({ delivery: 'unknown', said: '', ...failure }).headline;
