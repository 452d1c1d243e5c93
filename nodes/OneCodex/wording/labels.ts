/**
 * The labels of parameters, options and choices that messages name, in the quotes that n8n's texts have
 * around them. A test compares them with the descriptions of the nodes.
 */
export const LABELS = {
	apiKey: "'API Key'",
	baseUrl: "'Base URL'",
	batchName: "'Batch Name'",
	clearEmpty: "'Clear Empty'",
	createMissing: "'Create Missing Projects'",
	event: "'Event'",
	events: "'Events'",
	existing: "'Use the Existing Registration'",
	findBy: "'Find Metadata By'",
	ifAlreadyRun: "'If Already Run'",
	ifRegistered: "'If Already Registered'",
	inAllBatches: "'In All Batches'",
	ignore: "'Ignore'",
	includeInputFields: "'Include Input Fields'",
	includeStatus: "'Include Sample Status'",
	lookBack: "'Look for Earlier Registrations'",
	lookBackDays: "'Look Back Days'",
	mapManually: "'Map Each Column Manually'",
	maxBatches: "'Max Batches per Execution'",
	maxSamples: "'Max Samples per Batch'",
	maxTaxa: "'Max Taxa'",
	maxSize: "'Max Size (MB)'",
	metadataFields: "'Metadata Fields'",
	metric: "'Metric'",
	minAbundance: "'Minimum Abundance'",
	operation: "'Operation'",
	options: "'Options'",
	returnAs: "'Return As'",
	outputField: "'Put Output File in Field'",
	project: "'Project'",
	putInCustom: "'Put Other Columns in Custom'",
	rank: "'Rank'",
	restoreZeros: "'Restore Leading Zeros'",
	runAgain: "'Run Again'",
	sampleList: "'Sample List'",
	samplesFrom: "'Samples From'",
	setTags: "'Set'",
	signatureWindow: "'Signature Time Window'",
	simplify: "'Simplify'",
	tagAction: "'Tag Action'",
	tags: "'Tags'",
	unknownColumns: "'Unknown Columns'",
	updateFields: "'Update Fields'",
	validate: "'Validate'",
	webhookSecret: "'Webhook Secret'",
} as const;

/** How to see everything that a message leaves out; n8n's own setting of a node. */
export const USE_ERROR_OUTPUT = "'On Error' to 'Continue (using error output)'";

/** What samples can be compared by, as the editor names it. */
export const METRIC_NAMES = {
	abundance: {
		name: 'Relative Abundance',
		description: 'The estimate of One Codex, from 0 to 1. Not every kind of analysis has it.',
	},
	readcount: { name: 'Read Count', description: 'The number of reads' },
	read_share: {
		name: 'Share of Reads',
		description: 'The number of reads divided by all reads of the sample, from 0 to 1',
	},
} as const;
