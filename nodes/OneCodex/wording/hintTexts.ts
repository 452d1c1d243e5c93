import { nameSome } from '../checking/naming';
import { MOST_DIGITS, UNCERTAIN_LENGTHS } from '../domain/barcodes';
import { LABELS } from './labels';
import { quote, thereAre } from './phrases/phrase';

const someOf = (names: string[]) => nameSome(names, 10, ', ', ' and ');
const counted = (count: number, noun: string, many: string) =>
	count === 1 ? `1 ${noun} was` : `${count} ${many} were`;

/** The texts of the hints under the output. Each function takes what its hint names. */
export const HINTS = {
	/** @param isAll whether there was nothing but blank rows */
	blankRows: (count: number, isAll: boolean) =>
		`${counted(count, 'blank row', 'blank rows')} skipped.${isAll ? ' There is nothing else in the input.' : ''}`,
	/** @param files their names, as One Codex has them */
	unpacked: (files: string[]) =>
		`n8n unpacked ${someOf(files)} on the way, so ${files.length === 1 ? 'it is' : 'they are'} saved without .gz.`,
	/** @param isAll whether there was no tube */
	noTube: (count: number, isAll: boolean) =>
		`${counted(count, 'row without a tube', 'rows without a tube')} skipped (NO TUBE or EMPTY).${isAll ? ' There is no tube in the input.' : ''}`,
	mayLackZeros: (rows: string[]) =>
		`The barcode is a number of ${UNCERTAIN_LENGTHS.join(' or ')} digits in row ${someOf(rows)}. It was used unchanged, but a ${MOST_DIGITS}-digit barcode without its leading zeros would look the same. Compare it with the tube.`,
	onlyZeros: (rows: string[]) =>
		`The barcode has nothing but zeros in row ${someOf(rows)}. It was used unchanged, but an expression such as padStart() makes the same of an empty cell. Compare it with the tube.`,
	noDigits: (rows: string[]) =>
		`The barcode has no digit in row ${someOf(rows)}. It was used unchanged, but it may be a word that a scanner or a person entered for a missing tube. Compare it with the tube.`,
	/** @param titles the titles that look as if they were meant */
	unreadColumn: (label: string, titles: string[]) =>
		`No column matches '${label}', so every row uses the default. Did you mean ${nameSome(titles.map(quote), 3)}? Rename it to ${label}, or map it.`,
	/** @param canStore whether an option would store the columns */
	noMetadataColumn: (titles: string[], canStore: boolean) =>
		`Nothing was written, because no column matches a metadata field (${thereAre(titles)}).${canStore ? ` To store other columns, turn on ${LABELS.putInCustom} under ${LABELS.options}.` : ''}`,
	ownColumns: (titles: string[]) =>
		`${someOf(titles.map(quote))} ${titles.length === 1 ? 'was' : 'were'} not stored, because the nodes of this package return columns of that name. If they are yours, rename them.`,
	unknownColumns: (titles: string[]) =>
		`${someOf(titles.map(quote))} ${titles.length === 1 ? 'is a column' : 'are columns'} that the node does not know, so it did not read ${titles.length === 1 ? 'it' : 'them'}.`,
	unexpectedTubes: (barcodes: string[]) =>
		`One Codex returned tubes that were not sent: ${someOf(barcodes)}.`,
	missingTubes: (barcodes: string[]) =>
		`Tubes were sent, but One Codex does not list them in their batch. Their items say what to do: ${someOf(barcodes)}.`,
	/** @param tubes each barcode with its batch numbers */
	doubledTubes: (tubes: Array<{ barcode: string; batches: string[] }>) =>
		`Tubes are in more than one active batch. Tell the lab before you ship them: ${someOf(tubes.map(({ barcode, batches }) => `${barcode} (batch numbers ${nameSome(batches, 10)})`))}.`,
	otherSpelling: (tubes: Array<{ sent: string; answered: string }>) =>
		`One Codex spells tube barcodes differently than your rows. They were treated as the same: ${someOf(tubes.map(({ sent, answered }) => `${sent} (One Codex: ${answered})`))}.`,
	noSample: (barcodes: string[]) =>
		`Tubes are registered, but One Codex returned no sample for them: ${someOf(barcodes)}.`,
	/** @param batches the name that was sent, and what One Codex made of it; empty for none */
	otherNames: (batches: Array<{ sent: string; answered: string }>) =>
		`One Codex has different names for batches than those sent. A later execution looks for the name that was sent, and will not find them: ${someOf(batches.map(({ sent, answered }) => `"${sent}" (One Codex: ${answered ? `"${answered}"` : 'no name'})`))}.`,
	unchecked: () =>
		`Could not check whether another program registered the same tubes at the same moment. The next execution with the same ${LABELS.batchName} checks again.`,
	unreadableEntries: (count: number) =>
		`${counted(count, 'entry of the list', 'entries of the list')} left out, because ${count === 1 ? 'it' : 'they'} could not be read.`,
	noBarcode: (count: number) =>
		`${counted(count, 'sample', 'samples')} left out, because One Codex returned no tube barcode.`,
	unreadableResults: (count: number, sampleIds: string[]) =>
		`${counted(count, 'entry', 'entries')} left out of the results of ${someOf(sampleIds)}, because ${count === 1 ? 'it' : 'they'} could not be read.`,
	noAbundances: (sampleIds: string[]) =>
		`One Codex has no abundances for ${someOf(sampleIds)}, so ${LABELS.minAbundance} removed all results.`,
	noMetric: (sampleIds: string[]) =>
		`One Codex does not have this ${LABELS.metric} for ${someOf(sampleIds)}, so there are no values. Choose another one.`,
	noTaxonOfRanks: (sampleIds: string[]) =>
		`The results of ${someOf(sampleIds)} have no taxon of this ${LABELS.rank}. Choose another one.`,
	noTaxonOfRank: (rank: string) =>
		`The results have no taxon of the rank ${rank}. Choose another ${LABELS.rank}.`,
};
