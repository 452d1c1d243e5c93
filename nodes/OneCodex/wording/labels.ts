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
	ifRegistered: "'If Already Registered'",
	inAllBatches: "'In All Batches'",
	includeInputFields: "'Include Input Fields'",
	includeStatus: "'Include Sample Status'",
	lookBack: "'Look For Earlier Registrations'",
	lookBackDays: "'Look Back Days'",
	mapManually: "'Map Each Column Manually'",
	maxBatches: "'Max Batches per Execution'",
	maxSamples: "'Max Samples per Batch'",
	metadataFields: "'Metadata Fields'",
	minAbundance: "'Minimum Abundance'",
	operation: "'Operation'",
	options: "'Options'",
	output: "'Output'",
	project: "'Project'",
	putInCustom: "'Put Other Columns in Custom'",
	restoreZeros: "'Restore Leading Zeros'",
	sampleList: "'Sample List'",
	samplesFrom: "'Samples From'",
	setTags: "'Set'",
	signatureWindow: "'Signature Time Window'",
	simplify: "'Simplify'",
	tagAction: "'Tag Action'",
	tags: "'Tags'",
	updateFields: "'Update Fields'",
	validate: "'Validate'",
	webhookSecret: "'Webhook Secret'",
} as const;

/** How to see everything that a message leaves out; n8n's own setting of a node. */
export const USE_ERROR_OUTPUT = "'On Error' to 'Continue (using error output)'";
