import { openLab } from './lab/lab.cts';
import { keepLab } from './kept-lab.cts';

export default async () => keepLab(await openLab());
