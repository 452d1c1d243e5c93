import { HINTS } from '../../nodes/OneCodex/wording/hintTexts';

const ID = '0123456789abcdef';
const BARCODE = '23508114100017';

/** Each hint as a lab may see it, and what it means. */
export const hintExamples: Record<keyof typeof HINTS, [hint: string, meaning: string]> = {
	blankRows: [HINTS.blankRows(2, false), 'These rows have no entries.'],
	noTube: [HINTS.noTube(3, false), 'A scanner of racks found no tube there.'],
	mayLackZeros: [HINTS.mayLackZeros(['3']), 'The barcode is valid and was used.'],
	onlyZeros: [HINTS.onlyZeros(['3']), 'The barcode is valid and was used.'],
	noDigits: [HINTS.noDigits(['3']), 'The barcode is valid and was used.'],
	unreadColumn: [
		HINTS.unreadColumn('Sequencing Depth', ['Read depth']),
		'A column has a similar title, but not one that the node knows.',
	],
	noMetadataColumn: [
		HINTS.noMetadataColumn(['sample_id', 'Collected On'], true),
		'Rename the columns as the page on metadata lists them, or map them.',
	],
	ownColumns: [HINTS.ownColumns(['size']), 'The column came with other columns of the same node.'],
	unknownColumns: [
		HINTS.unknownColumns(['Patient', 'Sequencing Dept']),
		"The option 'Unknown Columns' is set to 'Hint'.",
	],
	doubledTubes: [
		HINTS.doubledTubes([{ barcode: BARCODE, batches: ['SB000001', 'SB000002'] }]),
		'Another program registered them, too. One of the batches has to be canceled.',
	],
	unchecked: [HINTS.unchecked(), 'The tubes are registered.'],
	otherSpelling: [
		HINTS.otherSpelling([{ sent: 'abc1234567', answered: 'ABC1234567' }]),
		'Compare them with the tubes.',
	],
	otherNames: [
		HINTS.otherNames([{ sent: 'Rack 1', answered: 'Rack-1' }]),
		'Use the names that One Codex has.',
	],
	noSample: [HINTS.noSample([BARCODE]), 'Ask One Codex.'],
	missingTubes: [
		HINTS.missingTubes([BARCODE]),
		'Their items have no sample ID. Ask One Codex before you run the workflow again.',
	],
	unexpectedTubes: [HINTS.unexpectedTubes([BARCODE]), 'Their items are not linked to a row.'],
	unreadableEntries: [HINTS.unreadableEntries(2), 'In Get Many. Ask One Codex.'],
	noBarcode: [HINTS.noBarcode(1), 'In Get Samples. Ask One Codex.'],
	unpacked: [
		HINTS.unpacked(['reads.fastq.gz']),
		'The file server marked the file as one to unpack, and a node cannot prevent that. The content is complete.',
	],
	unreadableResults: [HINTS.unreadableResults(2, [ID]), 'The rest of the table is complete.'],
	noMetric: [HINTS.noMetric([ID]), 'The share of reads is there for every classification.'],
	noTaxonOfRank: [HINTS.noTaxonOfRank('strain'), 'Not every database has every rank.'],
	noTaxonOfRanks: [
		HINTS.noTaxonOfRanks([ID]),
		'Not every sample has taxa of every rank, and not every database has every rank.',
	],
	noAbundances: [HINTS.noAbundances([ID]), 'Remove the filter for these samples.'],
};
