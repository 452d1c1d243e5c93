import {
	cleanText,
	faultIn,
	isEmptyCell,
	isObject,
	valueOf,
	type Reading,
} from '../../../checking/cells';
import { makeFault } from '../../../checking/faults';
import { readChoice } from '../../../checking/choices';
import { readNumber, readWholeNumber, readYesOrNo } from '../../../checking/values';
import type { Fault } from '../../../domain/fault';

/** How an argument is entered, and checked; `any` is taken as it is. */
type Form = 'choice' | 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'object' | 'any';

/** One argument of a job, as far as its JSON schema says what it takes. */
export interface JobArgument {
	name: string;
	label: string;
	form: Form;
	/** What a choice may be, of any type. */
	choices: unknown[];
	/** Whether it has to be given: One Codex fills in defaults itself. */
	isRequired: boolean;
}

type Json = Record<string, unknown>;

const FORMS: readonly unknown[] = ['integer', 'number', 'boolean', 'string', 'array', 'object'];

/**
 * The arguments that a job takes.
 * @param schema its `job_args_schema`: a JSON schema of an object, which may be anything
 */
export function argumentsOf(schema: unknown): JobArgument[] {
	const { properties, required } = isObject(schema) ? schema : {};
	const mustHave: unknown[] = Array.isArray(required) ? required : [];
	return Object.entries(isObject(properties) ? properties : {}).map(([name, given]) => {
		const about = variantOf(isObject(given) ? given : {});
		const choices = Array.isArray(about.enum) ? about.enum.filter((one) => one !== null) : [];
		return {
			name,
			label: typeof about.title === 'string' && about.title.trim() !== '' ? about.title : name,
			form: choices.length > 0 ? 'choice' : formOf(about.type),
			choices,
			isRequired: mustHave.includes(name) && about.default === undefined,
		};
	});
}

/** What is said of a value that may also be null, without the null. */
function variantOf(about: Json): Json {
	const variants: unknown = about.anyOf ?? about.oneOf;
	if (!Array.isArray(variants)) return about;
	const [only, ...others] = variants.filter(
		(one) => isObject(one) && one.type !== 'null',
	) as Json[];
	return others.length === 0 ? { ...only, ...about } : about;
}

function formOf(type: unknown): Form {
	const [only, ...others] = [type].flat().filter((one) => one !== 'null');
	return others.length === 0 && FORMS.includes(only) ? (only as Form) : 'any';
}

/**
 * Reads the arguments that a row has for a job: each as the type that the job takes, so that a cell of a
 * sheet will do. Empty ones are left out.
 * @returns what to send; what is wrong is added to the faults
 */
export function readArguments(all: JobArgument[], given: unknown, faults: Fault[]): Json {
	const cells = new Map(Object.entries(isObject(given) ? given : {}));
	const read = all.flatMap((argument): Array<[string, unknown]> => {
		const { name, isRequired } = argument;
		const cell = cells.get(name);
		if (isEmptyCell(cell)) {
			if (isRequired) faults.push(makeFault('job_arguments', '', 'argument_missing', { name }));
			return [];
		}
		const reading = readArgument(argument, cell);
		if (reading.kind === 'value') return [[name, reading.value]];
		faults.push(
			makeFault('job_arguments', cell, 'argument_unusable', { name, needs: needsOf(argument) }),
		);
		return [];
	});
	return Object.fromEntries(read);
}

const ANY_NUMBER = [-Infinity, Infinity] as const;
const FIELD = 'job_arguments';

function readArgument({ form, choices }: JobArgument, cell: unknown): Reading<unknown> {
	switch (form) {
		case 'integer':
			return readWholeNumber(FIELD, cell, [...ANY_NUMBER]);
		case 'number':
			return readNumber(FIELD, cell, ANY_NUMBER);
		case 'boolean':
			return readYesOrNo(FIELD, cell);
		case 'choice': {
			const text = typeof cell === 'object' ? undefined : cleanText(String(cell));
			const same = choices.find((one) => one === cell || String(one) === text);
			if (same !== undefined) return valueOf(same);
			const names = choices.map(String);
			const reading = readChoice(FIELD, typeof cell === 'number' ? String(cell) : cell, names);
			return reading.kind === 'value' ? valueOf(choices[names.indexOf(reading.value)]) : reading;
		}
		case 'string':
			return typeof cell === 'object' ? faultIn(FIELD, cell, 'not_text') : valueOf(String(cell));
		case 'array':
		case 'object': {
			const value = typeof cell === 'string' ? parsed(cell) : cell;
			const isRight = form === 'array' ? Array.isArray(value) : isObject(value);
			return isRight ? valueOf(value) : faultIn(FIELD, cell, 'not_text');
		}
		case 'any':
			return valueOf(cell);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const NEEDS: Record<Form, string> = {
	integer: 'a whole number',
	number: 'a number',
	boolean: 'true or false',
	string: 'text',
	array: 'a JSON list',
	object: 'a JSON object',
	choice: '',
	any: '',
};

const needsOf = ({ form, choices }: JobArgument): string[] =>
	form === 'choice' ? choices.map(String) : [NEEDS[form]];
