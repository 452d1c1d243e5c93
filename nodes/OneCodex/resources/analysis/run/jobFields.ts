import type { ILoadOptionsFunctions, INodeProperties, ResourceMapperFields } from 'n8n-workflow';

import { JOBS } from '../../../api/analyses';
import { connect } from '../../../api/http/request';
import { lookUp } from '../../../api/lists/lookUp';
import { readId } from '../../../checking/ids';
import { OBJECT_TEXTS } from '../../../wording/objectTexts';
import { jobLocator } from '../../descriptions/locators';
import { must } from '../../listSearch/searchList';
import { argumentsOf, type JobArgument } from './jobArguments';

/** The fields of the resource mapper 'Job Arguments': what the job takes that is chosen in the node. */
export async function getJobFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen = readId(
		'job',
		this.getCurrentNodeParameter(jobLocator.name, { extractValue: true }),
	);
	const none = { fields: [], emptyFieldsNotice: OBJECT_TEXTS.noJobChosen() };
	// It may be an expression, whose value is not known here.
	if (chosen.kind !== 'value') return none;
	const [found] = (await lookUp(await connect(this), JOBS, [chosen.value])).values();
	const job = found && must(this, found);
	if (!job) return none;
	return {
		fields: argumentsOf(job.given?.job_args_schema).map((argument) => ({
			id: argument.name,
			displayName: argument.label,
			required: argument.isRequired,
			defaultMatch: false,
			display: true,
			canBeUsedToMatch: false,
			...shownAs(argument),
		})),
		emptyFieldsNotice: OBJECT_TEXTS.noArguments(),
	};
}

function shownAs({ form, choices }: JobArgument) {
	if (form === 'array' || form === 'object') return { type: form };
	const values = form === 'boolean' ? [true, false] : choices;
	const options = values.map((one) => ({ name: String(one), value: String(one) }));
	// In n8n 1 a number field would start as 0.
	return options.length > 0 ? { type: 'options' as const, options } : { type: 'string' as const };
}

export const jobArguments: INodeProperties = {
	displayName: 'Job Arguments',
	name: 'jobArguments',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: [`${jobLocator.name}.value`],
		resourceMapper: {
			resourceMapperMethod: 'getJobFields',
			mode: 'map',
			valuesLabel: 'Job Arguments',
			fieldWords: { singular: 'argument', plural: 'arguments' },
			addAllFields: true,
			multiKeyMatch: false,
			supportAutoMap: false,
		},
	},
	description:
		'The arguments of the job. For those that you leave empty, One Codex uses its default.',
};
