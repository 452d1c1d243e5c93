import type { AnsweredProject } from '../../api/kinds';
import { faultIn, type Reading } from '../../checking/cells';
import { readText } from '../../checking/values';
import { foldName } from '../../domain/batchNames';
import type { FaultField } from '../../domain/fields';
import { foldText } from '../listSearch/containsText';

/** What the API takes as the short name of a project. */
export const PROJECT_NAME = /^[a-zA-Z0-9_-]{3,15}$/;

/**
 * The projects that a name means, by either of their two names: those spelled just so, or else those that
 * differ in letter case, white space and invisible marks only.
 */
export function projectsNamed(projects: AnsweredProject[], name: string): AnsweredProject[] {
	const named = (fold: (text: string) => string) => {
		const wanted = fold(name);
		return projects.filter(({ raw }) =>
			[raw.name, raw.project_name].some((one) => typeof one === 'string' && fold(one) === wanted),
		);
	};
	const exact = named(foldName);
	return exact.length > 0 ? exact : named(foldText);
}

/** Reads the name of a project that is to be created. */
export function readProjectName(field: FaultField, cell: unknown): Reading<string> {
	const reading = readText(field, cell);
	if (reading.kind !== 'value' || PROJECT_NAME.test(reading.value)) return reading;
	return faultIn(field, cell, 'project_name_form');
}
