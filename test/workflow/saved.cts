import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	isResourceLocatorValue,
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { OneCodex } from '../../nodes/OneCodex/OneCodex.node';
import { OneCodexEventTrigger } from '../../nodes/OneCodexEventTrigger/OneCodexEventTrigger.node';
import { OneCodexTrigger } from '../../nodes/OneCodexTrigger/OneCodexTrigger.node';

const FOLDER = join(__dirname, 'saved');
const TYPES: INodeType[] = [new OneCodex(), new OneCodexTrigger(), new OneCodexEventTrigger()];

/** The versions of this package from which workflows are kept. */
export const VERSIONS = readdirSync(FOLDER);

/** The type of a node, without the name of the package. */
const typeName = ({ type }: INode) => type.replace(/^.*\./, '');

function typeOf(node: INode): INodeType {
	const found = TYPES.find(({ description }) => description.name === typeName(node));
	if (!found) throw new Error(`There is no node type ${node.type} any more`);
	return found;
}

/**
 * The nodes of the workflow that a version saved.
 * @param ids stand in place of the words that begin with $, such as $PROJECT
 */
export function savedNodes(version: string, ids: Record<string, string> = {}): INode[] {
	return (readSaved(version, 'workflow', ids) as { nodes: INode[] }).nodes;
}

/** The credential that a version saved; see savedNodes. */
export function savedCredential(version: string, ids: Record<string, string>): IDataObject {
	return (readSaved(version, 'credential', ids) as { data: IDataObject }).data;
}

function readSaved(version: string, name: string, ids: Record<string, string>): unknown {
	const text = readFileSync(join(FOLDER, version, `${name}.json`), 'utf8');
	const filled = text.replace(/\$[A-Z]+/g, (word) => ids[word.slice(1)] ?? word);
	return JSON.parse(filled);
}

/** What the node does, as in `oneCodex: sample: get` or `oneCodexTrigger: batchRegistered`. */
export function doneBy(node: INode): string {
	const { resource, operation, event } = withDefaults(node);
	const chosen = [resource, operation, event].filter((one) => typeof one === 'string');
	return [typeName(node), ...chosen].join(': ');
}

/** All that nodes of the package do today, as doneBy names it. */
export function everythingDone(): string[] {
	return TYPES.flatMap(({ description }) => {
		const node = { type: description.name, typeVersion: 1, parameters: {} } as INode;
		const choices = (name: string, parameters: INodeParameters) =>
			description.properties
				.filter((one) => one.name === name && isShown(one, { ...node, parameters }))
				.flatMap(({ options = [] }) => options as INodePropertyOptions[])
				.map(({ value }) => ({ ...parameters, [name]: value }));
		const resources = choices('resource', {});
		const chosen = resources.length > 0 ? resources : [{}];
		return chosen
			.flatMap((parameters) => {
				const further = [...choices('operation', parameters), ...choices('event', parameters)];
				return further.length > 0 ? further : [parameters];
			})
			.map((parameters) => doneBy({ ...node, parameters }));
	});
}

function withDefaults(node: INode): INodeParameters {
	const { description } = typeOf(node);
	const { properties } = description;
	const full = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	return full ?? {};
}

const isShown = (property: INodeProperties, node: INode) =>
	NodeHelpers.displayParameter(withDefaults(node), property, node, typeOf(node).description);

/** The settings of a node that the editor would not show, or that it does not offer, today. */
export async function unknownSettings(node: INode): Promise<string[]> {
	const type = typeOf(node);
	const found = Object.entries(node.parameters).map(async ([name, value]) => {
		const properties = type.description.properties.filter((one) => one.name === name);
		const property = properties.find((one) => isShown(one, node));
		return property ? await unknownIn(type, property, value) : [name];
	});
	return (await Promise.all(found)).flat();
}

/** What of a value its parameter does not offer, each by its path. */
async function unknownIn(
	type: INodeType,
	property: INodeProperties,
	value: unknown,
): Promise<string[]> {
	const { name, options = [] } = property;
	const within = async (offered: INodeProperties[], values: object) => {
		const inner = Object.entries(values).map(async ([key, one]) => {
			const field = offered.find((candidate) => candidate.name === key);
			return field ? await unknownIn(type, field, one) : [key];
		});
		return (await Promise.all(inner)).flat().map((path) => `${name}.${path}`);
	};
	if (typeof value === 'string' && value.startsWith('=')) return [];
	const among = (values: unknown[], known: unknown[]) =>
		values.filter((one) => !known.includes(one)).map((one) => `${name}: ${String(one)}`);
	switch (property.type as string) {
		case 'options':
		case 'multiOptions':
			return among(
				[value].flat(),
				(options as INodePropertyOptions[]).map((one) => one.value),
			);
		case 'collection':
			return await within(options as INodeProperties[], value as object);
		case 'fixedCollection': {
			const groups = Object.entries(value as Record<string, object[]>).map(async ([key, all]) => {
				const group = (options as INodePropertyCollection[]).find((one) => one.name === key);
				if (!group) return [`${name}.${key}`];
				return (await Promise.all(all.map((one) => within(group.values, one)))).flat();
			});
			return (await Promise.all(groups)).flat();
		}
		case 'resourceLocator': {
			const mode = isResourceLocatorValue(value) ? value.mode : undefined;
			return among(
				[mode],
				(property.modes ?? []).map((one) => one.name),
			);
		}
		case 'resourceMapper': {
			const method = property.typeOptions?.resourceMapper?.localResourceMapperMethod ?? '';
			const methods = type.methods?.localResourceMapping as
				| Record<string, () => Promise<ResourceMapperFields>>
				| undefined;
			const fields = await methods?.[method]?.();
			const { value: cells } = value as { value: object | null };
			return among(
				Object.keys(cells ?? {}),
				(fields?.fields ?? []).map(({ id }) => id),
			);
		}
		default:
			return [];
	}
}
