import { temporaryFolder } from '../../scripts/lib/processes/temporary-folder.cts';

/** Starts something that writes into a folder of its own, which is removed once it is stopped. */
export async function inOwnFolder<T extends { stop: () => Promise<void> }>(
	purpose: string,
	start: (folder: string) => Promise<T>,
): Promise<T> {
	const { path, remove } = temporaryFolder(purpose);
	try {
		const started = await start(path);
		const stop = async () => {
			await started.stop();
			remove();
		};
		return { ...started, stop };
	} catch (error) {
		remove();
		throw error;
	}
}
