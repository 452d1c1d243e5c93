import { openScratch } from '../scratch.cts';
import { startInstance } from './instance.cts';

export default async () => {
	openScratch();
	await startInstance();
};
