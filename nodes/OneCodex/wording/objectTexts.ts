import { NOUNS, type IdKind } from '../domain/ids';
import type { Delivery } from '../domain/failure';
import { LABELS, METRIC_NAMES } from './labels';

/** What follows from a failed call for the objects that it was to read or change, in sentences. */
export const OBJECT_TEXTS = {
	notRead: (kind: IdKind, id: string) => `The ${NOUNS[kind]} ${id} could not be read.`,
	tubeNotSought: (barcode: string) => `Could not check which batches the tube ${barcode} is in.`,
	/** @param nouns such as "samples" */
	notListed: (nouns: string) => `The ${nouns} could not be listed.`,
	noChoices: () => 'The list could not be read.',
	statusNotRead: () => 'The status of its samples could not be read.',
	filesNotListed: (id: string) => `The files of the analysis ${id} could not be listed.`,
	noLink: (sampleId: string) => `No link to the file of the sample ${sampleId} could be created.`,
	notDownloaded: (file: string, kind: IdKind, id: string) =>
		`The file "${file}" of the ${NOUNS[kind]} ${id} was not downloaded.`,
	resultsNotRead: (kind: IdKind, id: string) =>
		`The results of the ${NOUNS[kind]} ${id} could not be read.`,
	analysisNotRead: (id: string) => `Its analysis ${id} could not be read either.`,
	notCreated: (project: string, is: 'failed' | 'in doubt') =>
		is === 'failed'
			? `The project "${project}" was not created.`
			: `It is not known whether the project "${project}" was created. Running the workflow again looks for it first.`,
	/** @param again whether the next execution starts it, whatever there is */
	notStarted: (sampleId: string, is: 'failed' | 'in doubt', again: boolean) => {
		if (is === 'failed') return `The job was not started for the sample ${sampleId}.`;
		const next = again
			? 'Look for the analysis in One Codex before you run the workflow again: that starts one more.'
			: 'Wait a few minutes and run the workflow again: the node looks for the analysis before it starts one.';
		return `It is not known whether the job was started for the sample ${sampleId}, so the request was not sent again. ${next}`;
	},
	/** @param again whether the next execution starts them once more */
	startedBefore: (count: number, again: boolean) =>
		`Before that, ${count === 1 ? '1 analysis was' : `${count} analyses were`} started. Running the workflow again ${again ? 'starts' : 'returns'} ${count === 1 ? 'it' : 'them'}${again ? ' once more' : ' and starts only the others'}.`,
	noJobChosen: () => 'Choose a job to see its arguments.',
	noArguments: () => 'This job takes no arguments.',
	/** @param noun such as "metadata" */
	notUpdated: (noun: string, row: string, delivery: Delivery) =>
		delivery === 'unknown'
			? `It is not known whether the ${noun} of row ${row} was updated.`
			: `The ${noun} of row ${row} was not updated.`,
	/** @param rows how many rows were updated before something went wrong */
	updatedBefore: (rows: number) =>
		`Before that, ${rows === 1 ? '1 row was' : `${rows} rows were`} updated. Running the workflow again sets the same values again.`,
};

/** Why an execution ends as a whole. */
export const NODE_TEXTS = {
	nothingToUpdate: () => 'There is nothing to update',
	mapAColumn: () => `Map a column to at least one field under ${LABELS.metadataFields}.`,
	addAField: () => `Add ${LABELS.project} or ${LABELS.tags} under ${LABELS.updateFields}.`,
	unknownOperation: () => 'The operation is not known',
	chooseOperation: (operation: string, resource: string) =>
		`There is no operation "${operation}" of the resource "${resource}". Choose one from the drop-downs.`,
	cancelled: () => 'The execution was cancelled',
};

/** Why Update of samples changes nothing: a column with a value of its own for each row is an easy mistake. */
export const TOO_MANY_PROJECTS = {
	/** @param count how many projects there are to create */
	headline: (count: number) => `These rows would create ${count} new projects`,
	/** @param most how many an execution creates at most */
	detail: (most: number) =>
		`Nothing was created, and no sample was updated. With ${LABELS.createMissing}, an execution creates at most ${most} projects. If ${LABELS.project} has the wrong column, such as the tube barcodes, correct it. If you want that many projects, create them first: the operation Create of the resource Project makes as many as you want.`,
};

/** What is written in a chart. */
export const CHART_TEXTS = {
	/** In the place of a bar. */
	noData: () => 'no data',
	title: (metric: keyof typeof METRIC_NAMES, rank: string, shown: number, count: number) =>
		`${METRIC_NAMES[metric].name} by ${rank}${count > shown ? `, top ${shown} of ${count}` : ''}`,
};
