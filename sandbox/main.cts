import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type * as Server from './server.cts';

// Under tsx, Node 20 hands a .cts file it starts with a `require` that fails on packages which
// read JSON. One that is made here does not.
const { startSandbox } = createRequire(__filename)('./server.cts') as typeof Server;

const usage = `Starts a local One Codex.

  --port NUMBER                where to listen (4010)
  --host ADDRESS               at which address (127.0.0.1)
  --key TEXT                   a key to accept; may be given more than once (sandbox-key)
  --rate-limit NUMBER|off      requests a second for each key (10)
  --lag NUMBER                 milliseconds until a new batch can be read (0)
  --accept-repeated-barcodes   register a barcode that stands in a live batch
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			host: { type: 'string', default: '127.0.0.1' },
			key: { type: 'string', multiple: true, default: ['sandbox-key'] },
			'rate-limit': { type: 'string', default: '10' },
			lag: { type: 'string', default: '0' },
			'accept-repeated-barcodes': { type: 'boolean', default: false },
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
		acceptRepeatedBarcodes: values['accept-repeated-barcodes'],
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

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
