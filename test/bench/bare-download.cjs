// Writes what is at an address to a file, twice, and says how many milliseconds the second time took: the
// first one is for the compiler. Plain JavaScript, to start without one of its own.
const { createWriteStream, rmSync } = require('node:fs');
const { get } = require('node:http');
const { pipeline } = require('node:stream/promises');

const [url, file] = process.argv.slice(2);

const download = async () => {
	const begun = performance.now();
	const response = await new Promise((resolve, reject) => {
		get(url, resolve).on('error', reject);
	});
	if (response.statusCode !== 200) throw new Error(`The store answered ${response.statusCode}`);
	await pipeline(response, createWriteStream(file));
	return performance.now() - begun;
};

download()
	.then(download)
	.then((ms) => console.log(ms))
	.finally(() => rmSync(file, { force: true }));
