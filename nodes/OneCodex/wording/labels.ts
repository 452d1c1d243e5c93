/**
 * The labels of parameters, options and choices that messages name, in the quotes that n8n's texts have
 * around them. A test compares them with the descriptions of the nodes.
 */
export const LABELS = {
	apiKey: "'API Key'",
	baseUrl: "'Base URL'",
	batchName: "'Batch Name'",
	event: "'Event'",
	events: "'Events'",
	existing: "'Use the Existing Registration'",
	ifRegistered: "'If Already Registered'",
	inAllBatches: "'In All Batches'",
	lookBack: "'Look For Earlier Registrations'",
	mapManually: "'Map Each Column Manually'",
	maxBatches: "'Max Batches per Execution'",
	maxSamples: "'Max Samples per Batch'",
	minAbundance: "'Minimum Abundance'",
	operation: "'Operation'",
	options: "'Options'",
	project: "'Project'",
	putInCustom: "'Put Other Columns in Custom'",
	restoreZeros: "'Restore Leading Zeros'",
	sampleList: "'Sample List'",
	setTags: "'Set'",
	signatureWindow: "'Signature Time Window'",
	tagAction: "'Tag Action'",
	tags: "'Tags'",
	updateFields: "'Update Fields'",
	validate: "'Validate'",
	webhookSecret: "'Webhook Secret'",
} as const;

/** How to see everything that a message leaves out; n8n's own setting of a node. */
export const USE_ERROR_OUTPUT = "'On Error' to 'Continue (using error output)'";
