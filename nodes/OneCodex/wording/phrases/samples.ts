import { nameSome } from '../../checking/naming';
import { LABELS } from '../labels';
import { AS_TEXT, TYPES, quote, type Phrases } from './phrase';

const TRY_LATER =
	"Try again later. One Codex analyzes a sample some time after its data arrives. To start a workflow when an analysis is done, use One Codex Trigger with the event 'Analysis Finished'";
const ASK = 'Ask One Codex about it';

/** The words for what can be wrong with the metadata, the project, the tags or the results of a sample. */
export const SAMPLE_PHRASES = {
	several_samples: ({ samples }) => ({
		what: `belongs to several samples: ${nameSome(samples, 5)}`,
		cure: 'Use the ID of the right one',
	}),
	external_id_not_found: () => ({
		what: 'no sample that One Codex lists has it',
		cure: 'Check it, or use the ID of the sample',
	}),
	no_metadata: () => ({ what: 'no metadata record', cure: ASK }),
	unclear_position: () => ({
		what: 'not a latitude and a longitude',
		cure: 'Write both in degrees, such as 38.98 N 77.11 W or 38.98 -77.11',
	}),
	custom_not_an_object: () => ({
		what: 'not an object',
		cure: 'Use an object such as { "patient": "P-7" }, or map no column to \'Custom\'',
	}),
	custom_unreadable: () => ({
		what: 'the record already has this value, which is not an object, so nothing can be added to it',
		cure: 'Remove the custom values from the row, or ask One Codex about it',
	}),
	custom_lost_digits: ({ title }) => ({
		what: `a number in the column "${title}" that may have lost digits`,
		cure: AS_TEXT,
	}),
	custom_not_flat: ({ title, type }) => ({
		what: `${TYPES[type]} in the column "${title}", which custom metadata cannot hold`,
		cure: 'Use text, a number, or true or false, or remove the column from the items',
	}),
	custom_not_kept: ({ titles }) => ({
		what: `One Codex did not keep ${nameSome(titles.map(quote), 5)}, although it was written twice`,
		cure: 'Another program may be changing the same record: check it in One Codex, and run the row again',
	}),

	project_name_form: () => ({
		what: 'not a name for a new project',
		cure: 'Use 3 to 15 characters: letters (A to Z), digits, hyphens and underscores',
	}),
	no_such_project: () => ({
		what: 'no project of this name',
		cure: `Check the spelling, or turn on ${LABELS.createMissing} under ${LABELS.options}`,
	}),
	several_projects: ({ ids }) => ({
		what: `the name of ${ids.length} projects (${nameSome(ids, 5)})`,
		cure: 'Use the ID of the right one',
	}),

	argument_missing: ({ name }) => ({
		what: `The argument "${name}" is empty`,
		cure: 'The job needs it: map a column to it, or enter a value',
	}),
	argument_unusable: ({ name, needs }) => ({
		what: `not a value for the argument "${name}"`,
		cure: `Use ${nameSome(needs, 10, ' or ')}`,
	}),
	arguments_differ: ({ row }) => ({
		what: `not the arguments of row ${row}, which has the same sample and job`,
		cure: `Use the same arguments, or set ${LABELS.ifAlreadyRun} to ${LABELS.runAgain}`,
	}),
	unclear_analysis: ({ analysisId }) => ({
		what: `has the analysis ${analysisId}, whose job could not be read, so it may be the one to run`,
		cure: `Check it in One Codex. To run the job all the same, set ${LABELS.ifAlreadyRun} to ${LABELS.runAgain}`,
	}),

	tags_unknown: ({ sampleId }) => ({
		what: `cannot be added or removed, because the current tags of the sample ${sampleId} could not be read`,
		cure: `Run the workflow again later, or set ${LABELS.tagAction} to ${LABELS.setTags}`,
	}),
	tags_differ: ({ sampleId }) => ({
		what: `The sample ${sampleId} now has different tags than it should`,
		cure: 'Another program may have changed its tags at the same moment: check it in One Codex, and run the workflow again',
	}),
	no_file: ({ status }) => ({
		what: `no file (status: ${status ?? 'not known'})`,
		cure: status === 'available' ? ASK : 'Try again when the sample is available',
	}),
	no_files: ({ state }) => ({
		what: `no files, and the analysis ${state === 'unfinished' ? 'is not finished' : `has ${state}`}`,
		cure: state === 'unfinished' ? 'Try again when the analysis is finished' : ASK,
	}),
	no_such_file: ({ names }) => ({
		what: `not a file of the analysis (it has: ${nameSome(names, 10, ', ')})`,
		cure: 'Use the name of a file as Get Files returns it, or leave it empty to get all files',
	}),
	file_too_large: ({ name, mb }) => ({
		what: `its file ${quote(name)} is larger than ${mb} MB`,
		cure: `Raise ${LABELS.maxSize} under ${LABELS.options}`,
	}),
	not_analyzed: ({ status }) => ({
		what: `no results yet (status: ${status ?? 'not known'})`,
		cure: TRY_LATER,
	}),
	analysis_unfinished: () => ({
		what: 'no results yet, because the analysis is not finished',
		cure: TRY_LATER,
	}),
	analysis_failed: ({ reason }) => ({
		what: `no results, because the analysis failed${reason && `: ${reason}`}`,
		cure: 'Run the analysis again in One Codex, or ask One Codex about it',
	}),
	analysis_without_results: () => ({
		what: 'no results, although the analysis succeeded',
		cure: ASK,
	}),
	analysis_not_found: ({ analysisId }) => ({
		what: `no results, because One Codex does not have the analysis ${analysisId}`,
		cure: ASK,
	}),
} satisfies Partial<Phrases>;
