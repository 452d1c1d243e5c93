import { closeScratch } from '../scratch.cts';
import { keptLab } from './kept-lab.cts';

export default async () => {
	await keptLab().stop();
	closeScratch();
};
