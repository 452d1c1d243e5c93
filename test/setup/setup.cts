import { openScratch } from '../scratch.cts';

export default openScratch;
