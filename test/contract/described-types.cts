// Prints the schemas of the API description as types: `npm run types` keeps them in sandbox/described.cts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { isTypeAliasDeclaration } from 'typescript';
import { parse } from 'yaml';

const path = join(__dirname, '..', '..', 'openapi', 'onecodex.yaml');

async function printTypes(): Promise<void> {
	const description = parse(readFileSync(path, 'utf8')) as OpenAPI3;
	const { schemas } = description.components ?? {};
	const types = await openapiTS(
		{ ...description, paths: {}, components: { schemas } },
		{ exportType: true },
	);
	const ours = types.filter((one) => isTypeAliasDeclaration(one) && one.name.text === 'components');
	const text = astToString(ours, { formatOptions: { removeComments: true } });
	const header =
		'// The schemas of openapi/onecodex.yaml as types, written by `npm run types`.\n\n';
	const style = await resolveConfig(__filename, { editorconfig: true });
	process.stdout.write(await format(header + text, { ...style, parser: 'typescript' }));
}

void printTypes();
