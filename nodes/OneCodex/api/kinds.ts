import { z } from 'zod/v4';

import {
	ofMetadataFields,
	type METADATA_TABLE,
	type MetadataField,
} from '../domain/metadataFields';
import { millisOf, readBatch } from './answers';
import { idOf, looseReference, referredId, text } from './references';
import { once } from '../domain/once';
import type { AnsweredBatch } from '../domain/batch';
import { isObject } from '../checking/cells';

/** A kind of object that the API lists, and returns by its id. */
export interface Kind<T extends { id: string }> {
	/** Where the list is; an object is at its id below. */
	path: string;
	/** Makes a checked object of an answer; undefined if it is not one of this kind. */
	read(value: unknown): T | undefined;
}

/** The documented states of a batch in the lab. The API may add others. */
export const BATCH_STATUSES = [
	'registered',
	'shipped_to_lab',
	'received_at_lab',
	'extracting',
	'preparing_library',
	'sequencing',
	'quality_control',
	'done',
	'canceled',
] as const;

/** The documented states of a sample's data. The API may add others. */
export const SAMPLE_STATUSES = [
	'awaiting_data',
	'importing',
	'validating',
	'failed_validation',
	'available',
	'deleted',
] as const;

// As with batches, only what is needed of an answer is read. The rest may be anything.
/** True or false, or nothing. */
export const flag = once(() => z.boolean().nullish().catch(undefined));
/** A number, or nothing. */
export const number = once(() => z.number().nullish().catch(undefined));

/** A sample, from a tube or an uploaded file. */
export const sampleSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		created_at: text(),
		error_msg: text(),
		filename: text(),
		metadata: looseReference(),
		owner: looseReference(),
		primary_classification: looseReference(),
		project: looseReference(),
		size: number(),
		status: text(),
		tags: z.array(z.looseObject({})).nullish().catch(undefined),
		updated_at: text(),
		visibility: text(),
	}),
);

/** Custom values, as they are: what zod copies loses titles such as `__proto__`. */
const customValues = once(() =>
	z.custom<Record<string, unknown>>(isObject).nullish().catch(undefined),
);

/** How the content of a metadata field is read from an answer. */
const CONTENTS = {
	text,
	code: text,
	choice: text,
	day: text,
	number,
	'yes or no': flag,
	custom: customValues,
};

type ContentSchemas = {
	[F in MetadataField]: ReturnType<(typeof CONTENTS)[(typeof METADATA_TABLE)[F]['type']]>;
};

/** A metadata record. */
export const metadataSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		sample: looseReference(),
		updated_at: text(),
		...(ofMetadataFields(({ type }) => CONTENTS[type]()) as ContentSchemas),
	}),
);

/** A project. Its name may be in either of two fields. */
export const projectSchema = once(() =>
	z.looseObject({
		$uri: z.string(),
		description: text(),
		external_id: text(),
		name: text(),
		owner: looseReference(),
		permissions: z.array(z.string()).nullish().catch(undefined),
		project_name: text(),
		public: flag(),
	}),
);

/** The name of a project, or else its short name. Works for any other object with a name as well. */
export function nameOfProject(project: { name?: unknown; project_name?: unknown }): string | null {
	const isName = (name: unknown): name is string => typeof name === 'string' && name.trim() !== '';
	return [project.name, project.project_name].find(isName) ?? null;
}

/** A tag of samples. */
export const tagSchema = once(() => z.looseObject({ $uri: z.string(), name: text() }));

/** An object of the API with its id, which is safe in a path. */
export interface Answered<Raw> {
	id: string;
	/** Its fields that have the documented type. */
	raw: Raw;
	/** The whole object as received; undefined if it was combined from several answers. */
	given?: Record<string, unknown>;
}

export type AnsweredSample = Answered<z.infer<ReturnType<typeof sampleSchema>>> & {
	/** Milliseconds since 1970, or undefined if the answer has no time. */
	createdAt: number | undefined;
	metadataId: string | undefined;
	classificationId: string | undefined;
};
export type AnsweredMetadata = Answered<z.infer<ReturnType<typeof metadataSchema>>>;
export type AnsweredProject = Answered<z.infer<ReturnType<typeof projectSchema>>>;
type AnsweredTag = Answered<z.infer<ReturnType<typeof tagSchema>>>;

/** Makes a reader of the objects of a kind. */
export const readerOf =
	<Raw extends { $uri: string }>(schema: () => z.ZodType<Raw>) =>
	(value: unknown): Answered<Raw> | undefined => {
		const parsed = schema().safeParse(value);
		const id = parsed.success ? idOf(parsed.data.$uri) : undefined;
		return parsed.success && id !== undefined
			? { id, raw: parsed.data, given: value as Record<string, unknown> }
			: undefined;
	};

const readSample = readerOf(sampleSchema);

export const BATCHES: Kind<AnsweredBatch> = { path: '/api/v1/sequencing/batches', read: readBatch };

export const SAMPLES: Kind<AnsweredSample> = {
	path: '/api/v1/samples',
	read: (value) => {
		const sample = readSample(value);
		return (
			sample && {
				...sample,
				createdAt: millisOf(sample.raw.created_at),
				metadataId: referredId(sample.raw.metadata),
				classificationId: referredId(sample.raw.primary_classification),
			}
		);
	},
};

export const METADATA: Kind<AnsweredMetadata> = {
	path: '/api/v1/metadata',
	read: readerOf(metadataSchema),
};

/** Whether a record has custom values that cannot be read, so writing others would lose them. */
export const hasOddCustom = ({ raw, given }: AnsweredMetadata): boolean =>
	raw.custom === undefined && (given?.custom ?? undefined) !== undefined;

export const PROJECTS: Kind<AnsweredProject> = {
	path: '/api/v1/projects',
	read: readerOf(projectSchema),
};

export const TAGS: Kind<AnsweredTag> = { path: '/api/v1/tags', read: readerOf(tagSchema) };

/** The path of one object, as references name it. */
export const pathOf = (kind: { path: string }, id: string): string =>
	`${kind.path}/${encodeURIComponent(id)}`;
