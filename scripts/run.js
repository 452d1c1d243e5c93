// Runs one of the scripts: `node scripts/run.js start`. Plain JavaScript, since it runs before
// anything is installed.
const { spawn } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const commands = ['start', 'test', 'bench', 'test-queue', 'test-running', 'test-versions'];

/** Runs a program and returns its exit code. Signals are passed on, so that it can clean up. */
function runToEnd(file, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options });
		const passOn = (signal) => child.kill(signal);
		const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'];
		for (const signal of signals) process.on(signal, passOn);
		child.once('error', reject);
		child.once('close', (code) => {
			for (const signal of signals) process.off(signal, passOn);
			resolve(code ?? 1);
		});
	});
}

/** The packages of a lock file, or none if there is no such file. */
function lockedPackages(...path) {
	try {
		return JSON.parse(readFileSync(join(root, ...path), 'utf8')).packages;
	} catch {
		return {};
	}
}

/** Whether node_modules holds what the lock file says. Optional packages may fit other systems. */
function isInstalled() {
	const placed = lockedPackages('node_modules', '.package-lock.json');
	return Object.entries(lockedPackages('package-lock.json')).every(
		([path, { version, optional }]) =>
			path === '' || (placed[path] ? placed[path].version === version : optional),
	);
}

async function install() {
	console.log('Installing the packages of package-lock.json (npm ci) ...');
	const npm = process.env.npm_execpath;
	const code = npm?.endsWith('.js')
		? await runToEnd(process.execPath, [npm, 'ci'])
		: await runToEnd('npm', ['ci'], { shell: process.platform === 'win32' });
	if (code !== 0) throw new Error('npm ci failed: see above.');
}

async function main([command, ...args]) {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new Error(`This needs Node.js 20.19 or newer; here is ${process.versions.node}.`);
	}
	if (!commands.includes(command)) {
		throw new Error(`Usage: node scripts/run.js ${commands.join('|')} [arguments]`);
	}
	if (!isInstalled()) await install();
	// Not the tsx command: it makes Node 20 load a .cts file in a way that many packages fail in.
	const script = join(__dirname, `${command}.cts`);
	// tsx would keep what it compiled in the folder for temporary files.
	const env = { ...process.env, TSX_DISABLE_CACHE: '1' };
	return await runToEnd(process.execPath, ['--require', 'tsx/cjs', script, ...args], { env });
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error) => {
		console.error(error.message);
		process.exitCode = 1;
	},
);
