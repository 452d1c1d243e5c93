import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IBinaryData } from 'n8n-workflow';
import { BinaryDataService } from 'n8n-core';

type Type<T> = abstract new (...args: never[]) => T;
type Container = { get<T>(type: Type<T>): T; set<T>(type: Type<T>, value: T): void };
// The one that n8n-core has for itself.
const requireOfN8n = createRequire(require.resolve('n8n-core'));
const { Container } = requireOfN8n('@n8n/di') as { Container: Container };

/** Lets n8n keep binary data as it does by default, in files; without this, it keeps it in memory. */
export function useStoredFiles() {
	const service = () => Container.get(BinaryDataService);
	const usual = service();
	beforeAll(async () => {
		const storing = Object.create(Object.getPrototypeOf(usual) as object) as typeof usual;
		Object.assign(storing, usual, { managers: {} });
		Container.set(BinaryDataService, storing);
		await storing.init();
	});
	// Test files that follow in this process use the same n8n-core.
	afterAll(() => Container.set(BinaryDataService, usual));
	return {
		/** The content of a binary field. */
		contentOf: async (file: IBinaryData | undefined): Promise<string> =>
			file ? (await service().getAsBuffer(file)).toString() : '',
		/** Lets n8n fail to keep the next file. */
		failToStore: (message: string): void => {
			jest.spyOn(service(), 'store').mockRejectedValueOnce(new Error(message));
		},
		/** How many bytes there are in all files of n8n, those that are being written included. */
		bytesOnDisk: (): number => {
			const folder = join(process.env.N8N_USER_FOLDER ?? '', '.n8n', 'storage');
			return sizeOf(folder);
		},
	};
}

function sizeOf(folder: string): number {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.parentPath.includes('binary_data'))
		.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
