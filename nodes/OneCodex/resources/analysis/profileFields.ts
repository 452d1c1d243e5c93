import type { INodeProperties } from 'n8n-workflow';

import { FUNCTIONAL_GROUPS, FUNCTIONAL_METRICS, type ProfilePart } from '../../api/otherResults';
import { readChoice } from '../../checking/choices';
import { readYesOrNo } from '../../checking/values';
import type { Fault } from '../../domain/fault';
import type { Parameters } from '../../parameters/readParameters';

const GROUP_NAMES: Record<ProfilePart['functional_group'], string> = {
	ec: 'EC',
	eggnog: 'EggNOG',
	go: 'GO',
	ko: 'KO',
	metacyc: 'MetaCyc',
	pathways: 'Pathways',
	pfam: 'Pfam',
	reaction: 'Reaction',
};

const FUNCTIONAL_METRIC_NAMES: Record<ProfilePart['metric'], string> = {
	abundance: 'Abundance',
	complete_abundance: 'Complete Abundance',
	coverage: 'Coverage',
	cpm: 'CPM',
	rpk: 'RPK',
};

const choicesOf = (names: Record<string, string>) =>
	Object.entries(names).map(([value, name]) => ({ name, value }));

/** Which part of a functional profile is returned. */
export const profileFilters: INodeProperties[] = [
	{
		displayName: 'Functional Group',
		name: 'functionalGroup',
		type: 'options',
		options: choicesOf(GROUP_NAMES),
		default: 'pathways',
		description: 'What the genes of a functional profile are grouped by. Pathways, if not set.',
	},
	{
		displayName: 'Metric',
		name: 'functionalMetric',
		type: 'options',
		options: choicesOf(FUNCTIONAL_METRIC_NAMES),
		default: 'abundance',
		description: 'The value of each group of a functional profile. Abundance, if not set.',
	},
];

export const splitByTaxon: INodeProperties = {
	displayName: 'Split by Taxon',
	name: 'splitByTaxon',
	type: 'boolean',
	default: true,
	description: 'Whether to split each group of a functional profile by the taxa it was found in',
};

/** Makes a reader of which part of a functional profile an item asks for. */
export function profilePartReader({ checked }: Parameters) {
	const group = checked('functional_group', 'filters.functionalGroup', (field, value) =>
		readChoice(field, value, FUNCTIONAL_GROUPS),
	);
	const metric = checked('functional_metric', 'filters.functionalMetric', (field, value) =>
		readChoice(field, value, FUNCTIONAL_METRICS),
	);
	const byTaxon = checked('by_taxon', 'filters.splitByTaxon', readYesOrNo);
	return (item: number, faults: Fault[]): ProfilePart => ({
		functional_group: group(item, faults) ?? 'pathways',
		metric: metric(item, faults) ?? 'abundance',
		taxa_stratified: byTaxon(item, faults) ?? false,
	});
}
