import type { FailureWords } from './failures';
import { LABELS } from './labels';

/** What One Codex Trigger says, other than why a call failed. */
export const POLLS = {
	nothingToShow: () => 'Nothing to show yet',
	noBatches: () => 'This account has no sequencing batches. Register one, then try again.',
	noSamples: () =>
		'This account has no sequencing batches, or the ten newest have no samples. Register one, then try again.',
	noAnalyses: () => 'This account has no analyses. Run a job for a sample, then try again.',
	unknownEvent: () => `The value of ${LABELS.event} is not one of the events`,
	chooseEvent: () => 'Choose an event from the drop-down.',
	nextPoll: () => 'Nothing is lost. The next poll tries again.',
	/** @param first what the first failed call of the poll ended in */
	unread: (count: number, { headline, detail }: FailureWords) =>
		`One Codex Trigger could not read ${count} ${count === 1 ? 'object' : 'objects'} from One Codex. It continues with the others, and tries again at the next poll. ${headline}. ${detail}`,
};
