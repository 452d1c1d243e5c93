import { closeScratch } from '../scratch.cts';

export default closeScratch;
