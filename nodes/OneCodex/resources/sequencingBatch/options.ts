import { MOST_DIGITS, RESTORABLE } from '../../domain/barcodes';
import { sequencingDepth, specimenType } from '../descriptions/choices';
import { unknownColumns } from '../descriptions/unknownColumns';
import { MAX_SAMPLES_PER_BATCH } from '../../domain/batch';
import { optionsField } from '../descriptions/optionsField';

// Validate and Validate With History return the columns anyway.
const IN_REGISTER = { '/operation': ['register'] };
// Validate asks One Codex for nothing.
const WHERE_LOOKED_UP = { '/operation': ['register', 'validateWithHistory'] };

/** More batches than this are most likely a mistake, unless it is said that they are not. */
export const DEFAULT_MAX_BATCHES = 300;
export const MOST_BATCHES = 1_000_000;

/** How many days back all batches may be looked through, and are unless something else is set. */
export const MOST_LOOK_BACK_DAYS = 3650;
export const DEFAULT_LOOK_BACK_DAYS = 30;

/** What applies to the whole run. */
export const options = optionsField([
	sequencingDepth(
		'defaultSequencingDepth',
		'Default Sequencing Depth',
		'Sequencing depth of the samples whose own is empty',
	),
	specimenType(
		'defaultSpecimenType',
		'Default Specimen Type',
		'Specimen type of the samples whose own is empty',
	),
	{
		displayName: 'If Already Registered',
		name: 'ifRegistered',
		type: 'options',
		displayOptions: { show: WHERE_LOOKED_UP },
		options: [
			{
				name: 'Use the Existing Registration',
				value: 'reuse',
				description:
					'Return the sample of the existing registration, and send only the other tubes',
			},
			{
				name: 'Report as Error',
				value: 'error',
				description: 'Report the row as one that needs fixing',
			},
			{
				name: 'Register Again',
				value: 'register',
				description:
					'Send every tube without looking. A tube may end up in two batches, also if n8n retries on fail.',
			},
		],
		default: 'reuse',
		description: 'What to do when a tube is already registered',
	},
	{
		displayName: 'Include Input Fields',
		name: 'includeInputFields',
		type: 'boolean',
		displayOptions: { show: IN_REGISTER },
		default: true,
		description:
			'Whether to include the input columns. If names clash, the One Codex value is kept.',
	},
	{
		displayName: 'Look Back Days',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_LOOK_BACK_DAYS, numberPrecision: 0 },
		displayOptions: { show: { ...WHERE_LOOKED_UP, lookBack: ['allBatches'] } },
		default: DEFAULT_LOOK_BACK_DAYS,
		description: 'How many days back to look in all batches',
	},
	{
		displayName: 'Look for Earlier Registrations',
		name: 'lookBack',
		type: 'options',
		displayOptions: { show: WHERE_LOOKED_UP },
		options: [
			{
				name: 'In Batches of the Same Name',
				value: 'sameName',
				description: 'Needs the fewest requests',
			},
			{
				name: 'In All Batches',
				value: 'allBatches',
				description: 'For sheets whose batch name changes from run to run. Needs more requests.',
			},
		],
		default: 'sameName',
		description: 'Where to look for tubes that are already registered',
	},
	{
		displayName: 'Max Batches per Execution',
		name: 'maxBatches',
		type: 'number',
		displayOptions: { show: WHERE_LOOKED_UP },
		typeOptions: { minValue: 1, maxValue: MOST_BATCHES, numberPrecision: 0 },
		default: DEFAULT_MAX_BATCHES,
		description:
			"If the rows would create more new batches, nothing is sent. Protects against a wrong column in 'Batch Name', such as the tube barcodes.",
	},
	{
		displayName: 'Max Samples per Batch',
		name: 'maxSamplesPerBatch',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_SAMPLES_PER_BATCH, numberPrecision: 0 },
		default: MAX_SAMPLES_PER_BATCH,
		description: 'A larger batch is split evenly into "NAME (1 of 2)", "NAME (2 of 2)" and so on',
	},
	{
		displayName: 'Restore Leading Zeros',
		name: 'restoreLeadingZeros',
		type: 'boolean',
		default: true,
		description: `Whether to pad barcodes of ${RESTORABLE.least} to ${RESTORABLE.most} digits with leading zeros to ${MOST_DIGITS} digits, which spreadsheets drop from numbers. Barcodes of any other length are never changed.`,
	},
	{ ...unknownColumns, displayOptions: { hide: { '/samplesFrom': ['manual'] } } },
]);
