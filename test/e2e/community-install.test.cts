import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod/v4';
import {
	commands,
	installByName,
	packageFolder,
	readLedger,
	removePackage,
	stripped,
} from '../../scripts/lib/install/community-packages.cts';
import { nodeType } from '../../scripts/lib/examples.cts';
import { sandboxCredential, startLab, type Lab } from '../../scripts/lib/lab.cts';
import { ensureBuilt, packageName } from '../../scripts/lib/install/package.cts';
import { repository } from '../../scripts/lib/paths.cts';
import { startRegistry, type NpmRegistry } from '../services/registry.cts';
import {
	temporaryFolder,
	type TemporaryFolder,
} from '../../scripts/lib/processes/temporary-folder.cts';
import { findN8n, settings } from './target.cts';
import { REGISTER } from './use-n8n.cts';
import { isN8n1, testSinceN8n2 } from './versions.cts';
import { barcode, oneCodexNode, tube, webhookWorkflow } from './workflows.cts';

// Four starts of n8n, and an installation of the npm registry on a new machine.
jest.setTimeout(900_000);

const NEWER = '99.0.0';
const NEWER_NAME = 'One Codex of Tomorrow';
const PATH = 'tubes';

let home: TemporaryFolder | undefined;
let registry: NpmRegistry | undefined;
let running: Lab | undefined;

beforeAll(async () => {
	home = temporaryFolder('community');
	await ensureBuilt();
	registry = await startRegistry(() => undefined);
});
afterAll(async () => {
	await running?.stop();
	await registry?.stop();
	home?.remove();
});

const lab = () => existing(running);
const npmRegistry = () => existing(registry);
const userFolder = () => join(existing(home).path, 'n8n');
const install = () => installByName(userFolder(), packageName, npmRegistry().url);

testSinceN8n2(
	'n8n still installs by the steps that are taken here',
	'its own are close',
	async () => {
		const { dir } = await findN8n(() => undefined);
		const folder = join(dir, 'node_modules', 'n8n', 'dist', 'modules', 'community-packages');
		const bare = async (file: string) =>
			(await readFile(join(folder, file), 'utf8')).replace(/[\s'"`]/g, '').replaceAll(',]', ']');
		const service = await bare('community-packages.service.js');
		const pack = commands.pack('${packageName}@${packageVersion}');
		expect(service).toContain(`[${pack.join()}],{cwd:this.downloadFolder`);
		const unpack = commands.unpack('tarballName', 'packageDirectory');
		expect(service).toContain(`(tar,[${unpack.join()}],{cwd:this.downloadFolder`);
		expect(service).toContain(`const{${stripped.join()},...packageJson}`);
		expect(service).toContain(`([${commands.install.join()}],{cwd:packageDirectory`);
		expect(service).toContain('packageVersion=!options.version?latest:options.version');
		expect(await bare('npm-utils.js')).toContain('--registry=${sanitized}');
	},
);

test('is installed by name, upgraded under a workflow, removed and installed again', async () => {
	const version = await versionOf(repository);
	await npmRegistry().publish(repository);
	const progress = () => undefined;
	running = await startLab({ userFolder: userFolder(), findN8n, env: settings, install, progress });
	expect(await loadedNodes()).toEqual(nodesOf(version, 'One Codex'));
	expect(await loadedCredentials()).toEqual(['oneCodexApi']);
	expect(await readLedger(userFolder())).toEqual({ [packageName]: version });
	const manifest = await readFile(join(packageFolder(userFolder(), packageName), 'package.json'));
	stripped.forEach((section) => expect(manifest.toString()).not.toContain(section));

	const node = oneCodexNode({}, { credentials: { oneCodexApi: sandboxCredential } });
	const id = await lab().client.createWorkflow(webhookWorkflow(PATH, node));
	await lab().client.activate(id);
	const saved = await storedWorkflow(id);
	expect(saved.active).toBe(true);
	expect(await callWith(1, 2)).toMatchObject({ status: 200, body: [fresh(1), fresh(2)] });
	expect(posts()).toHaveLength(1);

	// The workflow stays as it is, knows its tubes and opens its credential.
	await npmRegistry().publish(await makeNewer());
	await install();
	await lab().restart();
	expect(await loadedNodes()).toEqual(nodesOf(NEWER, NEWER_NAME));
	expect(await readLedger(userFolder())).toEqual({ [packageName]: NEWER });
	expect(await storedWorkflow(id)).toEqual(saved);
	const both = { status: 200, body: [known(1), known(2)] };
	expect(await callWith(1, 2)).toMatchObject(both);
	expect(posts()).toHaveLength(1);
	expect(await callWith(2, 3)).toMatchObject({ status: 200, body: [known(2), fresh(3)] });
	expect(posts()).toHaveLength(2);

	await removePackage(userFolder(), packageName);
	await lab().restart();
	expect(await loadedNodes()).toEqual([]);
	expect(await loadedCredentials()).toEqual([]);
	expect(await readLedger(userFolder())).toEqual({});
	expect(await storedWorkflow(id)).toEqual(saved);
	const { requests } = lab().sandbox;
	const before = requests.length;
	const message = `Unrecognized node type: ${nodeType}`;
	expect(await callWith(4)).toMatchObject({ status: isN8n1 ? 500 : 400, body: { message } });
	expect(requests).toHaveLength(before);

	await install();
	await lab().restart();
	expect(await loadedNodes()).toEqual(nodesOf(NEWER, NEWER_NAME));
	expect(await callWith(1, 4)).toMatchObject({ status: 200, body: [known(1), fresh(4)] });
	expect(
		lab()
			.sandbox.batches()
			.flatMap(({ tubes }) => tubes.map((one) => one.barcode)),
	).toEqual([1, 2, 3, 4].map(barcode));
});

/** What makes up a workflow; n8n counts its triggers and the like beside it. */
async function storedWorkflow(id: string) {
	const workflow = z.object({
		active: z.boolean(),
		versionId: z.string(),
		nodes: z.array(z.looseObject({ type: z.string() })),
		connections: z.looseObject({}),
		settings: z.looseObject({}),
	});
	return workflow.parse(await lab().client.request('GET', `/workflows/${id}`));
}

/** Sends tubes to the workflow's webhook, which answers with what the node gave. */
const callWith = (...numbers: number[]) =>
	lab().client.callWebhook(PATH, { body: { rows: numbers.map((number) => tube(number)) } });

const fresh = (number: number) => ({ tube_barcode: barcode(number), already_registered: false });
const known = (number: number) => ({ tube_barcode: barcode(number), already_registered: true });

const posts = () =>
	lab().sandbox.requests.filter(
		({ method, path }) => method === REGISTER.method && path === REGISTER.path,
	);

/** The nodes that n8n has loaded from the package, with the version that it takes them to be of. */
async function loadedNodes() {
	const nodes = z.array(
		z.object({
			name: z.string(),
			displayName: z.string(),
			communityNodePackageVersion: z.string().optional(),
		}),
	);
	const all = nodes.parse(await lab().client.get('/types/nodes.json'));
	return all
		.filter(({ name }) => name.startsWith(`${packageName}.`))
		.map((node) => [node.name, node.displayName, node.communityNodePackageVersion])
		.toSorted();
}

const nodesOf = (version: string, displayName: string) =>
	[
		['', displayName],
		['EventTrigger', 'One Codex Event Trigger'],
		['Tool', `${displayName} Tool`],
		['Trigger', 'One Codex Trigger'],
	].map(([suffix, shown]) => [`${nodeType}${suffix}`, shown, version]);

async function loadedCredentials() {
	const credentials = z.array(z.object({ name: z.string() }));
	const all = credentials.parse(await lab().client.get('/types/credentials.json'));
	return all.map(({ name }) => name).filter((name) => name.startsWith('oneCodex'));
}

/** Gives a folder with this package as a later version, which shows in the name of the node. */
async function makeNewer(): Promise<string> {
	const folder = join(existing(home).path, 'newer');
	await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
	const manifest = manifestSchema.parse(JSON.parse(await manifestOf(repository)));
	await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: NEWER }));
	const code = `const { OneCodex } = require('../../onecodex');
exports.OneCodex = class extends OneCodex {
	constructor() {
		super();
		this.description = { ...this.description, displayName: '${NEWER_NAME}' };
	}
};`;
	await writeFile(join(folder, 'dist', 'nodes', 'OneCodex', 'OneCodex.node.js'), code);
	return folder;
}

const manifestSchema = z.looseObject({ version: z.string() });
const manifestOf = (folder: string) => readFile(join(folder, 'package.json'), 'utf8');

async function versionOf(folder: string): Promise<string> {
	return manifestSchema.parse(JSON.parse(await manifestOf(folder))).version;
}

function existing<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('n8n and the npm registry are there during tests only');
	return value;
}
