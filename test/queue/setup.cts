import { openScratch } from '../scratch.cts';
import { openLab } from './lab/lab.cts';
import { keepLab } from './kept-lab.cts';

export default async () => {
	openScratch();
	keepLab(await openLab());
};
