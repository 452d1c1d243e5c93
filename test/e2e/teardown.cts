import { closeScratch } from '../scratch.cts';
import { stopInstance } from './instance.cts';

export default async () => {
	await stopInstance();
	closeScratch();
};
