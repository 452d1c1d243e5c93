import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type * as Server from './server.cts';
import type * as Worlds from './worlds.cts';

// Under tsx, Node 20 hands a .cts file it starts with a `require` that fails on packages which
// read JSON. One that is made here does not.
const load = createRequire(__filename);
const { startSandbox } = load('./server.cts') as typeof Server;
const { worldSchema } = load('./worlds.cts') as typeof Worlds;

const usage = `Starts a local One Codex.

  --port NUMBER             where to listen (4010)
  --host ADDRESS            at which address (127.0.0.1)
  --key TEXT                a key to accept; may be given more than once (sandbox-key)
  --rate-limit NUMBER|off   requests a second for each key (10)
  --lag NUMBER              milliseconds until a new batch can be read (0)
  --world JSON              how One Codex is where its documents leave it open, such as
                            '{"batchFilter":"equality"}'; worlds.cts says what there is
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			host: { type: 'string', default: '127.0.0.1' },
			key: { type: 'string', multiple: true, default: ['sandbox-key'] },
			'rate-limit': { type: 'string', default: '10' },
			lag: { type: 'string', default: '0' },
			world: { type: 'string', default: '{}' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(usage);
		return;
	}
	const sandbox = await startSandbox({
		port: toNumber('port', values.port),
		host: values.host,
		apiKeys: values.key,
		rateLimit:
			values['rate-limit'] === 'off' ? false : toNumber('rate-limit', values['rate-limit']),
		lagMs: toNumber('lag', values.lag),
		world: readWorld(values.world),
	});
	console.log(`One Codex sandbox: ${sandbox.url}`);
	console.log(`API key: ${values.key.join(', ')}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close());
	}
}

function toNumber(option: string, text: string): number {
	const number = Number(text);
	if (text.trim() === '' || !Number.isInteger(number) || number < 0) {
		throw new Error(`--${option} takes a whole number, not "${text}"`);
	}
	return number;
}

function readWorld(text: string): Partial<Worlds.World> {
	const { data, error } = worldSchema.partial().safeParse(readJson('world', text));
	const [issue] = error?.issues ?? [];
	if (issue) throw new Error(`--world: ${[...issue.path, issue.message].join(': ')}`);
	return data ?? {};
}

function readJson(option: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new Error(`--${option} takes JSON, not "${text}"`);
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
