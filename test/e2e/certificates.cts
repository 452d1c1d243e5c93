import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate and its key, as PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

/** A certificate authority that no program trusts by default. */
export interface Authority {
	/** Its certificate. */
	file: string;
	/**
	 * Makes a certificate for a host name.
	 * @param days how long it is valid; with 0, it has expired a second later
	 */
	certify: (host: string, days?: number) => Promise<Certificate>;
}

/** Makes an authority, with its files in an existing folder. It needs the program openssl. */
export async function makeAuthority(folder: string, name: string): Promise<Authority> {
	const at = (file: string) => join(folder, `${name}-${file}`);
	const [caKey, ca] = [at('ca.key'), at('ca.pem')];
	const subject = ['-subj', `/CN=${name}`, '-days', '2'];
	await run('openssl', ['req', '-x509', ...NEW_KEY, ...subject, '-keyout', caKey, '-out', ca]);
	let count = 0;
	const certify = async (host: string, days = 2): Promise<Certificate> => {
		const [key, request, cert] = ['key', 'csr', 'pem'].map((end) => at(`${++count}.${end}`)) as [
			string,
			string,
			string,
		];
		const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
		await run('openssl', ['req', ...NEW_KEY, ...names, '-keyout', key, '-out', request]);
		const signer = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-copy_extensions', 'copy'];
		const validity = ['-days', String(days)];
		await run('openssl', ['x509', '-req', '-in', request, ...signer, ...validity, '-out', cert]);
		return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
	};
	return { file: ca, certify };
}
